/* The shape of 5.8: two mappings of one list, the data behind an image of one page. */
extern char vdso_start[], vdso_end[];

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

	whole = (count + 1) << PAGE_SHIFT;

	mmap_write_lock(mm);
	base = get_unmapped_area(NULL, 0, whole, 0, 0);
	if (IS_ERR_VALUE(base)) {
		err = base;
		goto end;
	}

	mm->context.vdso = (void *)base;

	err = install_special_mapping(mm, base, count << PAGE_SHIFT,
		(VM_READ | VM_EXEC | VM_MAYREAD | VM_MAYWRITE | VM_MAYEXEC),
		list);

	if (unlikely(err)) {
		mm->context.vdso = NULL;
		goto end;
	}

	base += (count << PAGE_SHIFT);
	err = install_special_mapping(mm, base, PAGE_SIZE,
		(VM_READ | VM_MAYREAD), &list[count]);

	if (unlikely(err))
		mm->context.vdso = NULL;

end:
	mmap_write_unlock(mm);
	return err;
}

const char *arch_vma_name(struct vm_area_struct *area)
{
	if (area->vm_mm && (area->vm_start == (long)area->vm_mm->context.vdso))
		return "[vdso]";
	if (area->vm_mm && (area->vm_start ==
			    (long)area->vm_mm->context.vdso + PAGE_SIZE))
		return "[vdso_data]";
	return NULL;
}
