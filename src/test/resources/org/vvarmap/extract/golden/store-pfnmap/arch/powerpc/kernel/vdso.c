#include <linux/vdso_datastore.h>
#include <vdso/datapage.h>

#include <asm/vdso.h>

static_assert(__VDSO_PAGES == VDSO_NR_PAGES);

/* The shape of 6.15 and later: the figures are in the store of all architectures. */
#define VDSO_ALIGNMENT	(1 << 16)

extern char vdso32_start, vdso32_end;
extern char vdso64_start, vdso64_end;

static int moved(const struct vm_special_mapping *what, struct vm_area_struct *area, unsigned long code)
{
	unsigned long bytes = area->vm_end - area->vm_start;

	if (bytes != code)
		return -EINVAL;

	current->mm->context.vdso = (void __user *)area->vm_start;
	return 0;
}

static int moved32(const struct vm_special_mapping *what, struct vm_area_struct *area)
{
	return moved(what, area, &vdso32_end - &vdso32_start);
}

static int moved64(const struct vm_special_mapping *what, struct vm_area_struct *area)
{
	return moved(what, area, &vdso64_end - &vdso64_start);
}

static void gone(const struct vm_special_mapping *what, struct vm_area_struct *area)
{
	struct mm_struct *mm = area->vm_mm;

	if (area->vm_start != (unsigned long)mm->context.vdso)
		return;
	mm->context.vdso = NULL;
}

static struct vm_special_mapping what32 __ro_after_init = {
	.name = "[vdso]",
	.mremap = moved32,
	.close = gone,
};

static struct vm_special_mapping what64 __ro_after_init = {
	.name = "[vdso]",
	.mremap = moved64,
	.close = gone,
};

static int map_it(struct linux_binprm *bprm, int interp)
{
	unsigned long code, base, whole;
	struct vm_special_mapping *what;
	unsigned long data = VDSO_NR_PAGES * PAGE_SIZE;
	struct mm_struct *mm = current->mm;
	struct vm_area_struct *area;

	if (is_32bit_task()) {
		what = &what32;
		code = &vdso32_end - &vdso32_start;
	} else {
		what = &what64;
		code = &vdso64_end - &vdso64_start;
	}

	whole = code + data;
	whole += (VDSO_ALIGNMENT - 1) & PAGE_MASK;

	base = get_unmapped_area(NULL, 0, whole, 0, 0);
	if (IS_ERR_VALUE(base))
		return base;
	base = ALIGN(base, VDSO_ALIGNMENT);

	area = vdso_install_vvar_mapping(mm, base);
	if (IS_ERR(area))
		return PTR_ERR(area);

	area = _install_special_mapping(mm, base + data, code,
					VM_READ | VM_EXEC | VM_MAYREAD |
					VM_MAYWRITE | VM_MAYEXEC, what);
	if (IS_ERR(area)) {
		do_munmap(mm, base, data, NULL);
		return PTR_ERR(area);
	}

	mm->context.vdso = (void __user *)base + data;
	return 0;
}

int arch_setup_additional_pages(struct linux_binprm *bprm, int interp)
{
	struct mm_struct *mm = current->mm;
	int err;

	mm->context.vdso = NULL;

	if (mmap_write_lock_killable(mm))
		return -EINTR;
	err = map_it(bprm, interp);
	mmap_write_unlock(mm);
	return err;
}

static struct page ** __init list_pages(void *from, void *to)
{
	int i;
	struct page **list;
	int count = (to - from) >> PAGE_SHIFT;

	list = kcalloc(count + 1, sizeof(struct page *), GFP_KERNEL);
	if (!list)
		panic("%s: no memory", __func__);

	for (i = 0; i < count; i++)
		list[i] = virt_to_page(from + i * PAGE_SIZE);

	return list;
}

static int __init vdso_init(void)
{
	patch_images();

	if (IS_ENABLED(CONFIG_VDSO32))
		what32.pages = list_pages(&vdso32_start, &vdso32_end);
	if (IS_ENABLED(CONFIG_PPC64))
		what64.pages = list_pages(&vdso64_start, &vdso64_end);

	smp_wmb();
	return 0;
}
arch_initcall(vdso_init);
