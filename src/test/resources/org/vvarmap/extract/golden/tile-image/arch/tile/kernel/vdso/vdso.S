	.align PAGE_SIZE
vdso_start:
	.incbin "arch/tile/kernel/vdso/vdso.so"
	.align PAGE_SIZE
vdso_end:
