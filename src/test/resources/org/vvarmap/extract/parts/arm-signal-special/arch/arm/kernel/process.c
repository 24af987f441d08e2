#include <asm/vdso.h>

#ifdef CONFIG_MMU
#ifdef CONFIG_KUSER_HELPERS
static struct vm_area_struct gate_vma;
#define is_gate_vma(area)	((area) == &gate_vma)
#else
#define is_gate_vma(area)	0
#endif

const char *arch_vma_name(struct vm_area_struct *area)
{
	return is_gate_vma(area) ? "[vectors]" : NULL;
}

/* A hint at some place above the stack. */
static unsigned long sigpage_addr(const struct mm_struct *mm, unsigned int count)
{
	unsigned long first = PAGE_ALIGN(mm->start_stack);
	unsigned long last = TASK_SIZE - (count << PAGE_SHIFT);

	if (first > last)
		return 0;
	return first + ((get_random_int() % (((last - first) >> PAGE_SHIFT) + 1)) << PAGE_SHIFT);
}

static struct page *signal_page;
extern struct page *get_signal_page(void);

static const struct vm_special_mapping sigpage_mapping = {
	.name = "[sigpage]",
	.pages = &signal_page,
};

int arch_setup_additional_pages(struct linux_binprm *bprm, int interp)
{
	struct mm_struct *mm = current->mm;
	struct vm_area_struct *area;
	unsigned long count;
	unsigned long where;
	unsigned long hint;
	int err = 0;

	if (!signal_page)
		signal_page = get_signal_page();
	if (!signal_page)
		return -ENOMEM;

	count = 1;
	count += vdso_total_pages;

	down_write(&mm->mmap_sem);
	hint = sigpage_addr(mm, count);
	where = get_unmapped_area(NULL, hint, count << PAGE_SHIFT, 0, 0);
	if (IS_ERR_VALUE(where)) {
		err = where;
		goto up_fail;
	}

	area = _install_special_mapping(mm, where, PAGE_SIZE,
		VM_READ | VM_EXEC | VM_MAYREAD | VM_MAYWRITE | VM_MAYEXEC,
		&sigpage_mapping);
	if (IS_ERR(area)) {
		err = PTR_ERR(area);
		goto up_fail;
	}

	mm->context.sigpage = where;

	/* A process can do without. */
	arm_install_vdso(mm, where + PAGE_SIZE);

 up_fail:
	up_write(&mm->mmap_sem);
	return err;
}
#endif
