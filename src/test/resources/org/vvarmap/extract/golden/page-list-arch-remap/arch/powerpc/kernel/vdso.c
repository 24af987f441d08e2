/* The shape of 4.2 to 5.10: an array of pages, the figures last, then a NULL. */
#define DBG(fmt...)

#define VDSO_ALIGNMENT	(1 << 16)

extern char vdso32_start, vdso32_end;
static void *image32 = &vdso32_start;
static unsigned int count32;
static struct page **list32;

#ifdef CONFIG_PPC64
extern char vdso64_start, vdso64_end;
static void *image64 = &vdso64_start;
static unsigned int count64;
static struct page **list64;
#endif

static int ready;

static union {
	struct vdso_data	figures;
	u8			bytes[PAGE_SIZE];
} figures_page __page_aligned_data;
struct vdso_data *vdso_data = &figures_page.figures;

int arch_setup_additional_pages(struct linux_binprm *bprm, int interp)
{
	struct mm_struct *mm = current->mm;
	struct page **list;
	unsigned long count;
	unsigned long base;
	int err;

	if (!ready)
		return 0;

#ifdef CONFIG_PPC64
	if (is_32bit_task()) {
		list = list32;
		count = count32;
		base = VDSO32_MBASE;
	} else {
		list = list64;
		count = count64;
		base = 0;
	}
#else
	list = list32;
	count = count32;
	base = VDSO32_MBASE;
#endif

	current->mm->context.vdso_base = 0;

	if (count == 0)
		return 0;
	count++;

	if (down_write_killable(&mm->mmap_sem))
		return -EINTR;
	base = get_unmapped_area(NULL, base, (count << PAGE_SHIFT) + ((VDSO_ALIGNMENT - 1) & PAGE_MASK), 0, 0);
	if (IS_ERR_VALUE(base)) {
		err = base;
		goto unlock;
	}
	base = ALIGN(base, VDSO_ALIGNMENT);

	/* Before the VMA exists: perf asks for its name at once. */
	current->mm->context.vdso_base = base;

	err = install_special_mapping(mm, base, count << PAGE_SHIFT,
				      VM_READ|VM_EXEC|
				      VM_MAYREAD|VM_MAYWRITE|VM_MAYEXEC,
				      list);
	if (err) {
		current->mm->context.vdso_base = 0;
		goto unlock;
	}

	up_write(&mm->mmap_sem);
	return 0;

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

#ifdef CONFIG_PPC64
	vdso_data->platform = 0x100;
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
		return 0;
	}

	list32 = kcalloc(count32 + 2, sizeof(struct page *), GFP_KERNEL);
	BUG_ON(list32 == NULL);
	for (i = 0; i < count32; i++) {
		struct page *pg = virt_to_page(image32 + i*PAGE_SIZE);
		get_page(pg);
		list32[i] = pg;
	}
	list32[i++] = virt_to_page(vdso_data);
	list32[i] = NULL;

#ifdef CONFIG_PPC64
	list64 = kcalloc(count64 + 2, sizeof(struct page *), GFP_KERNEL);
	BUG_ON(list64 == NULL);
	for (i = 0; i < count64; i++) {
		struct page *pg = virt_to_page(image64 + i*PAGE_SIZE);
		get_page(pg);
		list64[i] = pg;
	}
	list64[i++] = virt_to_page(vdso_data);
	list64[i] = NULL;
#endif

	get_page(virt_to_page(vdso_data));
	smp_wmb();
	ready = 1;
	return 0;
}
arch_initcall(vdso_init);
