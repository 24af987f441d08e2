extern unsigned char stub_syscall[], stub_syscall_end[], stub_sysenter[], stub_sysenter_end[];

char *stub_page;
static int use_sysenter = -1;

static struct page *page_for(struct vm_area_struct *area, unsigned long where, int *what)
{
	struct page *found = virt_to_page(where - area->vm_start + stub_page);

	get_page(found);
	return found;
}

static struct vm_operations_struct by_hand_ops = {
	.nopage	= page_for,
};

int syscall32_setup_pages(struct linux_binprm *bprm, int stack)
{
	struct vm_area_struct *area;
	struct mm_struct *mm = current->mm;
	int err;

	area = kmem_cache_alloc(vm_area_cachep, SLAB_KERNEL);
	if (!area)
		return -ENOMEM;
	memset(area, 0, sizeof(struct vm_area_struct));
	area->vm_start = VSYSCALL32_BASE;
	area->vm_end = VSYSCALL32_END;
	area->vm_flags = VM_READ | VM_EXEC | VM_MAYREAD | VM_MAYEXEC | VM_MAYWRITE;
	area->vm_flags |= mm->def_flags;
	area->vm_ops = &by_hand_ops;
	area->vm_mm = mm;
	down_write(&mm->mmap_sem);
	if ((err = insert_vm_struct(mm, area))) {
		up_write(&mm->mmap_sem);
		kmem_cache_free(vm_area_cachep, area);
		return err;
	}
	up_write(&mm->mmap_sem);
	return 0;
}

static int __init fill_the_page(void)
{
	stub_page = (void *)get_zeroed_page(GFP_KERNEL);
	if (!stub_page)
		panic("no page");
	if (use_sysenter > 0)
		memcpy(stub_page, stub_sysenter, stub_sysenter_end - stub_sysenter);
	else
		memcpy(stub_page, stub_syscall, stub_syscall_end - stub_syscall);
	return 0;
}
__initcall(fill_the_page);
