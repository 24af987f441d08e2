const char *arch_vma_name(struct vm_area_struct *area)
{
	if (area->vm_mm && area->vm_start == um_vdso_addr)
		return "[vdso]";
	return NULL;
}
