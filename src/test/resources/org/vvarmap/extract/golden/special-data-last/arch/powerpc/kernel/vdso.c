/* The shape within the merge window of 5.11: a special mapping, the figures still last. */
#define VDSO_ALIGNMENT	(1 << 16)

extern char vdso32_start, vdso32_end;
extern char vdso64_start, vdso64_end;

static union {
	struct vdso_arch_data	figures;
	u8			bytes[PAGE_SIZE];
} figures_page __page_aligned_data;
struct vdso_arch_data *vdso_data = &figures_page.figures;

static int moved(const struct vm_special_mapping *what, struct vm_area_struct *area, unsigned long code)
{
	unsigned long bytes = area->vm_end - area->vm_start;

	if (bytes != code + PAGE_SIZE)
		return -EINVAL;

	current->mm->context.vdso = (void __user *)area->vm_start;
	return 0;
}

static int moved32(const struct vm_special_mapping *what, struct vm_area_struct *area)
{
	return moved(what, area, &vdso32_end - &vdso32_start);
}

static int moved64(const struct vm_special_mapping *what, struct vm_area_struct *area)
{
	return moved(what, area, &vdso64_end - &vdso64_start);
}

static struct vm_special_mapping what32 __ro_after_init = {
	.name = "[vdso]",
	.mremap = moved32,
};

static struct vm_special_mapping what64 __ro_after_init = {
	.name = "[vdso]",
	.mremap = moved64,
};

static int map_it(struct linux_binprm *bprm, int interp)
{
	struct mm_struct *mm = current->mm;
	struct vm_special_mapping *what;
	struct vm_area_struct *area;
	unsigned long code, base;

	if (is_32bit_task()) {
		what = &what32;
		code = &vdso32_end - &vdso32_start;
		base = VDSO32_MBASE;
	} else {
		what = &what64;
		code = &vdso64_end - &vdso64_start;
		base = 0;
	}

	code += PAGE_SIZE;
	base = get_unmapped_area(NULL, base, code + ((VDSO_ALIGNMENT - 1) & PAGE_MASK), 0, 0);
	if (IS_ERR_VALUE(base))
		return base;
	base = ALIGN(base, VDSO_ALIGNMENT);

	mm->context.vdso = (void __user *)base;

	area = _install_special_mapping(mm, base, code,
					VM_READ | VM_EXEC | VM_MAYREAD |
					VM_MAYWRITE | VM_MAYEXEC, what);
	return PTR_ERR_OR_ZERO(area);
}

int arch_setup_additional_pages(struct linux_binprm *bprm, int interp)
{
	struct mm_struct *mm = current->mm;
	int err;

	mm->context.vdso = NULL;

	if (mmap_write_lock_killable(mm))
		return -EINTR;
	err = map_it(bprm, interp);
	if (err)
		mm->context.vdso = NULL;
	mmap_write_unlock(mm);
	return err;
}

static struct page ** __init list_pages(void *from, void *to)
{
	int i;
	struct page **list;
	int count = (to - from) >> PAGE_SHIFT;

	list = kcalloc(count + 2, sizeof(struct page *), GFP_KERNEL);
	if (!list)
		panic("%s: no memory", __func__);

	for (i = 0; i < count; i++)
		list[i] = virt_to_page(from + i * PAGE_SIZE);

	list[count] = virt_to_page(vdso_data);

	return list;
}

static int __init vdso_init(void)
{
	patch_images();

	if (IS_ENABLED(CONFIG_VDSO32))
		what32.pages = list_pages(&vdso32_start, &vdso32_end);
	if (IS_ENABLED(CONFIG_PPC64))
		what64.pages = list_pages(&vdso64_start, &vdso64_end);

	smp_wmb();
	return 0;
}
arch_initcall(vdso_init);
