/* The shape of 6.14: the architecture keeps a page of its own before the time pages. */
#define VDSO_ALIGNMENT	(1 << 16)

extern char vdso32_start, vdso32_end;
extern char vdso64_start, vdso64_end;

static union {
	struct vdso_arch_data	figures;
	u8			bytes[2 * PAGE_SIZE];
} figures_page __page_aligned_data;
struct vdso_arch_data *vdso_data = &figures_page.figures;

enum figures_pages {
	BASE_PAGE,
	TIME_PAGE,
	TIMENS_PAGE,
	ALL_PAGES,
};

static int moved(const struct vm_special_mapping *what, struct vm_area_struct *area, unsigned long code)
{
	unsigned long bytes = area->vm_end - area->vm_start;

	if (bytes != code)
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

static void gone(const struct vm_special_mapping *what, struct vm_area_struct *area)
{
	struct mm_struct *mm = area->vm_mm;

	if (area->vm_start != (unsigned long)mm->context.vdso)
		return;
	mm->context.vdso = NULL;
}

static vm_fault_t figures_fault(const struct vm_special_mapping *what, struct vm_area_struct *area,
				struct vm_fault *fault);

static struct vm_special_mapping data_what __ro_after_init = {
	.name = "[vvar]",
	.fault = figures_fault,
};

static struct vm_special_mapping what32 __ro_after_init = {
	.name = "[vdso]",
	.mremap = moved32,
	.close = gone,
};

static struct vm_special_mapping what64 __ro_after_init = {
	.name = "[vdso]",
	.mremap = moved64,
	.close = gone,
};

#ifdef CONFIG_TIME_NS
static struct page *own_time_page(struct vm_area_struct *area)
{
	if (likely(area->vm_mm == current->mm))
		return current->nsproxy->time_ns->vvar_page;
	return NULL;
}
#else
static struct page *own_time_page(struct vm_area_struct *area)
{
	return NULL;
}
#endif

static vm_fault_t figures_fault(const struct vm_special_mapping *what, struct vm_area_struct *area,
				struct vm_fault *fault)
{
	struct page *own = own_time_page(area);
	unsigned long pfn;

	switch (fault->pgoff) {
	case BASE_PAGE:
		pfn = virt_to_pfn(vdso_data);
		break;
	case TIME_PAGE:
		if (own)
			pfn = page_to_pfn(own);
		else
			pfn = virt_to_pfn(vdso_data->data);
		break;
#ifdef CONFIG_TIME_NS
	case TIMENS_PAGE:
		if (!own)
			return VM_FAULT_SIGBUS;
		pfn = virt_to_pfn(vdso_data->data);
		break;
#endif
	default:
		return VM_FAULT_SIGBUS;
	}

	return vmf_insert_pfn(area, fault->address, pfn);
}

static int map_it(struct linux_binprm *bprm, int interp)
{
	struct mm_struct *mm = current->mm;
	struct vm_special_mapping *what;
	struct vm_area_struct *area;
	unsigned long code, base, whole, data = ALL_PAGES * PAGE_SIZE;

	if (is_32bit_task()) {
		what = &what32;
		code = &vdso32_end - &vdso32_start;
		base = VDSO32_MBASE;
	} else {
		what = &what64;
		code = &vdso64_end - &vdso64_start;
		base = 0;
	}

	whole = code + data;
	whole += (VDSO_ALIGNMENT - 1) & PAGE_MASK;
	base = get_unmapped_area(NULL, base, whole, 0, 0);
	if (IS_ERR_VALUE(base))
		return base;
	base = ALIGN(base, VDSO_ALIGNMENT);

	mm->context.vdso = (void __user *)base + data;

	area = _install_special_mapping(mm, base, data,
					VM_READ | VM_MAYREAD | VM_IO |
					VM_DONTDUMP | VM_PFNMAP, &data_what);
	if (IS_ERR(area))
		return PTR_ERR(area);

	area = _install_special_mapping(mm, base + data, code,
					VM_READ | VM_EXEC | VM_MAYREAD |
					VM_MAYWRITE | VM_MAYEXEC, what);
	if (IS_ERR(area))
		do_munmap(mm, base, data, NULL);
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

	list = kcalloc(count + 1, sizeof(struct page *), GFP_KERNEL);
	if (!list)
		panic("%s: no memory", __func__);

	for (i = 0; i < count; i++)
		list[i] = virt_to_page(from + i * PAGE_SIZE);

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
