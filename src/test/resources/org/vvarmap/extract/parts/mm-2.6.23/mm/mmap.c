static struct page *listed_pages_nopage(struct vm_area_struct *area, unsigned long address, int *type)
{
	unsigned long left = address - area->vm_start;
	struct page **list = area->vm_private_data;

	while (left > 0 && *list) {
		list++;
		left -= PAGE_SIZE;
	}
	if (!*list)
		return NOPAGE_SIGBUS;
	get_page(*list);
	return *list;
}

static struct vm_operations_struct listed_pages_ops = {
	.close = listed_pages_close,
	.nopage = listed_pages_nopage,
};

int install_special_mapping(struct mm_struct *mm, unsigned long from, unsigned long bytes,
			    unsigned long bits, struct page **list)
{
	struct vm_area_struct *area = kmem_cache_zalloc(vm_area_cachep, GFP_KERNEL);

	if (!area)
		return -ENOMEM;
	area->vm_mm = mm;
	area->vm_start = from;
	area->vm_end = from + bytes;
	area->vm_flags = bits | mm->def_flags;
	area->vm_ops = &listed_pages_ops;
	area->vm_private_data = list;
	return insert_vm_struct(mm, area);
}
