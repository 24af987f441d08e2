	.balign PAGE_SIZE
vdso32_start:
	.incbin "arch/parisc/kernel/vdso32/vdso32.so"
	.balign PAGE_SIZE
vdso32_end:
