/* The shape of 5.16: a table of special mappings, and an image that points at its elements. */
#include <asm/vdso.h>

enum vvar_pages {
	VVAR_DATA_PAGE_OFFSET,
	VVAR_TIMENS_PAGE_OFFSET,
	VVAR_NR_PAGES,
};

enum rv_vdso_map {
	RV_VDSO_MAP_VVAR,
	RV_VDSO_MAP_VDSO,
};

#define VVAR_SIZE  (VVAR_NR_PAGES << PAGE_SHIFT)

static union {
	struct vdso_data	figures;
	u8			bytes[PAGE_SIZE];
} data_page __page_aligned_data;
struct vdso_data *vdso_data = &data_page.figures;

struct image_info {
	const char *vdso_code_start;
	const char *vdso_code_end;
	unsigned long count;
	struct vm_special_mapping *dm;
	struct vm_special_mapping *cm;
};

static struct image_info info __ro_after_init = {
	.vdso_code_start = vdso_start,
	.vdso_code_end = vdso_end,
};

static int moved(const struct vm_special_mapping *what, struct vm_area_struct *area)
{
	current->mm->context.vdso = (void *)area->vm_start;

	return 0;
}

static void __init list_pages(void)
{
	unsigned int i;
	struct page **list;
	unsigned long pfn;

	if (memcmp(info.vdso_code_start, "\177ELF", 4))
		panic("no ELF image\n");

	info.count = (
		info.vdso_code_end -
		info.vdso_code_start) >>
		PAGE_SHIFT;

	list = kcalloc(info.count, sizeof(struct page *), GFP_KERNEL);
	if (list == NULL)
		panic("no memory\n");

	pfn = sym_to_pfn(info.vdso_code_start);

	for (i = 0; i < info.count; i++)
		list[i] = pfn_to_page(pfn + i);

	info.cm->pages = list;
}

static vm_fault_t figures_fault(const struct vm_special_mapping *what,
				struct vm_area_struct *area, struct vm_fault *fault)
{
	struct page *own = find_timens_vvar_page(area);
	unsigned long pfn;

	switch (fault->pgoff) {
	case VVAR_DATA_PAGE_OFFSET:
		if (own)
			pfn = page_to_pfn(own);
		else
			pfn = sym_to_pfn(vdso_data);
		break;
#ifdef CONFIG_TIME_NS
	case VVAR_TIMENS_PAGE_OFFSET:
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

static struct vm_special_mapping table[] __ro_after_init = {
	[RV_VDSO_MAP_VVAR] = {
		.name   = "[vvar]",
		.fault = figures_fault,
	},
	[RV_VDSO_MAP_VDSO] = {
		.name   = "[vdso]",
		.mremap = moved,
	},
};

static int __init ready(void)
{
	info.dm = &table[RV_VDSO_MAP_VVAR];
	info.cm = &table[RV_VDSO_MAP_VDSO];

	list_pages();
	return 0;
}
arch_initcall(ready);

static int map_it(struct mm_struct *mm, struct linux_binprm *bprm, int interp)
{
	unsigned long base, code, whole;
	void *err;

	BUILD_BUG_ON(VVAR_NR_PAGES != __VVAR_PAGES);

	code = info.count << PAGE_SHIFT;
	whole = code + VVAR_SIZE;

	base = get_unmapped_area(NULL, 0, whole, 0, 0);
	if (IS_ERR_VALUE(base)) {
		err = ERR_PTR(base);
		goto up_fail;
	}

	err = _install_special_mapping(mm, base, VVAR_SIZE,
		(VM_READ | VM_MAYREAD | VM_PFNMAP), info.dm);
	if (IS_ERR(err))
		goto up_fail;

	base += VVAR_SIZE;
	mm->context.vdso = (void *)base;
	err = _install_special_mapping(mm, base, code,
		(VM_READ | VM_EXEC | VM_MAYREAD | VM_MAYWRITE | VM_MAYEXEC),
		info.cm);
	if (IS_ERR(err))
		goto up_fail;

	return 0;

up_fail:
	mm->context.vdso = NULL;
	return PTR_ERR(err);
}

int arch_setup_additional_pages(struct linux_binprm *bprm, int interp)
{
	struct mm_struct *mm = current->mm;
	int err;

	if (mmap_write_lock_killable(mm))
		return -EINTR;

	err = map_it(mm, bprm, interp);
	mmap_write_unlock(mm);

	return err;
}
