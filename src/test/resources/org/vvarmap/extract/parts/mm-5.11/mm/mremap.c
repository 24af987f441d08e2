static unsigned long carry_vma(struct vm_area_struct *area, unsigned long to, unsigned long bytes)
{
	if (area->vm_ops && area->vm_ops->may_split && area->vm_end - area->vm_start != bytes)
		return -EINVAL;
	if (move_page_tables(area, area->vm_start, to, bytes) < bytes)
		return -ENOMEM;
	return area->vm_ops && area->vm_ops->mremap ? area->vm_ops->mremap(area) : to;
}
