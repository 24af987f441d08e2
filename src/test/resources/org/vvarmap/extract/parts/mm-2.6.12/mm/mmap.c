/* No special mappings yet. */
int insert_vm_struct(struct mm_struct *mm, struct vm_area_struct *area)
{
	vma_link(mm, area);
	return 0;
}
