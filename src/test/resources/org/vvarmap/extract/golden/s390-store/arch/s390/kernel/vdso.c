#include <linux/vdso_datastore.h>
#include <vdso/datapage.h>
#include <asm/vdso.h>

/* The shape of 6.19 and later: one image, and the figures are in the store of all architectures. */
extern char vdso_start[], vdso_end[];

static int moved(const struct vm_special_mapping *what, struct vm_area_struct *area)
{
	current->mm->context.vdso_base = area->vm_start;
	return 0;
}

static struct vm_special_mapping what64 = {
	.name = "[vdso]",
	.mremap = moved,
};

static int map_it(unsigned long where, unsigned long whole)
{
	unsigned long base, code, data = VDSO_NR_PAGES * PAGE_SIZE;
	struct mm_struct *mm = current->mm;
	struct vm_area_struct *area;
	int err;

	BUILD_BUG_ON(VDSO_NR_PAGES != __VDSO_PAGES);
	if (mmap_write_lock_killable(mm))
		return -EINTR;

	code = vdso_end - vdso_start;
	base = get_unmapped_area(NULL, where, whole, 0, 0);
	err = base;
	if (IS_ERR_VALUE(base))
		goto out;
	area = vdso_install_vvar_mapping(mm, base);
	err = PTR_ERR(area);
	if (IS_ERR(area))
		goto out;
	area = _install_special_mapping(mm, base + data, code,
					VM_READ|VM_EXEC|VM_SEALED_SYSMAP|
					VM_MAYREAD|VM_MAYWRITE|VM_MAYEXEC,
					&what64);
	if (IS_ERR(area)) {
		do_munmap(mm, base, PAGE_SIZE, NULL);
		err = PTR_ERR(area);
	} else {
		current->mm->context.vdso_base = base + data;
		err = 0;
	}
out:
	mmap_write_unlock(mm);
	return err;
}

int arch_setup_additional_pages(struct linux_binprm *bprm, int interp)
{
	unsigned long whole = PAGE_ALIGN(vdso_end - vdso_start) + VDSO_NR_PAGES * PAGE_SIZE;

	return map_it(VDSO_BASE, whole);
}

static struct page ** __init list_pages(void *from, void *to)
{
	int count = (to - from) >> PAGE_SHIFT;
	struct page **list;
	int i;

	list = kzalloc_objs(struct page *, count + 1);
	if (!list)
		panic("%s: no memory", __func__);
	for (i = 0; i < count; i++)
		list[i] = virt_to_page(from + i * PAGE_SIZE);
	return list;
}

static int __init vdso_init(void)
{
	what64.pages = list_pages(vdso_start, vdso_end);
	return 0;
}
arch_initcall(vdso_init);
