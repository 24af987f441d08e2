asm(".section \".init.data\",\"aw\"\n"
    "stub_syscall:\n"
    ".incbin \"arch/x86_64/ia32/vsyscall-syscall.so\"\n"
    "stub_syscall_end:\n"
    "stub_sysenter:\n"
    ".incbin \"arch/x86_64/ia32/vsyscall-sysenter.so\"\n"
    "stub_sysenter_end:\n"
    ".previous");

extern unsigned char stub_syscall[], stub_syscall_end[], stub_sysenter[], stub_sysenter_end[];

char *stub_page;
static int use_sysenter = -1;

int __put_stub(struct mm_struct *mm, unsigned long where)
{
	pte_t *found;
	int err = -ENOMEM;

	spin_lock(&mm->page_table_lock);
	found = pte_alloc_map(mm, pmd_offset(mm, where), where);
	if (found) {
		if (pte_none(*found))
			set_pte(found, mk_pte(virt_to_page(stub_page), PAGE_KERNEL_VSYSCALL32));
		err = 0;
	}
	spin_unlock(&mm->page_table_lock);
	return err;
}

static int __init fill_the_page(void)
{
	stub_page = (void *)get_zeroed_page(GFP_KERNEL);
	if (!stub_page)
		panic("no page");
	if (use_sysenter > 0)
		memcpy(stub_page, stub_sysenter, stub_sysenter_end - stub_sysenter);
	else
		memcpy(stub_page, stub_syscall, stub_syscall_end - stub_syscall);
	return 0;
}
__initcall(fill_the_page);
