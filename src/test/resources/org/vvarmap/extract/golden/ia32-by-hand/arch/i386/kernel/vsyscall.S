	.globl image_int80_start, image_int80_end
image_int80_start:
	.incbin "arch/i386/kernel/vsyscall-int80.so"
image_int80_end:

	.globl image_sysenter_start, image_sysenter_end
image_sysenter_start:
	.incbin "arch/i386/kernel/vsyscall-sysenter.so"
image_sysenter_end:
