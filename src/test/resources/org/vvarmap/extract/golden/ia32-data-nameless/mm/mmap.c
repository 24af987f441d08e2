static void listed_pages_close(struct vm_area_struct *area)
{
}

static int listed_pages_fault(struct vm_area_struct *area, struct vm_fault *fault)
{
	unsigned long left = fault->pgoff - area->vm_pgoff;
	struct page **list = area->vm_private_data;

	while (left && *list) {
		list++;
		left--;
	}
	if (!*list)
		return VM_FAULT_SIGBUS;
	fault->page = *list;
	get_page(fault->page);
	return 0;
}

static const struct vm_operations_struct listed_pages_ops = {
	.close = listed_pages_close,
	.fault = listed_pages_fault,
};

struct vm_area_struct *_install_special_mapping(struct mm_struct *mm, unsigned long from, unsigned long bytes,
						unsigned long bits, struct page **list)
{
	struct vm_area_struct *area = kmem_cache_zalloc(vm_area_cachep, GFP_KERNEL);

	if (!area)
		return ERR_PTR(-ENOMEM);
	area->vm_mm = mm;
	area->vm_start = from;
	area->vm_end = from + bytes;
	area->vm_flags = bits | mm->def_flags | VM_DONTEXPAND;
	area->vm_ops = &listed_pages_ops;
	area->vm_private_data = list;
	insert_vm_struct(mm, area);
	return area;
}

int install_special_mapping(struct mm_struct *mm, unsigned long from, unsigned long bytes,
			    unsigned long bits, struct page **list)
{
	return PTR_ERR_OR_ZERO(_install_special_mapping(mm, from, bytes, bits, list));
}
