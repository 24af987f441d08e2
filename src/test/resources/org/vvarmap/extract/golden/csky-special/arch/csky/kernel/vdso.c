/* The shape of 6.12. */
extern char vdso_start[], vdso_end[];

static unsigned int count;
static struct page **list;

static union {
	struct vdso_data	figures;
	u8			bytes[PAGE_SIZE];
} figures_page __page_aligned_data;
struct vdso_data *vdso_data = &figures_page.figures;

static int __init vdso_init(void)
{
	unsigned int i;

	count = (vdso_end - vdso_start) >> PAGE_SHIFT;
	list = kcalloc(count + 1, sizeof(struct page *), GFP_KERNEL);
	if (unlikely(list == NULL)) {
		pr_err("no list\n");
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
arch_initcall(vdso_init);

int arch_setup_additional_pages(struct linux_binprm *bprm, int interp)
{
	struct mm_struct *mm = current->mm;
	unsigned long base;
	int err;
	struct vm_area_struct *area;
	static struct vm_special_mapping what = {
		.name = "[vdso]",
	};
	static struct vm_special_mapping data_what = {
		.name = "[vvar]",
	};

	mmap_write_lock(mm);
	base = get_unmapped_area(NULL, 0, (count + 1) << PAGE_SHIFT, 0, 0);
	if (IS_ERR_VALUE(base)) {
		err = base;
		goto out;
	}
	mm->context.vdso = (void *)base;
	what.pages = list;
	area = _install_special_mapping(mm, base, count << PAGE_SHIFT,
					(VM_READ | VM_EXEC | VM_MAYREAD | VM_MAYWRITE | VM_MAYEXEC),
					&what);
	if (IS_ERR(area)) {
		err = PTR_ERR(area);
		mm->context.vdso = NULL;
		goto out;
	}
	base += (count << PAGE_SHIFT);
	data_what.pages = &list[count];
	area = _install_special_mapping(mm, base, PAGE_SIZE, (VM_READ | VM_MAYREAD), &data_what);
	if (IS_ERR(area)) {
		err = PTR_ERR(area);
		mm->context.vdso = NULL;
		goto out;
	}
	err = 0;
out:
	mmap_write_unlock(mm);
	return err;
}
