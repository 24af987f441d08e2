/* The shape of 5.5 to 5.11: a handler takes the pages from the array, the figures last. */

extern char vdso64_start, vdso64_end;
static void *image64 = &vdso64_start;
static unsigned int count64;
static struct page **list64;

unsigned int __read_mostly vdso_enabled = 1;

static vm_fault_t page_for(const struct vm_special_mapping *what, struct vm_area_struct *area, struct vm_fault *vmf)
{
	struct page **list;
	unsigned long count;

	list = list64;
	count = count64;

	if (vmf->pgoff >= count)
		return VM_FAULT_SIGBUS;

	vmf->page = list[vmf->pgoff];
	get_page(vmf->page);
	return 0;
}

static int moved(const struct vm_special_mapping *what, struct vm_area_struct *area)
{
	current->mm->context.vdso_base = area->vm_start;
	return 0;
}

static const struct vm_special_mapping data_what = {
	.name = "[vdso]",
	.fault = page_for,
	.mremap = moved,
};

static union {
	struct vdso_data	figures;
	u8			bytes[PAGE_SIZE];
} figures_page __page_aligned_data;
struct vdso_data *vdso_data = &figures_page.figures;

int arch_setup_additional_pages(struct linux_binprm *bprm, int interp)
{
	struct mm_struct *mm = current->mm;
	struct vm_area_struct *area;
	unsigned long count;
	unsigned long base;
	int err;

	if (!vdso_enabled)
		return 0;

	/* There is no image of 31 bits. */
	if (is_compat_task())
		return 0;

	count = count64;
	if (count == 0)
		return 0;

	if (mmap_write_lock_killable(mm))
		return -EINTR;
	base = get_unmapped_area(NULL, 0, count << PAGE_SHIFT, 0, 0);
	if (IS_ERR_VALUE(base)) {
		err = base;
		goto unlock;
	}

	area = _install_special_mapping(mm, base, count << PAGE_SHIFT,
					VM_READ|VM_EXEC|
					VM_MAYREAD|VM_MAYWRITE|VM_MAYEXEC,
					&data_what);
	if (IS_ERR(area)) {
		err = PTR_ERR(area);
		goto unlock;
	}

	current->mm->context.vdso_base = base;
	err = 0;

unlock:
	mmap_write_unlock(mm);
	return err;
}

static int __init vdso_init(void)
{
	int i;


	count64 = ((&vdso64_end - &vdso64_start + PAGE_SIZE - 1) >> PAGE_SHIFT) + 1;
	list64 = kcalloc(count64 + 1, sizeof(struct page *), GFP_KERNEL);
	BUG_ON(list64 == NULL);
	for (i = 0; i < count64 - 1; i++) {
		struct page *pg = virt_to_page(image64 + i*PAGE_SIZE);
		get_page(pg);
		list64[i] = pg;
	}
	list64[count64 - 1] = virt_to_page(vdso_data);
	list64[count64] = NULL;

	get_page(virt_to_page(vdso_data));
	return 0;
}
early_initcall(vdso_init);
