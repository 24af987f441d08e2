/* The shape of 4.13 to 5.10. */
#include <asm/vdso.h>

static struct page **list;

extern char vdso_start[], vdso_end[];

/* Of figures and code. */
unsigned int vdso_total_pages;

static union vdso_data_store figures_page __page_aligned_data;
static struct vdso_data *vdso_data = &figures_page.data;

static struct page *data_page;
static struct vm_special_mapping data_what = {
	.name = "[vvar]",
	.pages = &data_page,
};

static int moved(const struct vm_special_mapping *what, struct vm_area_struct *area)
{
	unsigned long bytes = area->vm_end - area->vm_start;
	unsigned long code;

	code = (vdso_total_pages - 1) << PAGE_SHIFT;
	if (code != bytes)
		return -EINVAL;

	current->mm->context.vdso = area->vm_start;
	return 0;
}

static struct vm_special_mapping text_what __ro_after_init = {
	.name = "[vdso]",
	.mremap = moved,
};

static bool counter_ok __ro_after_init;

static bool __init counter_works(void)
{
	return IS_ENABLED(CONFIG_ARM_ARCH_TIMER) && timer_node();
}

static int __init vdso_init(void)
{
	unsigned int count;
	int i;

	if (memcmp(vdso_start, "\177ELF", 4)) {
		pr_err("no ELF\n");
		return -ENOEXEC;
	}

	count = (vdso_end - vdso_start) >> PAGE_SHIFT;
	list = kcalloc(count, sizeof(struct page *), GFP_KERNEL);
	if (list == NULL)
		return -ENOMEM;

	data_page = virt_to_page(vdso_data);

	for (i = 0; i < count; i++) {
		struct page *page;

		page = virt_to_page(vdso_start + i * PAGE_SIZE);
		list[i] = page;
	}

	text_what.pages = list;

	vdso_total_pages = 1;
	vdso_total_pages += count;

	counter_ok = counter_works();
	return 0;
}
arch_initcall(vdso_init);

static int install_vvar(struct mm_struct *mm, unsigned long where)
{
	struct vm_area_struct *area;

	area = _install_special_mapping(mm, where, PAGE_SIZE,
				       VM_READ | VM_MAYREAD,
				       &data_what);

	return PTR_ERR_OR_ZERO(area);
}

void arm_install_vdso(struct mm_struct *mm, unsigned long where)
{
	struct vm_area_struct *area;
	unsigned long code;

	mm->context.vdso = 0;

	if (list == NULL)
		return;

	if (install_vvar(mm, where))
		return;

	where += PAGE_SIZE;
	code = (vdso_total_pages - 1) << PAGE_SHIFT;

	area = _install_special_mapping(mm, where, code,
		VM_READ | VM_EXEC | VM_MAYREAD | VM_MAYWRITE | VM_MAYEXEC,
		&text_what);

	if (!IS_ERR(area))
		mm->context.vdso = where;
}

void update_vsyscall(struct timekeeper *keeper)
{
	++vdso_data->seq_count;
	vdso_data->sec = keeper->xtime_sec;
	flush_dcache_page(virt_to_page(vdso_data));
}
