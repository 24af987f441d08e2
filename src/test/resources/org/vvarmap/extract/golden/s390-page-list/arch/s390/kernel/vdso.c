/* The shape of 2.6.29 to 4.12: an array of pages, the figures last, then a NULL. */
#if defined(CONFIG_32BIT) || defined(CONFIG_COMPAT)
extern char vdso32_start, vdso32_end;
static void *image32 = &vdso32_start;
static unsigned int count32;
static struct page **list32;
#endif

#ifdef CONFIG_64BIT
extern char vdso64_start, vdso64_end;
static void *image64 = &vdso64_start;
static unsigned int count64;
static struct page **list64;
#endif

unsigned int __read_mostly vdso_enabled = 1;

static union {
	struct vdso_data	figures;
	u8			bytes[PAGE_SIZE];
} figures_page __page_aligned_data;
struct vdso_data *vdso_data = &figures_page.figures;

#ifdef CONFIG_64BIT
int vdso_alloc_per_cpu(struct lowcore *own)
{
	unsigned long table, page;

	if (!vdso_enabled)
		return 0;
	table = get_zeroed_page(GFP_KERNEL | GFP_DMA);
	page = get_zeroed_page(GFP_KERNEL);
	if (!table || !page)
		return -ENOMEM;
	*(unsigned long *) table = _PAGE_RO + page;
	own->vdso_per_cpu_data = page;
	return 0;
}
#endif

int arch_setup_additional_pages(struct linux_binprm *bprm, int uses_interp)
{
	struct mm_struct *mm = current->mm;
	struct page **list;
	unsigned long count;
	unsigned long base;
	int err;

	if (!vdso_enabled)
		return 0;
	/* Static programs do without. */
	if (!uses_interp)
		return 0;

#ifdef CONFIG_64BIT
	list = list64;
	count = count64;
#ifdef CONFIG_COMPAT
	if (is_compat_task()) {
		list = list32;
		count = count32;
	}
#endif
#else
	list = list32;
	count = count32;
#endif

	if (count == 0)
		return 0;

	current->mm->context.vdso_base = 0;

	down_write(&mm->mmap_sem);
	base = get_unmapped_area(NULL, 0, count << PAGE_SHIFT, 0, 0);
	if (IS_ERR_VALUE(base)) {
		err = base;
		goto unlock;
	}

	/* Before the VMA exists: perf asks for its name at once. */
	current->mm->context.vdso_base = base;

	err = install_special_mapping(mm, base, count << PAGE_SHIFT,
				      VM_READ|VM_EXEC|
				      VM_MAYREAD|VM_MAYWRITE|VM_MAYEXEC,
				      list);
	if (err)
		current->mm->context.vdso_base = 0;
unlock:
	up_write(&mm->mmap_sem);
	return err;
}

const char *arch_vma_name(struct vm_area_struct *area)
{
	if (area->vm_mm && area->vm_start == area->vm_mm->context.vdso_base)
		return "[vdso]";
	return NULL;
}

static int __init vdso_init(void)
{
	int i;

	if (!vdso_enabled)
		return 0;
#if defined(CONFIG_32BIT) || defined(CONFIG_COMPAT)
	count32 = ((&vdso32_end - &vdso32_start + PAGE_SIZE - 1) >> PAGE_SHIFT) + 1;
	list32 = kzalloc(sizeof(struct page *) * (count32 + 1), GFP_KERNEL);
	BUG_ON(list32 == NULL);
	for (i = 0; i < count32 - 1; i++) {
		struct page *pg = virt_to_page(image32 + i*PAGE_SIZE);
		get_page(pg);
		list32[i] = pg;
	}
	list32[count32 - 1] = virt_to_page(vdso_data);
	list32[count32] = NULL;
#endif

#ifdef CONFIG_64BIT
	count64 = ((&vdso64_end - &vdso64_start + PAGE_SIZE - 1) >> PAGE_SHIFT) + 1;
	list64 = kzalloc(sizeof(struct page *) * (count64 + 1), GFP_KERNEL);
	BUG_ON(list64 == NULL);
	for (i = 0; i < count64 - 1; i++) {
		struct page *pg = virt_to_page(image64 + i*PAGE_SIZE);
		get_page(pg);
		list64[i] = pg;
	}
	list64[count64 - 1] = virt_to_page(vdso_data);
	list64[count64] = NULL;
	if (vdso_alloc_per_cpu(&S390_lowcore))
		BUG();
#endif

	get_page(virt_to_page(vdso_data));
	smp_wmb();
	return 0;
}
early_initcall(vdso_init);
