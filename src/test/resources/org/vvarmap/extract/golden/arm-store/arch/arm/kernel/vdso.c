/* The shape of 6.18 and later: the figures are in the store of all architectures. */
#include <linux/vdso_datastore.h>
#include <vdso/datapage.h>

#include <asm/vdso.h>

static struct page **list;

extern char vdso_start[], vdso_end[];

/* Of figures and code. */
unsigned int vdso_total_pages;

static int moved(const struct vm_special_mapping *what, struct vm_area_struct *area)
{
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

	for (i = 0; i < count; i++) {
		struct page *page;

		page = virt_to_page(vdso_start + i * PAGE_SIZE);
		list[i] = page;
	}

	text_what.pages = list;

	vdso_total_pages = VDSO_NR_PAGES;
	vdso_total_pages += count;

	counter_ok = counter_works();
	return 0;
}
arch_initcall(vdso_init);

static_assert(__VDSO_PAGES == VDSO_NR_PAGES);

void arm_install_vdso(struct mm_struct *mm, unsigned long where)
{
	struct vm_area_struct *area;
	unsigned long code;

	mm->context.vdso = 0;

	if (list == NULL)
		return;

	if (IS_ERR(vdso_install_vvar_mapping(mm, where)))
		return;

	where += VDSO_NR_PAGES * PAGE_SIZE;
	code = (vdso_total_pages - VDSO_NR_PAGES) << PAGE_SHIFT;

	area = _install_special_mapping(mm, where, code,
		VM_READ | VM_EXEC | VM_MAYREAD | VM_MAYWRITE | VM_MAYEXEC,
		&text_what);

	if (!IS_ERR(area))
		mm->context.vdso = where;
}
