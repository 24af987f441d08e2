static int print_one_vma(struct seq_file *out, struct vm_area_struct *area)
{
	const char *shown = NULL;

	if (area->vm_ops && area->vm_ops->name)
		shown = area->vm_ops->name(area);
	if (!shown)
		shown = arch_vma_name(area);
	if (shown)
		seq_puts(out, shown);
	return 0;
}
