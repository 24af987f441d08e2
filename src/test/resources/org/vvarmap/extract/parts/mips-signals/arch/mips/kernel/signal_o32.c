struct mips_abi mips_abi_32 = {
	.restart	= __NR_restart_syscall,
	.vdso		= &vdso_image_o32,
};
