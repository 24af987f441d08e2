static void __init copy_host_page(void)
{
#ifdef CONFIG_ARCH_REUSE_HOST_VSYSCALL_AREA
	long whole = FIXADDR_USER_END - FIXADDR_USER_START;
	unsigned long found, where = FIXADDR_USER_START;

	if (!whole)
		return;
	found = (unsigned long)alloc_bootmem_low_pages(whole);
	memcpy((void *)found, (void *)FIXADDR_USER_START, whole);
	put_at(where, __pa(found), PAGE_READONLY);
#endif
}
