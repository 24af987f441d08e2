vm_fault_t handle_mm_fault(struct vm_area_struct *area)
{
	return 0;
}
