static void show_map_vma(struct seq_file *m, struct vm_area_struct *area)
{
	struct mm_struct *mm = area->vm_mm;
	struct file *file = area->vm_file;
	const char *name = NULL;

	if (file) {
		seq_path(m, &file->f_path, "");
		goto done;
	}
	if (area->vm_ops && area->vm_ops->name) {
		name = area->vm_ops->name(area);
		if (name)
			goto done;
	}
	name = arch_vma_name(area);
	if (!name) {
		if (!mm) {
			name = "[vdso]";
			goto done;
		}
		if (area->vm_start <= mm->brk && area->vm_end >= mm->start_brk)
			name = "[heap]";
	}
done:
	if (name) {
		seq_pad(m, ' ');
		seq_puts(m, name);
	}
	seq_putc(m, '\n');
}
