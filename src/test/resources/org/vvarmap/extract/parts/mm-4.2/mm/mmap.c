static int named_pages_fault(struct vm_area_struct *area, struct vm_fault *fault);

static void named_pages_close(struct vm_area_struct *area)
{
}

static const char *named_pages_name(struct vm_area_struct *area)
{
	return ((struct vm_special_mapping *)area->vm_private_data)->name;
}

static int named_pages_moved(struct vm_area_struct *area)
{
	struct vm_special_mapping *what = area->vm_private_data;

	return what->mremap ? what->mremap(what, area) : 0;
}

static int named_pages_cut(struct vm_area_struct *area, unsigned long where)
{
	/* Whoever made these counts on all of their pages. */
	return -EINVAL;
}

static const struct vm_operations_struct named_pages_ops = {
	.fault = named_pages_fault,
	.close = named_pages_close,
	.name = named_pages_name,
};

static const struct vm_operations_struct listed_pages_ops = {
	.fault = named_pages_fault,
	.close = named_pages_close,
};

static int named_pages_fault(struct vm_area_struct *area, struct vm_fault *fault)
{
	unsigned long left = fault->pgoff - area->vm_pgoff;
	struct page **list = area->vm_private_data;

	if (area->vm_ops != &listed_pages_ops)
		list = ((struct vm_special_mapping *)area->vm_private_data)->pages;
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

static struct vm_area_struct *make_special(struct mm_struct *mm, unsigned long from, unsigned long bytes,
					   unsigned long bits, void *what,
					   const struct vm_operations_struct *table)
{
	struct vm_area_struct *area = kmem_cache_zalloc(vm_area_cachep, GFP_KERNEL);
	int err;

	if (unlikely(!area))
		return ERR_PTR(-ENOMEM);
	area->vm_mm = mm;
	area->vm_start = from;
	area->vm_end = from + bytes;
	area->vm_flags = bits | mm->def_flags | VM_DONTEXPAND | VM_SOFTDIRTY;
	area->vm_ops = table;
	area->vm_private_data = what;
	err = insert_vm_struct(mm, area);
	if (err)
		goto give_back;
	return area;

give_back:
	kmem_cache_free(vm_area_cachep, area);
	return ERR_PTR(err);
}

struct vm_area_struct *_install_special_mapping(struct mm_struct *mm, unsigned long from, unsigned long bytes,
						unsigned long bits, const struct vm_special_mapping *what)
{
	return make_special(mm, from, bytes, bits, (void *)what, &named_pages_ops);
}

int install_special_mapping(struct mm_struct *mm, unsigned long from, unsigned long bytes,
			    unsigned long bits, struct page **list)
{
	struct vm_area_struct *area = make_special(mm, from, bytes, bits, (void *)list, &listed_pages_ops);

	return PTR_ERR_OR_ZERO(area);
}
