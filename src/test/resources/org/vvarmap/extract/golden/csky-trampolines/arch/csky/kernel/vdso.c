/* The shape of 4.20 to 5.11. */
static struct page *page;

static int __init vdso_init(void)
{
	struct csky_vdso *what;

	page = alloc_page(GFP_KERNEL);
	if (!page)
		panic("no page for the trampolines");
	what = vmap(&page, 1, 0, PAGE_KERNEL);
	if (!what)
		panic("no room for the trampolines");
	clear_page(what);
	if (write_calls(what->rt_signal_retcode))
		panic("no trampolines");
	dcache_wb_range((unsigned long)what, (unsigned long)what + 16);
	vunmap(what);
	return 0;
}
arch_initcall(vdso_init);

int arch_setup_additional_pages(struct linux_binprm *bprm, int interp)
{
	struct mm_struct *mm = current->mm;
	unsigned long base;
	int err;

	if (mmap_write_lock_killable(mm))
		return -EINTR;
	base = STACK_TOP;
	base = get_unmapped_area(NULL, base, PAGE_SIZE, 0, 0);
	if (IS_ERR_VALUE(base)) {
		err = base;
		goto out;
	}
	err = install_special_mapping(mm, base, PAGE_SIZE,
				      VM_READ|VM_EXEC|
				      VM_MAYREAD|VM_MAYWRITE|VM_MAYEXEC,
				      &page);
	if (err)
		goto out;
	mm->context.vdso = (void *)base;
out:
	mmap_write_unlock(mm);
	return err;
}

const char *arch_vma_name(struct vm_area_struct *area)
{
	if (area->vm_mm == NULL)
		return NULL;
	if (area->vm_start == (long)area->vm_mm->context.vdso)
		return "[vdso]";
	else
		return NULL;
}
