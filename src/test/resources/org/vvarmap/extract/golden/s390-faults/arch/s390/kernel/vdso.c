/* The shape of 4.13 to 5.4: a handler takes the pages from the arrays, the figures last. */
#ifdef CONFIG_COMPAT_VDSO
extern char vdso32_start, vdso32_end;
static void *image32 = &vdso32_start;
static unsigned int count32;
static struct page **list32;
#endif

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
#ifdef CONFIG_COMPAT_VDSO
	if (area->vm_mm->context.compat_mm) {
		list = list32;
		count = count32;
	}
#endif

	if (vmf->pgoff >= count)
		return VM_FAULT_SIGBUS;

	vmf->page = list[vmf->pgoff];
	get_page(vmf->page);
	return 0;
}

static int moved(const struct vm_special_mapping *what, struct vm_area_struct *area)
{
	unsigned long count;

	count = count64;
#ifdef CONFIG_COMPAT_VDSO
	if (area->vm_mm->context.compat_mm)
		count = count32;
#endif

	if ((count << PAGE_SHIFT) != area->vm_end - area->vm_start)
		return -EINVAL;

	if (WARN_ON_ONCE(current->mm != area->vm_mm))
		return -EFAULT;

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

	count = count64;
#ifdef CONFIG_COMPAT_VDSO
	mm->context.compat_mm = is_compat_task();
	if (mm->context.compat_mm)
		count = count32;
#endif
	if (count == 0)
		return 0;

	if (down_write_killable(&mm->mmap_sem))
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
	up_write(&mm->mmap_sem);
	return err;
}

static int __init vdso_init(void)
{
	int i;

#ifdef CONFIG_COMPAT_VDSO
	count32 = ((&vdso32_end - &vdso32_start + PAGE_SIZE - 1) >> PAGE_SHIFT) + 1;
	list32 = kcalloc(count32 + 1, sizeof(struct page *), GFP_KERNEL);
	BUG_ON(list32 == NULL);
	for (i = 0; i < count32 - 1; i++) {
		struct page *pg = virt_to_page(image32 + i*PAGE_SIZE);
		get_page(pg);
		list32[i] = pg;
	}
	list32[count32 - 1] = virt_to_page(vdso_data);
	list32[count32] = NULL;
#endif

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
