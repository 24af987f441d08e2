unsigned int __read_mostly vdso_enabled = 1;
unsigned long um_vdso_addr;

extern unsigned long task_size;
extern char vdso_start[], vdso_end[];

static struct page **list;

static int __init copy_image(void)
{
	struct page *page;

	BUG_ON(vdso_end - vdso_start > PAGE_SIZE);
	um_vdso_addr = task_size - PAGE_SIZE;
	list = kmalloc(sizeof(struct page *), GFP_KERNEL);
	if (!list)
		goto gone;
	page = alloc_page(GFP_KERNEL);
	if (!page) {
		kfree(list);
		goto gone;
	}
	copy_page(page_address(page), vdso_start);
	*list = page;
	return 0;
gone:
	vdso_enabled = 0;
	return -ENOMEM;
}
subsys_initcall(copy_image);

int arch_setup_additional_pages(struct linux_binprm *bprm, int interp)
{
	int err;
	struct mm_struct *mm = current->mm;

	if (!vdso_enabled)
		return 0;
	down_write(&mm->mmap_sem);
	err = install_special_mapping(mm, um_vdso_addr, PAGE_SIZE, VM_READ | VM_EXEC | VM_MAYREAD | VM_MAYWRITE | VM_MAYEXEC, list);
	up_write(&mm->mmap_sem);
	return err;
}
