/* The shape of 5.9 to 6.12: a handler gives the figures, and the table says which image is whose. */
#include <asm/vdso.h>

extern char vdso_start[], vdso_end[];
extern char vdso32_start[], vdso32_end[];

enum vdso_abi {
	VDSO_ABI_AA64,
	VDSO_ABI_AA32,
};

enum figures_pages {
	BASE_PAGE,
	TIMENS_PAGE,
	ALL_PAGES,
};

struct image_info {
	const char *name;
	const char *from;
	const char *to;
	unsigned long count;
	struct vm_special_mapping *dm;
	struct vm_special_mapping *cm;
};

static struct image_info images[] __ro_after_init = {
	[VDSO_ABI_AA64] = {
		.name = "vdso",
		.from = vdso_start,
		.to = vdso_end,
	},
#ifdef CONFIG_COMPAT_VDSO
	[VDSO_ABI_AA32] = {
		.name = "vdso32",
		.from = vdso32_start,
		.to = vdso32_end,
	},
#endif
};

static union {
	struct vdso_data	figures[CS_BASES];
	u8			bytes[PAGE_SIZE];
} figures_page __page_aligned_data;
struct vdso_data *vdso_data = figures_page.figures;

static int moved(enum vdso_abi which, const struct vm_special_mapping *what, struct vm_area_struct *area)
{
	unsigned long bytes = area->vm_end - area->vm_start;
	unsigned long code = images[which].to -
				  images[which].from;

	if (code != bytes)
		return -EINVAL;

	current->mm->context.vdso = (void *)area->vm_start;

	return 0;
}

static int list_pages(enum vdso_abi which)
{
	int i;
	struct page **list;
	unsigned long pfn;

	images[which].count = (
			images[which].to -
			images[which].from) >>
			PAGE_SHIFT;

	list = kcalloc(images[which].count,
				sizeof(struct page *),
				GFP_KERNEL);
	if (list == NULL)
		return -ENOMEM;

	pfn = sym_to_pfn(images[which].from);

	for (i = 0; i < images[which].count; i++)
		list[i] = pfn_to_page(pfn + i);

	images[which].cm->pages = list;

	return 0;
}

static vm_fault_t figures_fault(const struct vm_special_mapping *what, struct vm_area_struct *area,
				struct vm_fault *fault)
{
	struct page *own = find_timens_vvar_page(area);
	unsigned long pfn;

	switch (fault->pgoff) {
	case BASE_PAGE:
		if (own)
			pfn = page_to_pfn(own);
		else
			pfn = sym_to_pfn(vdso_data);
		break;
#ifdef CONFIG_TIME_NS
	case TIMENS_PAGE:
		if (!own)
			return VM_FAULT_SIGBUS;
		pfn = sym_to_pfn(vdso_data);
		break;
#endif
	default:
		return VM_FAULT_SIGBUS;
	}

	return vmf_insert_pfn(area, fault->address, pfn);
}

static int map_it(enum vdso_abi which, struct mm_struct *mm)
{
	unsigned long base, code, whole;
	unsigned long guarded = 0;
	void *area;

	BUILD_BUG_ON(ALL_PAGES != __VVAR_PAGES);

	code = images[which].count << PAGE_SHIFT;
	whole = code + ALL_PAGES * PAGE_SIZE;

	base = get_unmapped_area(NULL, 0, whole, 0, 0);
	if (IS_ERR_VALUE(base)) {
		area = ERR_PTR(base);
		goto up_fail;
	}

	area = _install_special_mapping(mm, base, ALL_PAGES * PAGE_SIZE,
				       VM_READ|VM_MAYREAD|VM_PFNMAP,
				       images[which].dm);
	if (IS_ERR(area))
		goto up_fail;

	if (IS_ENABLED(CONFIG_ARM64_BTI_KERNEL) && system_supports_bti())
		guarded = VM_ARM64_BTI;

	base += ALL_PAGES * PAGE_SIZE;
	mm->context.vdso = (void *)base;
	area = _install_special_mapping(mm, base, code,
				       VM_READ|VM_EXEC|guarded|
				       VM_MAYREAD|VM_MAYWRITE|VM_MAYEXEC,
				       images[which].cm);
	if (IS_ERR(area))
		goto up_fail;

	return 0;

up_fail:
	mm->context.vdso = NULL;
	return PTR_ERR(area);
}

#ifdef CONFIG_COMPAT
static int moved32(const struct vm_special_mapping *what, struct vm_area_struct *area)
{
	return moved(VDSO_ABI_AA32, what, area);
}

enum aarch32_map {
	AA32_MAP_VECTORS,
	AA32_MAP_SIGPAGE,
	AA32_MAP_VVAR,
	AA32_MAP_VDSO,
};

static struct page *vectors_page __ro_after_init;
static struct page *signal_page __ro_after_init;

static struct vm_special_mapping specs32[] = {
	[AA32_MAP_VECTORS] = {
		.name	= "[vectors]",
		.pages	= &vectors_page,
	},
	[AA32_MAP_SIGPAGE] = {
		.name	= "[sigpage]",
		.pages	= &signal_page,
	},
	[AA32_MAP_VVAR] = {
		.name = "[vvar]",
		.fault = figures_fault,
	},
	[AA32_MAP_VDSO] = {
		.name = "[vdso]",
		.mremap = moved32,
	},
};

static int make_helpers(void)
{
	unsigned long where;

	if (!IS_ENABLED(CONFIG_KUSER_HELPERS))
		return 0;

	where = get_zeroed_page(GFP_KERNEL);
	if (!where)
		return -ENOMEM;

	fill_vectors((void *)where);
	vectors_page = virt_to_page((void *)where);
	return 0;
}

static int make_signal_page(void)
{
	extern char __aarch32_sigret_code_start[], __aarch32_sigret_code_end[];
	int size = __aarch32_sigret_code_end - __aarch32_sigret_code_start;
	void *where;

	where = (void *)__get_free_page(GFP_KERNEL);
	if (!where)
		return -ENOMEM;

	memset32(where, 0xe7fddef1, PAGE_SIZE / 4);
	memcpy(where, __aarch32_sigret_code_start, size);
	signal_page = virt_to_page(where);
	return 0;
}

static int make_images(void)
{
	if (!IS_ENABLED(CONFIG_COMPAT_VDSO))
		return 0;

	images[VDSO_ABI_AA32].dm = &specs32[AA32_MAP_VVAR];
	images[VDSO_ABI_AA32].cm = &specs32[AA32_MAP_VDSO];

	return list_pages(VDSO_ABI_AA32);
}

static int __init make_all(void)
{
	int err;

	err = make_images();
	if (err)
		return err;

	err = make_signal_page();
	if (err)
		return err;

	return make_helpers();
}
arch_initcall(make_all);

static int map_helpers(struct mm_struct *mm)
{
	void *area;

	if (!IS_ENABLED(CONFIG_KUSER_HELPERS))
		return 0;

	area = _install_special_mapping(mm, AARCH32_VECTORS_BASE, PAGE_SIZE,
				       VM_READ | VM_EXEC |
				       VM_MAYREAD | VM_MAYEXEC,
				       &specs32[AA32_MAP_VECTORS]);

	return PTR_ERR_OR_ZERO(area);
}

static int map_signal_page(struct mm_struct *mm)
{
	unsigned long base;
	void *area;

	base = get_unmapped_area(NULL, 0, PAGE_SIZE, 0, 0);
	if (IS_ERR_VALUE(base))
		return base;

	area = _install_special_mapping(mm, base, PAGE_SIZE,
				       VM_READ | VM_EXEC | VM_MAYREAD |
				       VM_MAYWRITE | VM_MAYEXEC,
				       &specs32[AA32_MAP_SIGPAGE]);
	if (!IS_ERR(area))
		mm->context.sigpage = (void *)base;
	return PTR_ERR_OR_ZERO(area);
}

int aarch32_setup_additional_pages(struct linux_binprm *bprm, int interp)
{
	struct mm_struct *mm = current->mm;
	int err;

	if (mmap_write_lock_killable(mm))
		return -EINTR;

	err = map_helpers(mm);
	if (err)
		goto out;

	if (IS_ENABLED(CONFIG_COMPAT_VDSO)) {
		err = map_it(VDSO_ABI_AA32, mm);
		if (err)
			goto out;
	}

	err = map_signal_page(mm);
out:
	mmap_write_unlock(mm);
	return err;
}
#endif

static int moved64(const struct vm_special_mapping *what, struct vm_area_struct *area)
{
	return moved(VDSO_ABI_AA64, what, area);
}

enum aarch64_map {
	AA64_MAP_VVAR,
	AA64_MAP_VDSO,
};

static struct vm_special_mapping specs64[] __ro_after_init = {
	[AA64_MAP_VVAR] = {
		.name	= "[vvar]",
		.fault = figures_fault,
	},
	[AA64_MAP_VDSO] = {
		.name	= "[vdso]",
		.mremap = moved64,
	},
};

static int __init vdso_init(void)
{
	images[VDSO_ABI_AA64].dm = &specs64[AA64_MAP_VVAR];
	images[VDSO_ABI_AA64].cm = &specs64[AA64_MAP_VDSO];

	return list_pages(VDSO_ABI_AA64);
}
arch_initcall(vdso_init);

int arch_setup_additional_pages(struct linux_binprm *bprm, int interp)
{
	struct mm_struct *mm = current->mm;
	int err;

	if (mmap_write_lock_killable(mm))
		return -EINTR;

	err = map_it(VDSO_ABI_AA64, mm);

	mmap_write_unlock(mm);

	return err;
}
