	.align PAGE_SIZE
vdso32_start:
	.incbin "arch/tile/kernel/vdso/vdso32.so"
	.align PAGE_SIZE
vdso32_end:
