	.section ".data..ro_after_init", "aw"
	.globl vdso64_start, vdso64_end
	.balign PAGE_SIZE
vdso64_start:
	.incbin "arch/powerpc/kernel/vdso/vdso64.so.dbg"
	.balign PAGE_SIZE
vdso64_end:
	.previous
