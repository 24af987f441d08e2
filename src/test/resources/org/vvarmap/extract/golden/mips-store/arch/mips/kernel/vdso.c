/* The shape since 7.2: the store of all architectures, where there is a counter; the controller's page by itself. */
#include <linux/vdso_datastore.h>
#include <asm/vdso.h>
#include <vdso/datapage.h>

static_assert(VDSO_NR_PAGES == 4);

static void __init fill_list(struct mips_vdso_image *image)
{
	unsigned long count, i;
	unsigned long pfn;

	BUG_ON(!PAGE_ALIGNED(image->data));
	BUG_ON(!PAGE_ALIGNED(image->size));
	count = image->size / PAGE_SIZE;
	pfn = __phys_to_pfn(__pa_symbol(image->data));
	for (i = 0; i < count; i++)
		image->mapping.pages[i] = pfn_to_page(pfn + i);
}

static int __init vdso_init(void)
{
	fill_list(&vdso_image);
#ifdef CONFIG_MIPS32_O32
	fill_list(&vdso_image_o32);
#endif
#ifdef CONFIG_MIPS32_N32
	fill_list(&vdso_image_n32);
#endif
	return 0;
}
subsys_initcall(vdso_init);

int arch_setup_additional_pages(struct linux_binprm *bprm, int interp)
{
	struct mips_vdso_image *image = current->thread.abi->vdso;
	struct mm_struct *mm = current->mm;
	unsigned long gic_bytes, bytes, base, data, code;
	struct vm_area_struct *area;
	int err;

	if (mmap_write_lock_killable(mm))
		return -EINTR;

	if (IS_ENABLED(CONFIG_MIPS_FP_SUPPORT)) {
		base = mmap_region(NULL, STACK_TOP, PAGE_SIZE, VM_READ | VM_EXEC | VM_MAYREAD, 0, NULL);
		if (IS_ERR_VALUE(base)) {
			err = base;
			goto out;
		}
	}

	gic_bytes = mips_gic_present() ? PAGE_SIZE : 0;
	bytes = gic_bytes + VDSO_NR_PAGES * PAGE_SIZE + image->size;
	if (cpu_has_dc_aliases)
		bytes += shm_align_mask + 1;
	base = get_unmapped_area(NULL, STACK_TOP, bytes, 0, 0);
	if (IS_ERR_VALUE(base)) {
		err = base;
		goto out;
	}
	if (cpu_has_dc_aliases) {
		base = __ALIGN_MASK(base, shm_align_mask);
		base += ((unsigned long)vdso_k_time_data - gic_bytes) & shm_align_mask;
	}
	data = base + gic_bytes;
	code = data + VDSO_NR_PAGES * PAGE_SIZE;

	if (IS_ENABLED(CONFIG_HAVE_GENERIC_VDSO)) {
		area = vdso_install_vvar_mapping(mm, data);
		if (IS_ERR(area)) {
			err = PTR_ERR(area);
			goto out;
		}
	}

	if (gic_bytes) {
		unsigned long gic_pfn = PFN_DOWN(__pa((unsigned long)mips_gic_base + MIPS_GIC_USER_OFS));
		static const struct vm_special_mapping gic_what = {
			.name	= "[gic]",
			.pages	= (struct page **) { NULL },
		};

		area = _install_special_mapping(mm, base, gic_bytes, VM_READ | VM_MAYREAD, &gic_what);
		if (IS_ERR(area)) {
			err = PTR_ERR(area);
			goto out;
		}
		err = io_remap_pfn_range(area, base, gic_pfn, gic_bytes,
					 pgprot_noncached(area->vm_page_prot));
		if (err)
			goto out;
	}

	area = _install_special_mapping(mm, code, image->size,
					VM_READ | VM_EXEC |
					VM_MAYREAD | VM_MAYWRITE | VM_MAYEXEC,
					&image->mapping);
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
