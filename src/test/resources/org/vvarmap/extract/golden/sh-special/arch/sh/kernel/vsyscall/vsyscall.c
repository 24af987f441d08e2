unsigned int __read_mostly vdso_enabled = 1;

extern const char vsyscall_trapa_start, vsyscall_trapa_end;
static struct page *own[1];
static struct vm_special_mapping what = {
	.name = "[vdso]",
	.pages = own,
};

int __init vsyscall_init(void)
{
	void *page = (void *)get_zeroed_page(GFP_ATOMIC);

	own[0] = virt_to_page(page);
	memcpy(page, &vsyscall_trapa_start, &vsyscall_trapa_end - &vsyscall_trapa_start);
	return 0;
}

int arch_setup_additional_pages(struct linux_binprm *bprm, int interp)
{
	struct mm_struct *mm = current->mm;
	struct vm_area_struct *area;
	unsigned long code;
	int err;

	if (mmap_write_lock_killable(mm))
		return -EINTR;
	code = get_unmapped_area(NULL, 0, PAGE_SIZE, 0, 0);
	if (IS_ERR_VALUE(code)) {
		err = code;
		goto unlock;
	}
	what.pages = own;
	area = _install_special_mapping(mm, code, PAGE_SIZE, VM_READ | VM_EXEC | VM_MAYREAD | VM_MAYWRITE | VM_MAYEXEC, &what);
	err = PTR_ERR(area);
	if (IS_ERR(area))
		goto unlock;
	current->mm->context.vdso = (void *)code;
	err = 0;
unlock:
	mmap_write_unlock(mm);
	return err;
}

const char *arch_vma_name(struct vm_area_struct *area)
{
	if (area->vm_mm && area->vm_start == (long)area->vm_mm->context.vdso)
		return "[vdso]";
	return NULL;
}
