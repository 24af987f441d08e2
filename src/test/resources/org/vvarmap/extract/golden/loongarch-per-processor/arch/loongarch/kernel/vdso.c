/* The shape of 6.0: the data has a line for each processor. */
#include <vdso/datapage.h>
#include <asm/vdso.h>
#include <asm/vdso/vdso.h>

extern char vdso_start[], vdso_end[];

static union {
	u8 bytes[VDSO_DATA_SIZE];
	struct loongarch_vdso_data vdata;
} data_page __page_aligned_data;

static struct page *list[] = { NULL };
struct vdso_data *vdso_data = data_page.vdata.data;

static int moved(const struct vm_special_mapping *what, struct vm_area_struct *area)
{
	current->mm->context.vdso = (void *)area->vm_start;

	return 0;
}

struct loongarch_vdso_info info = {
	.vdso = vdso_start,
	.size = PAGE_SIZE,
	.code_mapping = {
		.name = "[vdso]",
		.pages = list,
		.mremap = moved,
	},
	.data_mapping = {
		.name = "[vvar]",
	},
	.offset_sigreturn = vdso_offset_sigreturn,
};

static int __init ready(void)
{
	unsigned long i, pfn;

	BUG_ON(!PAGE_ALIGNED(info.vdso));

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

	whole = VDSO_DATA_SIZE + own->size;

	base = get_unmapped_area(NULL, anywhere(), whole, 0, 0);
	if (IS_ERR_VALUE(base)) {
		err = base;
		goto out;
	}

	area = _install_special_mapping(mm, base, VDSO_DATA_SIZE,
					VM_READ | VM_MAYREAD, &own->data_mapping);
	if (IS_ERR(area)) {
		err = PTR_ERR(area);
		goto out;
	}

	err = remap_pfn_range(area, base, virt_to_phys(&data_page) >> PAGE_SHIFT,
			      VDSO_DATA_SIZE, PAGE_READONLY);
	if (err)
		goto out;

	code = base + VDSO_DATA_SIZE;
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
