extern unsigned char stub_syscall[], stub_syscall_end[], stub_sysenter[], stub_sysenter_end[];

static struct page *list_pages[1];
static int use_sysenter = -1;

int syscall32_setup_pages(struct linux_binprm *bprm, int stack)
{
	struct mm_struct *mm = current->mm;
	int err;

	down_write(&mm->mmap_sem);
	err = install_special_mapping(mm, VSYSCALL32_BASE, PAGE_SIZE,
				      VM_READ | VM_EXEC | VM_MAYREAD | VM_MAYWRITE | VM_MAYEXEC | VM_ALWAYSDUMP,
				      list_pages);
	up_write(&mm->mmap_sem);
	return err;
}

static int __init fill_the_page(void)
{
	char *page = (void *)get_zeroed_page(GFP_KERNEL);

	if (!page)
		panic("no page");
	list_pages[0] = virt_to_page(page);
	if (use_sysenter > 0)
		memcpy(page, stub_sysenter, stub_sysenter_end - stub_sysenter);
	else
		memcpy(page, stub_syscall, stub_syscall_end - stub_syscall);
	return 0;
}
__initcall(fill_the_page);
