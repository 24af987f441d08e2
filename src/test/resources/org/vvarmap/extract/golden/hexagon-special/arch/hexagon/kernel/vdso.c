/* The shape since 6.12: the mapping is described in the function, and its page named on the way. */
static struct page *page;

static int __init vdso_init(void)
{
	struct hexagon_vdso *what;

	page = alloc_page(GFP_KERNEL);
	if (!page)
		panic("no page for the trampolines");
	what = vmap(&page, 1, 0, PAGE_KERNEL);
	if (!what)
		panic("no room for the trampolines");
	clear_page(what);
	what->rt_signal_trampoline[0] = calls[0];
	what->rt_signal_trampoline[1] = calls[1];
	vunmap(what);
	return 0;
}
arch_initcall(vdso_init);

int arch_setup_additional_pages(struct linux_binprm *bprm, int interp)
{
	struct mm_struct *mm = current->mm;
	unsigned long base;
	struct vm_area_struct *area;
	static struct vm_special_mapping what = {
		.name = "[vdso]",
	};
	int err;

	if (mmap_write_lock_killable(mm))
		return -EINTR;
	base = STACK_TOP;
	base = get_unmapped_area(NULL, base, PAGE_SIZE, 0, 0);
	if (IS_ERR_VALUE(base)) {
		err = base;
		goto out;
	}
	what.pages = &page;
	area = _install_special_mapping(mm, base, PAGE_SIZE,
					VM_READ|VM_EXEC|
					VM_MAYREAD|VM_MAYWRITE|VM_MAYEXEC,
					&what);
	err = PTR_ERR(area);
	if (IS_ERR(area))
		goto out;
	mm->context.vdso = (void *)base;
	err = 0;
out:
	mmap_write_unlock(mm);
	return err;
}
