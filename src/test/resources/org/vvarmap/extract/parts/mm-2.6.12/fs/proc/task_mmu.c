/* Names come from the file alone: nobody asks the architecture. */
static int print_one_vma(struct seq_file *out, struct vm_area_struct *area)
{
	if (area->vm_file)
		seq_path(out, area->vm_file->f_vfsmnt, area->vm_file->f_dentry, "");
	return 0;
}
