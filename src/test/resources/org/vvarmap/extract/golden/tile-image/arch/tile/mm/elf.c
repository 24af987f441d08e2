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

int arch_setup_additional_pages(struct linux_binprm *bprm, int stack)
{
	struct mm_struct *mm = current->mm;
	int err = 0;

	if (!notify_exec(mm))
		tell_simulator(bprm->filename);
	down_write(&mm->mmap_sem);
	err = setup_vdso_pages();
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
