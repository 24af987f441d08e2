/* The shape of 4.17 to 5.17: data and the registers of a timer in one VMA below the image. */
#include <asm/vdso_timer_info.h>

extern char vdso_start[], vdso_end[];
static unsigned long count;
static unsigned long timer_mapping_base;

static struct page *empty[] = { NULL };

static union {
	struct vdso_data figures;
	u8 bytes[PAGE_SIZE];
} figures_page __page_aligned_data;
struct vdso_data *vdso_data = &figures_page.figures;

static struct vm_special_mapping specs[2] __ro_after_init = {
	{
	 .name = "[vvar]",
	 .pages = empty,
	 },
	{
	 .name = "[vdso]",
	 },
};

static void find_timer(void)
{
	timer_mapping_base = timer_info.mapping_base;
}

static int __init vdso_init(void)
{
	struct page **list;
	int i;

	if (memcmp(vdso_start, "\177ELF", 4)) {
		pr_err("no image\n");
		return -EINVAL;
	}
	find_timer();
	count = (vdso_end - vdso_start) >> PAGE_SHIFT;
	list = kcalloc(count, sizeof(struct page *), GFP_KERNEL);
	if (list == NULL)
		return -ENOMEM;
	for (i = 0; i < count; i++)
		list[i] = virt_to_page(vdso_start + i * PAGE_SIZE);
	specs[1].pages = &list[0];
	return 0;
}
arch_initcall(vdso_init);

int arch_setup_additional_pages(struct linux_binprm *bprm, int interp)
{
	struct mm_struct *mm = current->mm;
	unsigned long base, bytes, all;
	struct vm_area_struct *area;
	pgprot_t prot;
	int err, pages = 2;

	bytes = count << PAGE_SHIFT;
	if (timer_mapping_base == EMPTY_VALUE)
		pages = 1;
	all = bytes + pages * PAGE_SIZE;
#ifdef CONFIG_CPU_CACHE_ALIASING
	all += caches[DATA].colours - 1;
#endif
	if (down_write_killable(&mm->mmap_sem))
		return -EINTR;
	base = get_unmapped_area(NULL, STACK_TOP, all, 0, 0);
	if (IS_ERR_VALUE(base)) {
		err = base;
		goto out;
	}
#ifdef CONFIG_CPU_CACHE_ALIASING
	base += ((unsigned int)vdso_data - base) & caches[DATA].mask;
#endif
	area = _install_special_mapping(mm, base, pages * PAGE_SIZE, VM_READ | VM_MAYREAD, &specs[0]);
	if (IS_ERR(area)) {
		err = PTR_ERR(area);
		goto out;
	}
	err = io_remap_pfn_range(area, base, virt_to_phys(vdso_data) >> PAGE_SHIFT, PAGE_SIZE, area->vm_page_prot);
	if (err)
		goto out;
	base += PAGE_SIZE;
	prot = __pgprot(_PAGE_V | _PAGE_D);
	err = io_remap_pfn_range(area, base, timer_mapping_base >> PAGE_SHIFT, PAGE_SIZE, prot);
	if (err)
		goto out;
	base += PAGE_SIZE;
	mm->context.vdso = (void *)base;
	area = _install_special_mapping(mm, base, bytes,
					VM_READ | VM_EXEC |
					VM_MAYREAD | VM_MAYWRITE | VM_MAYEXEC,
					&specs[1]);
	if (IS_ERR(area)) {
		err = PTR_ERR(area);
		goto out;
	}
	up_write(&mm->mmap_sem);
	return 0;

out:
	mm->context.vdso = NULL;
	up_write(&mm->mmap_sem);
	return err;
}
