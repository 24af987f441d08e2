#ifdef CONFIG_MMU
#ifdef CONFIG_KUSER_HELPERS
static struct vm_area_struct gate_vma;
#define is_gate_vma(area)	((area) == &gate_vma)
#else
#define is_gate_vma(area)	0
#endif

const char *arch_vma_name(struct vm_area_struct *area)
{
	return is_gate_vma(area) ? "[vectors]" :
		(area->vm_mm && area->vm_start == area->vm_mm->context.sigpage) ?
		 "[sigpage]" : NULL;
}

static struct page *signal_page;
extern struct page *get_signal_page(void);

/* The shape of 3.11 to 4.0. */
int arch_setup_additional_pages(struct linux_binprm *bprm, int interp)
{
	struct mm_struct *mm = current->mm;
	unsigned long where;
	int err;

	if (!signal_page)
		signal_page = get_signal_page();
	if (!signal_page)
		return -ENOMEM;

	down_write(&mm->mmap_sem);
	where = get_unmapped_area(NULL, 0, PAGE_SIZE, 0, 0);
	if (IS_ERR_VALUE(where)) {
		err = where;
		goto up_fail;
	}

	err = install_special_mapping(mm, where, PAGE_SIZE,
		VM_READ | VM_EXEC | VM_MAYREAD | VM_MAYWRITE | VM_MAYEXEC,
		&signal_page);
	if (err == 0)
		mm->context.sigpage = where;

 up_fail:
	up_write(&mm->mmap_sem);
	return err;
}
#endif
