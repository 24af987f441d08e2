static int show_map(struct seq_file *m, void *v)
{
	struct vm_area_struct *area = v;
	struct mm_struct *mm = area->vm_mm;

	if (area->vm_file) {
		seq_path(m, area->vm_file->f_vfsmnt, area->vm_file->f_dentry, "");
	} else {
		const char *name = arch_vma_name(area);

		if (!name) {
			if (mm) {
				if (area->vm_start <= mm->start_brk)
					name = "[heap]";
			} else {
				name = "[vdso]";
			}
		}
		if (name)
			seq_puts(m, name);
	}
	seq_putc(m, '\n');
	return 0;
}
