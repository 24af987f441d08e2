	.balign PAGE_SIZE
vdso64_start:
	.incbin "arch/parisc/kernel/vdso64/vdso64.so"
	.balign PAGE_SIZE
vdso64_end:
