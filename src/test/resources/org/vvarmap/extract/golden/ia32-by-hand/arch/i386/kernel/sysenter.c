unsigned int vdso_enabled = 1;

extern const char image_int80_start, image_int80_end, image_sysenter_start, image_sysenter_end;
static void *whole_page;

int __init fill_the_page(void)
{
	whole_page = (void *)get_zeroed_page(GFP_ATOMIC);
#ifdef CONFIG_COMPAT_VDSO
	__set_fixmap(FIX_VDSO, __pa(whole_page), PAGE_READONLY);
#else
	__set_fixmap(FIX_VDSO, __pa(whole_page), PAGE_KERNEL_RO);
#endif
	if (!boot_cpu_has(X86_FEATURE_SEP)) {
		memcpy(whole_page, &image_int80_start, &image_int80_end - &image_int80_start);
		return 0;
	}
	memcpy(whole_page, &image_sysenter_start, &image_sysenter_end - &image_sysenter_start);
	return 0;
}

static struct page *page_for(struct vm_area_struct *area, unsigned long where, int *what)
{
	struct page *found = virt_to_page(where - area->vm_start + whole_page);

	get_page(found);
	return found;
}

static struct vm_operations_struct by_hand_ops = {
	.nopage	= page_for,
};

int arch_setup_additional_pages(struct linux_binprm *bprm, int stack)
{
	struct vm_area_struct *area;
	struct mm_struct *mm = current->mm;
	unsigned long base;
	int err;

	down_write(&mm->mmap_sem);
	base = get_unmapped_area(NULL, 0, PAGE_SIZE, 0, 0);
	if (IS_ERR_VALUE(base)) {
		err = base;
		goto gone;
	}
	area = kmem_cache_zalloc(vm_area_cachep, SLAB_KERNEL);
	if (!area) {
		err = -ENOMEM;
		goto gone;
	}
	area->vm_start = base;
	area->vm_end = base + PAGE_SIZE;
	area->vm_flags = VM_READ | VM_EXEC | VM_MAYREAD | VM_MAYEXEC | VM_MAYWRITE;
	area->vm_flags |= mm->def_flags;
	area->vm_ops = &by_hand_ops;
	area->vm_mm = mm;
	err = insert_vm_struct(mm, area);
	if (unlikely(err)) {
		kmem_cache_free(vm_area_cachep, area);
		goto gone;
	}
	current->mm->context.vdso = (void *)base;
	current_thread_info()->sysenter_return = (void *)VDSO_SYM(&SYSENTER_RETURN);
gone:
	up_write(&mm->mmap_sem);
	return err;
}

const char *arch_vma_name(struct vm_area_struct *area)
{
	if (area->vm_mm && area->vm_start == (long)area->vm_mm->context.vdso)
		return "[vdso]";
	return NULL;
}

struct vm_area_struct *get_gate_vma(struct task_struct *tsk)
{
	return NULL;
}
