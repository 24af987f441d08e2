extern char vdso32_start, vdso32_end;
extern char vdso64_start, vdso64_end;

static int moved(const struct vm_special_mapping *what, struct vm_area_struct *area)
{
	current->mm->context.vdso_base = area->vm_start;
	return 0;
}

#ifdef CONFIG_64BIT
static struct vm_special_mapping what64 = {
	.name = "[vdso]",
	.mremap = moved,
};
#endif

static struct vm_special_mapping what32 = {
	.name = "[vdso]",
	.mremap = moved,
};

int arch_setup_additional_pages(struct linux_binprm *bprm, int stack)
{
	unsigned long code, whole, from;
	struct vm_special_mapping *what;
	struct mm_struct *mm = current->mm;
	struct vm_area_struct *area;
	int err;

	if (mmap_write_lock_killable(mm))
		return -EINTR;
#ifdef CONFIG_64BIT
	if (!is_compat_task()) {
		whole = &vdso64_end - &vdso64_start;
		what = &what64;
	} else
#endif
	{
		whole = &vdso32_end - &vdso32_start;
		what = &what32;
	}
	from = mm->mmap_base;
	if (current->flags & PF_RANDOMIZE)
		from -= get_random_u32_below(0x20) * PAGE_SIZE;
	code = get_unmapped_area(NULL, from, whole, 0, 0);
	area = _install_special_mapping(mm, code, whole, VM_READ | VM_EXEC | VM_MAYREAD | VM_MAYWRITE | VM_MAYEXEC, what);
	if (IS_ERR(area)) {
		do_munmap(mm, code, PAGE_SIZE, NULL);
		err = PTR_ERR(area);
	} else {
		current->mm->context.vdso_base = code;
		err = 0;
	}
	mmap_write_unlock(mm);
	return err;
}

static struct page **__init list_pages(void *start, void *end)
{
	int count = (end - start) >> PAGE_SHIFT;
	struct page **list;
	int i;

	list = kcalloc(count + 1, sizeof(struct page *), GFP_KERNEL);
	if (!list)
		panic("no list");
	for (i = 0; i < count; i++)
		list[i] = virt_to_page(start + i * PAGE_SIZE);
	return list;
}

static int __init make_lists(void)
{
#ifdef CONFIG_64BIT
	what64.pages = list_pages(&vdso64_start, &vdso64_end);
#endif
	if (IS_ENABLED(CONFIG_COMPAT) || !IS_ENABLED(CONFIG_64BIT))
		what32.pages = list_pages(&vdso32_start, &vdso32_end);
	return 0;
}
arch_initcall(make_lists);
