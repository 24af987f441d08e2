/*
 * The shape of 2.6.12: the VMA is filled by hand, a handler finds each page by its address, and the last page is not the
 * image's.
 */
#ifdef DEBUG
#define DBG(fmt...) printk(fmt)
#else
#define DBG(fmt...)
#endif

extern char vdso64_start, vdso64_end;
extern char vdso32_start, vdso32_end;

static void *image64 = &vdso64_start;
static void *image32 = &vdso32_start;

unsigned int count64;
unsigned int count32;

static void close_nothing(struct vm_area_struct *area)
{
}

static struct page *page_for(struct vm_area_struct *area, unsigned long where, int *kind)
{
	unsigned long distance = where - area->vm_start;
	void *image = test_thread_flag(TIF_32BIT) ? image32 : image64;
	struct page *found;

	DBG("page_for(%s, %lx)\n", current->comm, where);

	if (where < area->vm_start || where > area->vm_end)
		return NOPAGE_SIGBUS;

	/* The figures lie behind the code. */
	if ((area->vm_end - where) <= PAGE_SIZE)
		return virt_to_page(systemcfg);

	found = virt_to_page(image + distance);
	get_page(found);
	return found;
}

static struct vm_operations_struct by_hand_ops = {
	.close	= close_nothing,
	.nopage	= page_for,
};

int arch_setup_additional_pages(struct linux_binprm *bprm, int stack)
{
	struct mm_struct *mm = current->mm;
	struct vm_area_struct *area;
	unsigned long count;
	unsigned long base;

	if (test_thread_flag(TIF_32BIT)) {
		count = count32;
		base = VDSO32_MBASE;
	} else {
		count = count64;
		base = VDSO64_MBASE;
	}

	current->thread.vdso_base = 0;

	if (count == 0)
		return 0;

	area = kmem_cache_alloc(vm_area_cachep, SLAB_KERNEL);
	if (area == NULL)
		return -ENOMEM;
	if (security_vm_enough_memory(count)) {
		kmem_cache_free(vm_area_cachep, area);
		return -ENOMEM;
	}
	memset(area, 0, sizeof(*area));

	base = get_unmapped_area(NULL, base, count << PAGE_SHIFT, 0, 0);
	if (base & ~PAGE_MASK)
		return (int)base;

	current->thread.vdso_base = base;

	area->vm_mm = mm;
	area->vm_start = current->thread.vdso_base;
	area->vm_end = area->vm_start + ((count + 1) << PAGE_SHIFT);
	area->vm_flags = VM_READ | VM_EXEC | VM_MAYREAD | VM_MAYWRITE | VM_MAYEXEC;
	area->vm_flags |= mm->def_flags;
	area->vm_page_prot = protection_map[area->vm_flags & 0x7];
	area->vm_ops = &by_hand_ops;

	down_write(&mm->mmap_sem);
	insert_vm_struct(mm, area);
	mm->total_vm += (area->vm_end - area->vm_start) >> PAGE_SHIFT;
	up_write(&mm->mmap_sem);

	return 0;
}

static __init int prepare_images(void)
{
	return find_and_patch(image64, image32);
}

void __init vdso_init(void)
{
	int i;

	count64 = (&vdso64_end - &vdso64_start) >> PAGE_SHIFT;
	count32 = (&vdso32_end - &vdso32_start) >> PAGE_SHIFT;

	if (prepare_images()) {
		printk(KERN_ERR "no vDSO\n");
		count64 = count32 = 0;
		return;
	}

	for (i = 0; i < count64; i++) {
		struct page *pg = virt_to_page(image64 + i * PAGE_SIZE);
		ClearPageReserved(pg);
		get_page(pg);
	}
	for (i = 0; i < count32; i++) {
		struct page *pg = virt_to_page(image32 + i * PAGE_SIZE);
		ClearPageReserved(pg);
		get_page(pg);
	}
}
