/* The shape of 7.0: the figures are in the store of all architectures, and some processors take another image. */
#include <asm/vdso.h>
#include <linux/vdso_datastore.h>
#include <vdso/datapage.h>

#define VVAR_SIZE  (VDSO_NR_PAGES << PAGE_SHIFT)

struct image_info {
	const char *vdso_code_start;
	const char *vdso_code_end;
	unsigned long count;
	struct vm_special_mapping *cm;
};

static int moved(const struct vm_special_mapping *what, struct vm_area_struct *area)
{
	current->mm->context.vdso = (void *)area->vm_start;

	return 0;
}

static void __init list_pages(struct image_info *info)
{
	unsigned int i;
	struct page **list;
	unsigned long pfn;

	if (memcmp(info->vdso_code_start, "\177ELF", 4))
		panic("no ELF image\n");

	info->count = (
		info->vdso_code_end -
		info->vdso_code_start) >>
		PAGE_SHIFT;

	list = kcalloc(info->count, sizeof(struct page *), GFP_KERNEL);
	if (list == NULL)
		panic("no memory\n");

	pfn = sym_to_pfn(info->vdso_code_start);

	for (i = 0; i < info->count; i++)
		list[i] = pfn_to_page(pfn + i);

	info->cm->pages = list;
}

static struct vm_special_mapping what __ro_after_init = {
	.name   = "[vdso]",
	.mremap = moved,
};

static struct image_info info __ro_after_init = {
	.vdso_code_start = vdso_start,
	.vdso_code_end = vdso_end,
	.cm = &what,
};

#ifdef CONFIG_COMPAT
static struct vm_special_mapping compat_what __ro_after_init = {
	.name   = "[vdso]",
	.mremap = moved,
};

static struct image_info compat_info __ro_after_init = {
	.vdso_code_start = compat_vdso_start,
	.vdso_code_end = compat_vdso_end,
	.cm = &compat_what,
};
#endif

static int __init ready(void)
{
	if (IS_ENABLED(CONFIG_RISCV_USER_CFI) &&
	    riscv_has_extension_unlikely(RISCV_ISA_EXT_ZIMOP)) {
		info.vdso_code_start = vdso_cfi_start;
		info.vdso_code_end = vdso_cfi_end;
	}

	list_pages(&info);
#ifdef CONFIG_COMPAT
	list_pages(&compat_info);
#endif

	return 0;
}
arch_initcall(ready);

static int map_it(struct mm_struct *mm, struct linux_binprm *bprm, int interp, struct image_info *info)
{
	unsigned long base, code, whole;
	void *err;

	BUILD_BUG_ON(VDSO_NR_PAGES != __VDSO_PAGES);

	code = info->count << PAGE_SHIFT;
	whole = code + VVAR_SIZE;

	base = get_unmapped_area(NULL, 0, whole, 0, 0);
	if (IS_ERR_VALUE(base)) {
		err = ERR_PTR(base);
		goto up_fail;
	}

	err = vdso_install_vvar_mapping(mm, base);
	if (IS_ERR(err))
		goto up_fail;

	base += VVAR_SIZE;
	mm->context.vdso = (void *)base;
	err = _install_special_mapping(mm, base, code,
		(VM_READ | VM_EXEC | VM_MAYREAD | VM_MAYWRITE | VM_MAYEXEC | VM_SEALED_SYSMAP),
		info->cm);
	if (IS_ERR(err))
		goto up_fail;

	return 0;

up_fail:
	mm->context.vdso = NULL;
	return PTR_ERR(err);
}

#ifdef CONFIG_COMPAT
int compat_arch_setup_additional_pages(struct linux_binprm *bprm, int interp)
{
	struct mm_struct *mm = current->mm;
	int err;

	if (mmap_write_lock_killable(mm))
		return -EINTR;

	err = map_it(mm, bprm, interp, &compat_info);
	mmap_write_unlock(mm);

	return err;
}
#endif

int arch_setup_additional_pages(struct linux_binprm *bprm, int interp)
{
	struct mm_struct *mm = current->mm;
	int err;

	if (mmap_write_lock_killable(mm))
		return -EINTR;

	err = map_it(mm, bprm, interp, &info);
	mmap_write_unlock(mm);

	return err;
}
