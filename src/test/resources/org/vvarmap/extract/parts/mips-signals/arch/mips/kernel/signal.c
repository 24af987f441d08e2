struct mips_abi mips_abi = {
	.restart	= __NR_restart_syscall,
	.vdso		= &vdso_image,
};
