/* The shape of 4.14 to 5.2: the specs in an array, the list given to both. */
#include <asm/vdso.h>

extern char vdso_start[], vdso_end[];
static unsigned long count;

static union {
	struct vdso_data	figures;
	u8			bytes[PAGE_SIZE];
} figures_page __page_aligned_data;
struct vdso_data *vdso_data = &figures_page.figures;

#ifdef CONFIG_COMPAT
static struct page *vectors_page[1];

static int alloc_vectors_page(void)
{
	unsigned long where;

	where = get_zeroed_page(GFP_ATOMIC);
	if (!where)
		return -ENOMEM;

	fill_vectors((void *)where);
	vectors_page[0] = virt_to_page(where);

	return 0;
}
arch_initcall(alloc_vectors_page);

int aarch32_setup_vectors_page(struct linux_binprm *bprm, int interp)
{
	struct mm_struct *mm = current->mm;
	unsigned long base = AARCH32_VECTORS_BASE;
	static const struct vm_special_mapping spec = {
		.name	= "[vectors]",
		.pages	= vectors_page,

	};
	void *area;

	down_write(&mm->mmap_sem);
	current->mm->context.vdso = (void *)base;

	area = _install_special_mapping(mm, base, PAGE_SIZE,
				       VM_READ|VM_EXEC|VM_MAYREAD|VM_MAYEXEC,
				       &spec);

	up_write(&mm->mmap_sem);

	return PTR_ERR_OR_ZERO(area);
}
#endif

static int moved(const struct vm_special_mapping *what, struct vm_area_struct *area)
{
	unsigned long bytes = area->vm_end - area->vm_start;
	unsigned long code = vdso_end - vdso_start;

	if (code != bytes)
		return -EINVAL;

	current->mm->context.vdso = (void *)area->vm_start;

	return 0;
}

static struct vm_special_mapping specs[2] __ro_after_init = {
	{
		.name	= "[vvar]",
	},
	{
		.name	= "[vdso]",
		.mremap = moved,
	},
};

static int __init vdso_init(void)
{
	int i;
	struct page **list;
	unsigned long pfn;

	if (memcmp(vdso_start, "\177ELF", 4)) {
		pr_err("no ELF\n");
		return -EINVAL;
	}

	count = (vdso_end - vdso_start) >> PAGE_SHIFT;
	list = kcalloc(count + 1, sizeof(struct page *), GFP_KERNEL);
	if (list == NULL)
		return -ENOMEM;

	list[0] = phys_to_page(__pa_symbol(vdso_data));

	pfn = sym_to_pfn(vdso_start);

	for (i = 0; i < count; i++)
		list[i + 1] = pfn_to_page(pfn + i);

	specs[0].pages = &list[0];
	specs[1].pages = &list[1];

	return 0;
}
arch_initcall(vdso_init);

int arch_setup_additional_pages(struct linux_binprm *bprm, int interp)
{
	struct mm_struct *mm = current->mm;
	unsigned long base, code, whole;
	void *area;

	code = count << PAGE_SHIFT;
	whole = code + PAGE_SIZE;

	down_write(&mm->mmap_sem);
	base = get_unmapped_area(NULL, 0, whole, 0, 0);
	if (IS_ERR_VALUE(base)) {
		area = ERR_PTR(base);
		goto up_fail;
	}
	area = _install_special_mapping(mm, base, PAGE_SIZE,
				       VM_READ|VM_MAYREAD,
				       &specs[0]);
	if (IS_ERR(area))
		goto up_fail;

	base += PAGE_SIZE;
	mm->context.vdso = (void *)base;
	area = _install_special_mapping(mm, base, code,
				       VM_READ|VM_EXEC|
				       VM_MAYREAD|VM_MAYWRITE|VM_MAYEXEC,
				       &specs[1]);
	if (IS_ERR(area))
		goto up_fail;

	up_write(&mm->mmap_sem);
	return 0;

up_fail:
	mm->context.vdso = NULL;
	up_write(&mm->mmap_sem);
	return PTR_ERR(area);
}
