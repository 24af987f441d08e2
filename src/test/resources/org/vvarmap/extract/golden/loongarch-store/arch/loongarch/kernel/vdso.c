/* The shape of 6.15 and later: the store of all architectures. */
#include <linux/vdso_datastore.h>
#include <asm/vdso.h>
#include <asm/vdso/vdso.h>
#include <vdso/datapage.h>

extern char vdso_start[], vdso_end[];

static int moved(const struct vm_special_mapping *what, struct vm_area_struct *area)
{
	current->mm->context.vdso = (void *)area->vm_start;

	return 0;
}

struct loongarch_vdso_info info = {
	.vdso = vdso_start,
	.code_mapping = {
		.name = "[vdso]",
		.mremap = moved,
	},
	.offset_sigreturn = vdso_offset_sigreturn,
};

static int __init ready(void)
{
	unsigned long i, pfn;

	BUG_ON(!PAGE_ALIGNED(info.vdso));

	info.size = PAGE_ALIGN(vdso_end - vdso_start);
	info.code_mapping.pages = kzalloc_objs(struct page *, info.size / PAGE_SIZE);
	if (!info.code_mapping.pages)
		return -ENOMEM;

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

	area = vdso_install_vvar_mapping(mm, base);
	if (IS_ERR(area)) {
		err = PTR_ERR(area);
		goto out;
	}

	code = base + VVAR_SIZE;
	area = _install_special_mapping(mm, code, own->size,
					VM_READ | VM_EXEC | VM_MAYREAD | VM_MAYWRITE | VM_MAYEXEC | VM_SEALED_SYSMAP,
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
