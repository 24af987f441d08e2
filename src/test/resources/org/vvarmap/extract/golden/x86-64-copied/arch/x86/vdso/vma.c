unsigned int vdso_enabled = 1;

extern char vdso_start[], vdso_end[];

static struct page **code_pages;

static inline void *checked(void *where, char *name)
{
	if (*(void **)where != (void *)VMAGIC)
		vdso_enabled = 0;
	return where;
}

static int __init copy_image(void)
{
	int count = (vdso_end - vdso_start + PAGE_SIZE - 1) / PAGE_SIZE;
	int i;
	char *seen;

	code_pages = kmalloc(sizeof(struct page *) * count, GFP_KERNEL);
	if (!code_pages)
		goto give_up;
	for (i = 0; i < count; i++) {
		struct page *page;

		page = alloc_page(GFP_KERNEL);
		if (!page)
			goto give_up;
		code_pages[i] = page;
		copy_page(page_address(page), vdso_start + i * PAGE_SIZE);
	}
	seen = vmap(code_pages, count, 0, PAGE_KERNEL);
	if (!seen)
		goto give_up;
	if (memcmp(seen, "\177ELF", 4)) {
		printk("not ELF\n");
		vdso_enabled = 0;
	}
	*(struct clock_data **)checked(seen + CLOCK_OFFSET, "clock") = &__vsyscall_gtod_data;
	return 0;

give_up:
	vdso_enabled = 0;
	return -ENOMEM;
}
__initcall(copy_image);

int arch_setup_additional_pages(struct linux_binprm *bprm, int uses_interp)
{
	struct mm_struct *mm = current->mm;
	unsigned long addr;
	int err;
	unsigned bytes = round_up(vdso_end - vdso_start, PAGE_SIZE);

	if (!vdso_enabled)
		return 0;
	down_write(&mm->mmap_sem);
	addr = get_unmapped_area(NULL, mm->start_stack, bytes, 0, 0);
	if (IS_ERR_VALUE(addr)) {
		err = addr;
		goto unlock;
	}
	err = install_special_mapping(mm, addr, bytes, VM_READ | VM_EXEC | VM_MAYREAD | VM_MAYWRITE | VM_MAYEXEC | VM_ALWAYSDUMP,
				      code_pages);
	if (err)
		goto unlock;
	current->mm->context.vdso = (void *)addr;
unlock:
	up_write(&mm->mmap_sem);
	return err;
}
