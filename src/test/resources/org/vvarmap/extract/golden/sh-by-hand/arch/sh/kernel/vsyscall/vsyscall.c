unsigned int __read_mostly vdso_enabled = 1;

extern const char vsyscall_trapa_start, vsyscall_trapa_end;
static void *own;

int __init vsyscall_init(void)
{
	own = (void *)get_zeroed_page(GFP_ATOMIC);
	memcpy(own, &vsyscall_trapa_start, &vsyscall_trapa_end - &vsyscall_trapa_start);
	return 0;
}

static struct page *page_for(struct vm_area_struct *area, unsigned long where, int *kind)
{
	unsigned long distance = where - area->vm_start;
	struct page *found;

	if (where < area->vm_start || where > area->vm_end)
		return NOPAGE_SIGBUS;
	found = virt_to_page(own + distance);
	get_page(found);
	return found;
}

static void close_nothing(struct vm_area_struct *area)
{
}

static struct vm_operations_struct by_hand_ops = {
	.nopage	= page_for,
	.close	= close_nothing,
};

int arch_setup_additional_pages(struct linux_binprm *bprm, int stack)
{
	struct vm_area_struct *area;
	struct mm_struct *mm = current->mm;
	unsigned long code;
	int err;

	down_write(&mm->mmap_sem);
	code = get_unmapped_area(NULL, 0, PAGE_SIZE, 0, 0);
	if (IS_ERR_VALUE(code)) {
		err = code;
		goto unlock;
	}
	area = kmem_cache_zalloc(vm_area_cachep, SLAB_KERNEL);
	if (!area) {
		err = -ENOMEM;
		goto unlock;
	}
	area->vm_start = code;
	area->vm_end = code + PAGE_SIZE;
	area->vm_flags = VM_READ|VM_EXEC|VM_MAYREAD|VM_MAYEXEC|VM_MAYWRITE;
	area->vm_flags |= mm->def_flags;
	area->vm_ops = &by_hand_ops;
	area->vm_mm = mm;
	err = insert_vm_struct(mm, area);
	if (unlikely(err)) {
		kmem_cache_free(vm_area_cachep, area);
		goto unlock;
	}
	current->mm->context.vdso = (void *)code;
	mm->total_vm++;
unlock:
	up_write(&mm->mmap_sem);
	return err;
}

const char *arch_vma_name(struct vm_area_struct *area)
{
	if (area->vm_mm && area->vm_start == (long)area->vm_mm->context.vdso)
		return "[vdso]";
	return NULL;
}
