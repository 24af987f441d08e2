	.globl stub_syscall, stub_syscall_end
stub_syscall:
	.incbin "arch/x86_64/ia32/vsyscall-syscall.so"
stub_syscall_end:

	.globl stub_sysenter, stub_sysenter_end
stub_sysenter:
	.incbin "arch/x86_64/ia32/vsyscall-sysenter.so"
stub_sysenter_end:
