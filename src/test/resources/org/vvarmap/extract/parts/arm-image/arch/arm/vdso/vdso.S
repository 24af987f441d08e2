	.globl vdso_start, vdso_end
	.balign PAGE_SIZE
vdso_start:
	.incbin "arch/arm/vdso/vdso.so"
	.balign PAGE_SIZE
vdso_end:
	.previous
