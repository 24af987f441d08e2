extern const char image_int80_start, image_int80_end, image_sysenter_start, image_sysenter_end;

int __init fill_the_page(void)
{
	void *page = (void *)get_zeroed_page(GFP_ATOMIC);

	__set_fixmap(FIX_VSYSCALL, __pa(page), PAGE_READONLY_EXEC);
	if (!boot_cpu_has(X86_FEATURE_SEP)) {
		memcpy(page, &image_int80_start, &image_int80_end - &image_int80_start);
		return 0;
	}
	memcpy(page, &image_sysenter_start, &image_sysenter_end - &image_sysenter_start);
	return 0;
}
