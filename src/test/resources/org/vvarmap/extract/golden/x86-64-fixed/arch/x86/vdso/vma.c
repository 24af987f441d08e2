unsigned int vdso_enabled = 1;

extern char vdso_start[], vdso_end[], vdsox32_start[], vdsox32_end[];
extern struct page *vdso_pages[], *vdsox32_pages[];
static unsigned vdso_size, vdsox32_size;

static int __init list_images(void)
{
	int count = (vdso_end - vdso_start + PAGE_SIZE - 1) / PAGE_SIZE;
	int i;

	vdso_size = count << PAGE_SHIFT;
	for (i = 0; i < count; i++)
		vdso_pages[i] = virt_to_page(vdso_start + i * PAGE_SIZE);

#ifdef CONFIG_X86_X32_ABI
	count = (vdsox32_end - vdsox32_start + PAGE_SIZE - 1) / PAGE_SIZE;
	vdsox32_size = count << PAGE_SHIFT;
	for (i = 0; i < count; i++)
		vdsox32_pages[i] = virt_to_page(vdsox32_start + i * PAGE_SIZE);
#endif

	return 0;
}
subsys_initcall(list_images);

static int map_listed(struct page **list, unsigned bytes)
{
	struct mm_struct *mm = current->mm;
	unsigned long addr;
	int err;

	if (!vdso_enabled)
		return 0;
	down_write(&mm->mmap_sem);
	addr = align_addr(mm->start_stack, NULL, BIT(2));
	addr = get_unmapped_area(NULL, addr, bytes, 0, 0);
	if (IS_ERR_VALUE(addr)) {
		err = addr;
		goto unlock;
	}
	current->mm->context.vdso = (void *)addr;
	err = install_special_mapping(mm, addr, bytes, VM_READ | VM_EXEC | VM_MAYREAD | VM_MAYWRITE | VM_MAYEXEC, list);
	if (err)
		current->mm->context.vdso = NULL;
unlock:
	up_write(&mm->mmap_sem);
	return err;
}

int arch_setup_additional_pages(struct linux_binprm *bprm, int uses_interp)
{
	return map_listed(vdso_pages, vdso_size);
}

#ifdef CONFIG_X86_X32_ABI
int x32_setup_additional_pages(struct linux_binprm *bprm, int uses_interp)
{
	return map_listed(vdsox32_pages, vdsox32_size);
}
#endif
