static int show_map(struct seq_file *m, void *v)
{
	struct vm_area_struct *area = v;
	struct mm_struct *mm = area->vm_mm;

	seq_printf(m, "%08lx %c", area->vm_start, area->vm_flags & VM_READ ? 'r' : '-');
	if (area->vm_file) {
		seq_path(m, area->vm_file->f_vfsmnt, area->vm_file->f_dentry, "");
	} else if (mm) {
		if (area->vm_start <= mm->start_brk && area->vm_end >= mm->brk)
			seq_puts(m, "[heap]");
	} else {
		seq_puts(m, "[vdso]");
	}
	seq_putc(m, '\n');
	return 0;
}
