#ifdef CONFIG_X86_64
#define arch_setup_additional_pages syscall32_setup_pages
#endif

int arch_setup_additional_pages(struct linux_binprm *bprm, int uses_interp)
{
#ifdef CONFIG_X86_X32_ABI
	if (test_thread_flag(TIF_X32))
		return x32_setup_additional_pages(bprm, uses_interp);
#endif
	return map_by_ways_of_its_own();
}
