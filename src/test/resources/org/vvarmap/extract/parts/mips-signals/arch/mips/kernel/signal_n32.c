struct mips_abi mips_abi_n32 = {
	.restart	= __NR_restart_syscall,
	.vdso		= &vdso_image_n32,
};
