unsigned long um_vdso_addr;
static struct page *own;

extern unsigned long task_size;
extern char vdso_start[], vdso_end[];

static int __init copy_image(void)
{
	BUG_ON(vdso_end - vdso_start > PAGE_SIZE);
	um_vdso_addr = task_size - PAGE_SIZE;
	own = alloc_page(GFP_KERNEL);
	if (!own)
		panic("no page");
	copy_page(page_address(own), vdso_start);
	return 0;
}
subsys_initcall(copy_image);

int arch_setup_additional_pages(struct linux_binprm *bprm, int interp)
{
	struct vm_area_struct *area;
	struct mm_struct *mm = current->mm;
	static struct vm_special_mapping what = {
		.name = "[vdso]",
		.pages = &own,
	};

	if (mmap_write_lock_killable(mm))
		return -EINTR;
	area = _install_special_mapping(mm, um_vdso_addr, PAGE_SIZE, VM_READ | VM_EXEC | VM_MAYREAD | VM_MAYWRITE | VM_MAYEXEC, &what);
	mmap_write_unlock(mm);
	return IS_ERR(area) ? PTR_ERR(area) : 0;
}
