/* The shape of 2.6.15: two trees became one, the page is counted before the search. */
#ifdef DEBUG
#define DBG(fmt...) printk(fmt)
#else
#define DBG(fmt...)
#endif

extern char vdso32_start, vdso32_end;
static void *image32 = &vdso32_start;
unsigned int count32;

#ifdef CONFIG_PPC64
extern char vdso64_start, vdso64_end;
static void *image64 = &vdso64_start;
unsigned int count64;
#endif

static union {
	struct vdso_data	figures;
	u8			bytes[PAGE_SIZE];
} figures_page __attribute__((__section__(".data.page_aligned")));
struct vdso_data *vdso_data = &figures_page.figures;

static void close_nothing(struct vm_area_struct *area)
{
}

static struct page *page_for(struct vm_area_struct *area, unsigned long where, int *kind)
{
	unsigned long distance = where - area->vm_start;
	struct page *found;
#ifdef CONFIG_PPC64
	void *image = test_thread_flag(TIF_32BIT) ? image32 : image64;
#else
	void *image = image32;
#endif

	DBG("page_for(%s, %lx)\n", current->comm, where);

	if (where < area->vm_start || where > area->vm_end)
		return NOPAGE_SIGBUS;

	if ((area->vm_end - where) <= PAGE_SIZE)
		found = virt_to_page(vdso_data);
	else
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

#ifdef CONFIG_PPC64
	if (test_thread_flag(TIF_32BIT)) {
		count = count32;
		base = VDSO32_MBASE;
	} else {
		count = count64;
		base = VDSO64_MBASE;
	}
#else
	count = count32;
	base = VDSO32_MBASE;
#endif

	current->thread.vdso_base = 0;

	if (count == 0)
		return 0;

	area = kmem_cache_alloc(vm_area_cachep, SLAB_KERNEL);
	if (area == NULL)
		return -ENOMEM;
	memset(area, 0, sizeof(*area));

	/* One more, for the figures. */
	count++;

	base = get_unmapped_area(NULL, base, count << PAGE_SHIFT, 0, 0);
	if (base & ~PAGE_MASK) {
		kmem_cache_free(vm_area_cachep, area);
		return (int)base;
	}

	current->thread.vdso_base = base;

	area->vm_mm = mm;
	area->vm_start = current->thread.vdso_base;
	area->vm_end = area->vm_start + (count << PAGE_SHIFT);
	area->vm_flags = VM_READ | VM_EXEC | VM_MAYREAD | VM_MAYWRITE | VM_MAYEXEC;
	area->vm_flags |= mm->def_flags;
	area->vm_page_prot = protection_map[area->vm_flags & 0x7];
	area->vm_ops = &by_hand_ops;

	down_write(&mm->mmap_sem);
	if (insert_vm_struct(mm, area)) {
		up_write(&mm->mmap_sem);
		kmem_cache_free(vm_area_cachep, area);
		return -ENOMEM;
	}
	mm->total_vm += (area->vm_end - area->vm_start) >> PAGE_SHIFT;
	up_write(&mm->mmap_sem);

	return 0;
}

void __init vdso_init(void)
{
	int i;

#ifdef CONFIG_PPC64
	vdso_data->version.major = 1;
	count64 = (&vdso64_end - &vdso64_start) >> PAGE_SHIFT;
	DBG("64: %d\n", count64);
#endif
	count32 = (&vdso32_end - &vdso32_start) >> PAGE_SHIFT;

	if (find_and_patch()) {
		printk(KERN_ERR "no vDSO\n");
		count32 = 0;
#ifdef CONFIG_PPC64
		count64 = 0;
#endif
		return;
	}

	for (i = 0; i < count32; i++) {
		struct page *pg = virt_to_page(image32 + i * PAGE_SIZE);
		ClearPageReserved(pg);
		get_page(pg);
	}
#ifdef CONFIG_PPC64
	for (i = 0; i < count64; i++) {
		struct page *pg = virt_to_page(image64 + i * PAGE_SIZE);
		ClearPageReserved(pg);
		get_page(pg);
	}
#endif
	get_page(virt_to_page(vdso_data));
}
