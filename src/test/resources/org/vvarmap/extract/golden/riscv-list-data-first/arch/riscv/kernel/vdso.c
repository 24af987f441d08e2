/* The shape of 5.15: two mappings of one list, the data before the image. */
#include <asm/vdso.h>

extern char vdso_start[], vdso_end[];

enum vvar_pages {
	VVAR_DATA_PAGE_OFFSET,
	VVAR_NR_PAGES,
};

#define VVAR_SIZE  (VVAR_NR_PAGES << PAGE_SHIFT)

static unsigned int count;
static struct page **list;

static union {
	struct vdso_data	figures;
	u8			bytes[PAGE_SIZE];
} data_page __page_aligned_data;
struct vdso_data *vdso_data = &data_page.figures;

static int __init list_them(void)
{
	unsigned int i;

	count = (vdso_end - vdso_start) >> PAGE_SHIFT;
	list = kcalloc(count + 1, sizeof(struct page *), GFP_KERNEL);
	if (unlikely(list == NULL)) {
		pr_err("vdso: no memory for the list\n");
		return -ENOMEM;
	}

	for (i = 0; i < count; i++) {
		struct page *pg;

		pg = virt_to_page(vdso_start + (i << PAGE_SHIFT));
		list[i] = pg;
	}
	list[i] = virt_to_page(vdso_data);

	return 0;
}
arch_initcall(list_them);

int arch_setup_additional_pages(struct linux_binprm *bprm, int interp)
{
	struct mm_struct *mm = current->mm;
	unsigned long base, whole;
	int err;

	BUILD_BUG_ON(VVAR_NR_PAGES != __VVAR_PAGES);

	whole = (count + VVAR_NR_PAGES) << PAGE_SHIFT;

	if (mmap_write_lock_killable(mm))
		return -EINTR;

	base = get_unmapped_area(NULL, 0, whole, 0, 0);
	if (IS_ERR_VALUE(base)) {
		err = base;
		goto end;
	}

	mm->context.vdso = NULL;
	err = install_special_mapping(mm, base, VVAR_SIZE,
		(VM_READ | VM_MAYREAD), &list[count]);
	if (unlikely(err))
		goto end;

	err = install_special_mapping(mm, base + VVAR_SIZE,
		count << PAGE_SHIFT,
		(VM_READ | VM_EXEC | VM_MAYREAD | VM_MAYWRITE | VM_MAYEXEC),
		list);
	if (unlikely(err))
		goto end;

	mm->context.vdso = (void *)base + VVAR_SIZE;

end:
	mmap_write_unlock(mm);
	return err;
}

const char *arch_vma_name(struct vm_area_struct *area)
{
	if (area->vm_mm && (area->vm_start == (long)area->vm_mm->context.vdso))
		return "[vdso]";
	if (area->vm_mm && (area->vm_start ==
			    (long)area->vm_mm->context.vdso - VVAR_SIZE))
		return "[vdso_data]";
	return NULL;
}
