/* The shape of 6.5: faults bring the data, with a page for time namespaces; its own part comes last. */
#include <asm/vdso.h>
#include <asm/vdso/vdso.h>
#include <vdso/datapage.h>

extern char vdso_start[], vdso_end[];

static union {
	u8 bytes[PAGE_SIZE];
	struct vdso_data figures[CS_BASES];
} data_page __page_aligned_data;

static union {
	u8 bytes[LOONGARCH_VDSO_DATA_SIZE];
	struct loongarch_vdso_data vdata;
} own_page __page_aligned_data;

struct vdso_data *vdso_data = data_page.figures;

static int moved(const struct vm_special_mapping *what, struct vm_area_struct *area)
{
	current->mm->context.vdso = (void *)area->vm_start;

	return 0;
}

static vm_fault_t figures_fault(const struct vm_special_mapping *what,
				struct vm_area_struct *area, struct vm_fault *fault)
{
	struct page *own = find_timens_vvar_page(area);
	unsigned long pfn;

	switch (fault->pgoff) {
	case VVAR_GENERIC_PAGE_OFFSET:
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
	case VVAR_LOONGARCH_PAGES_START ... VVAR_LOONGARCH_PAGES_END:
		pfn = sym_to_pfn(&own_page) + fault->pgoff - VVAR_LOONGARCH_PAGES_START;
		break;
	default:
		return VM_FAULT_SIGBUS;
	}

	return vmf_insert_pfn(area, fault->address, pfn);
}

struct loongarch_vdso_info info = {
	.vdso = vdso_start,
	.code_mapping = {
		.name = "[vdso]",
		.mremap = moved,
	},
	.data_mapping = {
		.name = "[vvar]",
		.fault = figures_fault,
	},
	.offset_sigreturn = vdso_offset_sigreturn,
};

static int __init ready(void)
{
	unsigned long i, pfn;

	BUG_ON(!PAGE_ALIGNED(info.vdso));

	info.size = PAGE_ALIGN(vdso_end - vdso_start);
	info.code_mapping.pages = kcalloc(info.size / PAGE_SIZE, sizeof(struct page *), GFP_KERNEL);

	pfn = __phys_to_pfn(__pa_symbol(info.vdso));
	for (i = 0; i < info.size / PAGE_SIZE; i++)
		info.code_mapping.pages[i] = pfn_to_page(pfn + i);

	return 0;
}
subsys_initcall(ready);

static unsigned long anywhere(void)
{
	unsigned long base = STACK_TOP;

	if (current->flags & PF_RANDOMIZE) {
		base += get_random_u32_below(VDSO_RANDOMIZE_SIZE);
		base = PAGE_ALIGN(base);
	}

	return base;
}

int arch_setup_additional_pages(struct linux_binprm *bprm, int interp)
{
	int err;
	unsigned long whole, base, code;
	struct mm_struct *mm = current->mm;
	struct vm_area_struct *area;
	struct loongarch_vdso_info *own = current->thread.vdso;

	if (mmap_write_lock_killable(mm))
		return -EINTR;

	whole = VVAR_SIZE + own->size;

	base = get_unmapped_area(NULL, anywhere(), whole, 0, 0);
	if (IS_ERR_VALUE(base)) {
		err = base;
		goto out;
	}

	area = _install_special_mapping(mm, base, VVAR_SIZE,
					VM_READ | VM_MAYREAD | VM_PFNMAP, &own->data_mapping);
	if (IS_ERR(area)) {
		err = PTR_ERR(area);
		goto out;
	}

	code = base + VVAR_SIZE;
	area = _install_special_mapping(mm, code, own->size,
					VM_READ | VM_EXEC | VM_MAYREAD | VM_MAYWRITE | VM_MAYEXEC,
					&own->code_mapping);
	if (IS_ERR(area)) {
		err = PTR_ERR(area);
		goto out;
	}

	mm->context.vdso = (void *)code;
	err = 0;

out:
	mmap_write_unlock(mm);
	return err;
}
