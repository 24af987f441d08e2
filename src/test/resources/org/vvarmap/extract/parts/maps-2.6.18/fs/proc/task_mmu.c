__attribute__((weak)) const char *arch_vma_name(struct vm_area_struct *area)
{
	return NULL;
}

static int show_map_internal(struct seq_file *m, void *v, struct sizes *what)
{
	struct vm_area_struct *area = v;

	if (area->vm_file) {
		seq_path(m, area->vm_file->f_vfsmnt, area->vm_file->f_dentry, "");
	} else {
		const char *found = arch_vma_name(area);

		if (!found) {
			if (!area->vm_mm)
				found = "[vdso]";
			else if (area->vm_start <= area->vm_mm->start_brk && area->vm_end >= area->vm_mm->brk)
				found = "[heap]";
		}
		if (found)
			seq_puts(m, found);
	}
	seq_putc(m, '\n');
	if (what)
		seq_printf(m, "Size: %lu\n", what->whole);
	return 0;
}

static int show_map(struct seq_file *m, void *v)
{
	return show_map_internal(m, v, NULL);
}
