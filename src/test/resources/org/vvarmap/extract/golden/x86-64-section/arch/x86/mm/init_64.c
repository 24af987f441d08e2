void more_memory(void)
{
	struct page *page = virt_to_page(nothing_of_the_image);

	page_pool[0] = page;
}

const char *arch_vma_name(struct vm_area_struct *area)
{
	if (area->vm_mm && area->vm_start == (long)area->vm_mm->context.vdso)
		return "[vdso]";
	if (area == &gate_area)
		return "[vsyscall]";
	return NULL;
}
