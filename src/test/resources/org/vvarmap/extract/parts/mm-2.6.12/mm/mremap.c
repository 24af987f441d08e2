static unsigned long carry_vma(struct vm_area_struct *area, unsigned long to)
{
	return copy_vma(&area, to, area->vm_end - area->vm_start, 0) ? to : -ENOMEM;
}
