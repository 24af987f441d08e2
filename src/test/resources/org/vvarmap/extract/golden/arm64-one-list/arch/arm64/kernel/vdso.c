/* The shape of 3.7 to 3.16: one list, the figures last; 32-bit programs get the vectors. */
#include <asm/vdso.h>

extern char vdso_start, vdso_end;
static unsigned long count;
static struct page **list;

static union {
	struct vdso_data	figures;
	u8			bytes[PAGE_SIZE];
} figures_page __page_aligned_data;
struct vdso_data *vdso_data = &figures_page.figures;

#ifdef CONFIG_COMPAT
static struct page *vectors_page[1];

static int alloc_vectors_page(void)
{
	extern char __kuser_helper_start[], __kuser_helper_end[];
	int size = __kuser_helper_end - __kuser_helper_start;
	unsigned long where;

	where = get_zeroed_page(GFP_ATOMIC);
	if (!where)
		return -ENOMEM;

	memcpy((void *)where + 0x1000 - size, __kuser_helper_start, size);
	flush_icache_range(where, where + PAGE_SIZE);
	vectors_page[0] = virt_to_page(where);

	return 0;
}
arch_initcall(alloc_vectors_page);

int aarch32_setup_vectors_page(struct linux_binprm *bprm, int interp)
{
	struct mm_struct *mm = current->mm;
	unsigned long base = AARCH32_VECTORS_BASE;
	int err;

	down_write(&mm->mmap_sem);
	current->mm->context.vdso = (void *)base;

	err = install_special_mapping(mm, base, PAGE_SIZE,
				      VM_READ|VM_EXEC|VM_MAYREAD|VM_MAYEXEC,
				      vectors_page);

	up_write(&mm->mmap_sem);

	return err;
}
#endif

static int __init vdso_init(void)
{
	struct page *pg;
	char *mapped;
	int i, err = 0;

	count = (&vdso_end - &vdso_start) >> PAGE_SHIFT;
	list = kzalloc(sizeof(struct page *) * (count + 1), GFP_KERNEL);
	if (list == NULL)
		return -ENOMEM;

	for (i = 0; i < count; i++) {
		pg = virt_to_page(&vdso_start + i*PAGE_SIZE);
		ClearPageReserved(pg);
		get_page(pg);
		list[i] = pg;
	}

	mapped = vmap(list, 1, 0, PAGE_KERNEL);
	if (mapped == NULL) {
		return -ENOMEM;
	} else if (memcmp(mapped, "\177ELF", 4)) {
		err = -EINVAL;
		goto unmap;
	}

	pg = virt_to_page(vdso_data);
	get_page(pg);
	list[i] = pg;

unmap:
	vunmap(mapped);
	return err;
}
arch_initcall(vdso_init);

int arch_setup_additional_pages(struct linux_binprm *bprm, int interp)
{
	struct mm_struct *mm = current->mm;
	unsigned long base, whole;
	int err;

	whole = (count + 1) << PAGE_SHIFT;

	down_write(&mm->mmap_sem);
	base = get_unmapped_area(NULL, 0, whole, 0, 0);
	if (IS_ERR_VALUE(base)) {
		err = base;
		goto up_fail;
	}
	mm->context.vdso = (void *)base;

	err = install_special_mapping(mm, base, whole,
				      VM_READ|VM_EXEC|
				      VM_MAYREAD|VM_MAYWRITE|VM_MAYEXEC,
				      list);
	if (err) {
		mm->context.vdso = NULL;
		goto up_fail;
	}

up_fail:
	up_write(&mm->mmap_sem);

	return err;
}

const char *arch_vma_name(struct vm_area_struct *area)
{
	if (area->vm_mm && area->vm_start == (long)area->vm_mm->context.vdso) {
#ifdef CONFIG_COMPAT
		if (area->vm_start == AARCH32_VECTORS_BASE)
			return "[vectors]";
#endif
		return "[vdso]";
	}

	return NULL;
}
