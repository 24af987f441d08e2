	.section ".vdso","a"
	.incbin "arch/x86/vdso/vdso.so"
