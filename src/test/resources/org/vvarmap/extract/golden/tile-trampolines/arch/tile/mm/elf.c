static void tell_simulator(const char *what)
{
	unsigned char letter;

	do {
		letter = *what++;
		__insn_mtspr(SPR_SIM_CONTROL, letter);
	} while (letter);
}

static int notify_exec(struct mm_struct *mm)
{
	if (!mm->exe_file)
		return 0;
	tell_simulator(mm->exe_file->name);
	return 1;
}

static void *page;
static struct page *list[1];

static int __init copy_code(void)
{
	page = (void *)get_zeroed_page(GFP_ATOMIC);
	memcpy(page, __rt_sigreturn, __rt_sigreturn_end - __rt_sigreturn);
	list[0] = virt_to_page(page);
	return 0;
}
device_initcall(copy_code);

const char *arch_vma_name(struct vm_area_struct *area)
{
	if (area->vm_private_data == list)
		return "[vdso]";
#ifndef __tilegx__
	if (area->vm_start == MEM_USER_INTRPT)
		return "[intrpt]";
#endif
	return NULL;
}

int arch_setup_additional_pages(struct linux_binprm *bprm, int stack)
{
	struct mm_struct *mm = current->mm;
	unsigned long base;
	int err = 0;

	down_write(&mm->mmap_sem);
	if (!notify_exec(mm))
		tell_simulator(bprm->filename);
	base = VDSO_BASE;
	err = install_special_mapping(mm, base, PAGE_SIZE, VM_READ | VM_EXEC | VM_MAYREAD | VM_MAYWRITE | VM_MAYEXEC, list);
#ifndef __tilegx__
	if (!err) {
		unsigned long where = MEM_USER_INTRPT;

		where = mmap_region(NULL, where, INTRPT_SIZE, VM_READ|VM_EXEC|VM_MAYREAD|VM_MAYWRITE|VM_MAYEXEC, 0);
		if (where > (unsigned long)-PAGE_SIZE)
			err = (int)where;
	}
#endif
	up_write(&mm->mmap_sem);
	return err;
}
