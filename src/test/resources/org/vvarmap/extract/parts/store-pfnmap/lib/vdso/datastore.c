/* The store of all architectures, whose pages are part of the kernel. */
#include <linux/vdso_datastore.h>
#include <vdso/datapage.h>

#ifdef CONFIG_GENERIC_GETTIMEOFDAY
static union {
	struct vdso_time_data	figures;
	u8			bytes[PAGE_SIZE];
} time_data_page __page_aligned_data;
struct vdso_time_data *vdso_k_time_data = &time_data_page.figures;
#endif

#ifdef CONFIG_VDSO_GETRANDOM
static union {
	struct vdso_rng_data	figures;
	u8			bytes[PAGE_SIZE];
} rng_data_page __page_aligned_data;
struct vdso_rng_data *vdso_k_rng_data = &rng_data_page.figures;
#endif

#ifdef CONFIG_ARCH_HAS_VDSO_ARCH_DATA
static union {
	struct vdso_arch_data	figures;
	u8			bytes[VDSO_ARCH_DATA_SIZE];
} arch_data_page __page_aligned_data;
struct vdso_arch_data *vdso_k_arch_data = &arch_data_page.figures;
#endif

static vm_fault_t figures_fault(const struct vm_special_mapping *what, struct vm_area_struct *area,
				struct vm_fault *fault)
{
	struct page *own = find_timens_vvar_page(area);
	unsigned long where, pfn;
	vm_fault_t err;

	switch (fault->pgoff) {
	case VDSO_TIME_PAGE_OFFSET:
		if (!IS_ENABLED(CONFIG_GENERIC_GETTIMEOFDAY))
			return VM_FAULT_SIGBUS;
		pfn = __phys_to_pfn(__pa_symbol(vdso_k_time_data));
		if (own) {
			/* The true one too: it will be asked for next. */
			where = fault->address + VDSO_TIMENS_PAGE_OFFSET * PAGE_SIZE;
			err = vmf_insert_pfn(area, where, pfn);
			if (unlikely(err & VM_FAULT_ERROR))
				return err;
			pfn = page_to_pfn(own);
		}
		break;
	case VDSO_TIMENS_PAGE_OFFSET:
		if (!IS_ENABLED(CONFIG_TIME_NS) || !own)
			return VM_FAULT_SIGBUS;
		pfn = __phys_to_pfn(__pa_symbol(vdso_k_time_data));
		break;
	case VDSO_RNG_PAGE_OFFSET:
		if (!IS_ENABLED(CONFIG_VDSO_GETRANDOM))
			return VM_FAULT_SIGBUS;
		pfn = __phys_to_pfn(__pa_symbol(vdso_k_rng_data));
		break;
	case VDSO_ARCH_PAGES_START ... VDSO_ARCH_PAGES_END:
		if (!IS_ENABLED(CONFIG_ARCH_HAS_VDSO_ARCH_DATA))
			return VM_FAULT_SIGBUS;
		pfn = __phys_to_pfn(__pa_symbol(vdso_k_arch_data)) + fault->pgoff - VDSO_ARCH_PAGES_START;
		break;
	default:
		return VM_FAULT_SIGBUS;
	}

	return vmf_insert_pfn(area, fault->address, pfn);
}

const struct vm_special_mapping vdso_vvar_mapping = {
	.name	= "[vvar]",
	.fault	= figures_fault,
};

struct vm_area_struct *vdso_install_vvar_mapping(struct mm_struct *mm, unsigned long where)
{
	return _install_special_mapping(mm, where, VDSO_NR_PAGES * PAGE_SIZE,
					VM_READ | VM_MAYREAD | VM_IO | VM_DONTDUMP |
					VM_PFNMAP | VM_SEALED_SYSMAP,
					&vdso_vvar_mapping);
}
