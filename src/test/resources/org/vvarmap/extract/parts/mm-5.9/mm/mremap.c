static unsigned long carry_vma(struct vm_area_struct *area, unsigned long to, unsigned long bytes)
{
	unsigned long from = area->vm_start;

	if (move_page_tables(area, from, to, bytes) < bytes)
		return -ENOMEM;
	if (area->vm_ops && area->vm_ops->mremap && area->vm_ops->mremap(area))
		return -EINVAL;
	arch_remap(area->vm_mm, from, from + bytes, to, to + bytes);
	return to;
}
