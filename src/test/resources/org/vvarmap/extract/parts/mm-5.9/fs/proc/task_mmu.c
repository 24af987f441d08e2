static int print_one_vma(struct seq_file *out, struct vm_area_struct *area)
{
	const char *shown = arch_vma_name(area);

	if (shown)
		seq_puts(out, shown);
	return 0;
}
