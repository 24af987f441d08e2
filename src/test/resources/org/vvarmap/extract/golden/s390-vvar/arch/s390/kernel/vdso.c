#include <asm/vdso.h>

/* The shape of 5.14 to 6.14: a VMA of two pages of figures below the image, whose ends are named as arrays. */
extern char vdso64_start[], vdso64_end[];
extern char vdso32_start[], vdso32_end[];

static struct vm_special_mapping data_what;

static union {
	struct vdso_data	figures[CS_BASES];
	u8			bytes[PAGE_SIZE];
} figures_page __page_aligned_data;
struct vdso_data *vdso_data = figures_page.figures;

enum pages {
	BASE_PAGE,
	TIMENS_PAGE,
	ALL_PAGES,
};

static vm_fault_t figures_fault(const struct vm_special_mapping *what, struct vm_area_struct *area, struct vm_fault *vmf)
{
	struct page *own = find_timens_vvar_page(area);
	unsigned long where, pfn;
	vm_fault_t err;

	switch (vmf->pgoff) {
	case BASE_PAGE:
		pfn = virt_to_pfn(vdso_data);
		if (own) {
			where = vmf->address + TIMENS_PAGE * PAGE_SIZE;
			err = vmf_insert_pfn(area, where, pfn);
			if (unlikely(err & VM_FAULT_ERROR))
				return err;
			pfn = page_to_pfn(own);
		}
		break;
#ifdef CONFIG_TIME_NS
	case TIMENS_PAGE:
		if (!own)
			return VM_FAULT_SIGBUS;
		pfn = virt_to_pfn(vdso_data);
		break;
#endif
	default:
		return VM_FAULT_SIGBUS;
	}
	return vmf_insert_pfn(area, vmf->address, pfn);
}

static int moved(const struct vm_special_mapping *what, struct vm_area_struct *area)
{
	current->mm->context.vdso_base = area->vm_start;
	return 0;
}

static struct vm_special_mapping data_what = {
	.name = "[vvar]",
	.fault = figures_fault,
};

static struct vm_special_mapping what64 = {
	.name = "[vdso]",
	.mremap = moved,
};

static struct vm_special_mapping what32 = {
	.name = "[vdso]",
	.mremap = moved,
};

static int map_it(unsigned long where, unsigned long whole)
{
	unsigned long base, code, data = ALL_PAGES * PAGE_SIZE;
	struct vm_special_mapping *what;
	struct mm_struct *mm = current->mm;
	struct vm_area_struct *area;
	int err;

	BUILD_BUG_ON(ALL_PAGES != __VVAR_PAGES);
	if (mmap_write_lock_killable(mm))
		return -EINTR;

	if (is_compat_task()) {
		code = vdso32_end - vdso32_start;
		what = &what32;
	} else {
		code = vdso64_end - vdso64_start;
		what = &what64;
	}
	base = get_unmapped_area(NULL, where, whole, 0, 0);
	err = base;
	if (IS_ERR_VALUE(base))
		goto out;
	area = _install_special_mapping(mm, base, data,
					VM_READ|VM_MAYREAD|VM_IO|VM_DONTDUMP|
					VM_PFNMAP,
					&data_what);
	err = PTR_ERR(area);
	if (IS_ERR(area))
		goto out;
	area = _install_special_mapping(mm, base + data, code,
					VM_READ|VM_EXEC|
					VM_MAYREAD|VM_MAYWRITE|VM_MAYEXEC,
					what);
	if (IS_ERR(area)) {
		do_munmap(mm, base, PAGE_SIZE, NULL);
		err = PTR_ERR(area);
	} else {
		current->mm->context.vdso_base = base + data;
		err = 0;
	}
out:
	mmap_write_unlock(mm);
	return err;
}

static unsigned long vdso_size(void)
{
	unsigned long whole = ALL_PAGES * PAGE_SIZE;

	if (is_compat_task())
		whole += vdso32_end - vdso32_start;
	else
		whole += vdso64_end - vdso64_start;
	return PAGE_ALIGN(whole);
}

int arch_setup_additional_pages(struct linux_binprm *bprm, int interp)
{
	unsigned long where = VDSO_BASE;
	unsigned long whole = vdso_size();

	if (current->flags & PF_RANDOMIZE)
		where = where + get_random_u32_below(64) * PAGE_SIZE;
	return map_it(where, whole);
}

static struct page ** __init list_pages(void *from, void *to)
{
	int count = (to - from) >> PAGE_SHIFT;
	struct page **list;
	int i;

	list = kcalloc(count + 1, sizeof(struct page *), GFP_KERNEL);
	if (!list)
		panic("%s: no memory", __func__);
	for (i = 0; i < count; i++)
		list[i] = virt_to_page(from + i * PAGE_SIZE);
	return list;
}

static int __init vdso_init(void)
{
	what64.pages = list_pages(vdso64_start, vdso64_end);
	if (IS_ENABLED(CONFIG_COMPAT))
		what32.pages = list_pages(vdso32_start, vdso32_end);
	return 0;
}
arch_initcall(vdso_init);
