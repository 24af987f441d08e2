#ifdef CONFIG_MMU
/* The shape of 2.6.37 to 3.2: the page is there already, and this lets a debugger see it. */
int vectors_user_mapping(void)
{
	struct mm_struct *mm = current->mm;

	return install_special_mapping(mm, 0xffff0000, PAGE_SIZE,
				       VM_READ | VM_EXEC |
				       VM_MAYREAD | VM_MAYEXEC |
				       VM_ALWAYSDUMP | VM_RESERVED,
				       NULL);
}

const char *arch_vma_name(struct vm_area_struct *area)
{
	return (area->vm_start == 0xffff0000) ? "[vectors]" : NULL;
}
#endif
