static unsigned int count;
static struct page **list;

#ifdef CONFIG_COMPAT
static unsigned int count32;
static struct page **list32;
#endif
static int ready;

static union {
	struct vdso_data data;
	u8 page[PAGE_SIZE];
} own_data __page_aligned_data;

struct vdso_data *vdso_data = &own_data.data;

static unsigned int __read_mostly vdso_enabled = 1;

static struct page **list_pages(void *image, unsigned int pages)
{
	int i;
	struct page **whole;

	whole = kzalloc(sizeof(struct page *) * (pages + 1), GFP_KERNEL);
	BUG_ON(whole == NULL);
	for (i = 0; i < pages - 1; i++) {
		struct page *pg = virt_to_page(image + i * PAGE_SIZE);

		ClearPageReserved(pg);
		whole[i] = pg;
	}
	whole[pages - 1] = virt_to_page(vdso_data);
	whole[pages] = NULL;
	return whole;
}

static int __init make_lists(void)
{
	int figures = sizeof(own_data) >> PAGE_SHIFT;

	if (!vdso_enabled) {
		ready = 1;
		return 0;
	}
	count = (vdso_end - vdso_start) >> PAGE_SHIFT;
	count += figures;
	list = list_pages(vdso_start, count);
#ifdef CONFIG_COMPAT
	count32 = (vdso32_end - vdso32_start) >> PAGE_SHIFT;
	count32 += figures;
	list32 = list_pages(vdso32_start, count32);
#endif
	ready = 1;
	return 0;
}
arch_initcall(make_lists);

const char *arch_vma_name(struct vm_area_struct *area)
{
	if (area->vm_mm && area->vm_start == VDSO_BASE)
		return "[vdso]";
#ifndef __tilegx__
	if (area->vm_start == MEM_USER_INTRPT)
		return "[intrpt]";
#endif
	return NULL;
}

int setup_vdso_pages(void)
{
	struct page **what;
	unsigned long pages;
	struct mm_struct *mm = current->mm;
	unsigned long base = 0;
	int err = 0;

	if (!ready)
		return 0;
	mm->context.vdso_base = 0;
	what = list;
	pages = count;
#ifdef CONFIG_COMPAT
	if (is_compat_task()) {
		what = list32;
		pages = count32;
	}
#endif
	if (pages == 0)
		return 0;
	base = get_unmapped_area(NULL, base, pages << PAGE_SHIFT, 0, 0);
	if (IS_ERR_VALUE(base)) {
		err = base;
		return err;
	}
	base = ALIGN(base, PAGE_SIZE);
	mm->context.vdso_base = base;
	err = install_special_mapping(mm, base, pages << PAGE_SHIFT, VM_READ | VM_EXEC | VM_MAYREAD | VM_MAYWRITE | VM_MAYEXEC, what);
	if (err)
		mm->context.vdso_base = 0;
	return err;
}
