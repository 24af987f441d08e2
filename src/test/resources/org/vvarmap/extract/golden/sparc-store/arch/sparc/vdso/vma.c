#include <linux/vdso_datastore.h>
#include <vdso/datapage.h>
#include <asm/vdso/vsyscall.h>

/* The shape of 7.1 and later: images copied into pages of their own, the figures in the store of all architectures. */
unsigned int __read_mostly vdso_enabled = 1;

static struct vm_special_mapping what64 = {
	.name = "[vdso]"
};

static struct vm_special_mapping what32 = {
	.name = "[vdso]"
};

static int __init copy_image(const struct vdso_image *image, struct vm_special_mapping *what)
{
	int count = (image->size) / PAGE_SIZE;
	struct page *pg, **list = NULL;
	int i;

	if (WARN_ON(image->size % PAGE_SIZE != 0))
		goto gone;

	list = kzalloc_objs(struct page *, count);
	what->pages = list;

	if (!list)
		goto gone;

	for (i = 0; i < count; i++) {
		pg = alloc_page(GFP_KERNEL);
		if (!pg)
			goto gone;
		list[i] = pg;
		copy_page(page_address(pg), image->data + i * PAGE_SIZE);
	}

	return 0;
 gone:
	vdso_enabled = 0;
	return -ENOMEM;
}

static int __init init_vdso(void)
{
	int err = 0;

	err = copy_image(&vdso_image_64_builtin, &what64);
	if (err)
		return err;
	err = copy_image(&vdso_image_32_builtin, &what32);
	return err;
}
subsys_initcall(init_vdso);

static_assert(VDSO_NR_PAGES == __VDSO_PAGES);

static int map_it(const struct vdso_image *image, struct vm_special_mapping *what)
{
	const size_t whole = image->size + VDSO_NR_PAGES * PAGE_SIZE;
	struct mm_struct *mm = current->mm;
	struct vm_area_struct *area;
	unsigned long code, base = 0;
	int err = 0;

	mmap_write_lock(mm);

	base = get_unmapped_area(NULL, base, whole, 0, 0);
	if (IS_ERR_VALUE(base)) {
		err = base;
		goto unlock;
	}

	code = base + VDSO_NR_PAGES * PAGE_SIZE;
	current->mm->context.vdso = (void __user *)code;

	area = _install_special_mapping(mm, code, image->size,
					VM_READ|VM_EXEC|
					VM_MAYREAD|VM_MAYWRITE|VM_MAYEXEC,
					what);
	if (IS_ERR(area)) {
		err = PTR_ERR(area);
		goto unlock;
	}

	area = vdso_install_vvar_mapping(mm, base);
	if (IS_ERR(area)) {
		err = PTR_ERR(area);
		do_munmap(mm, code, image->size, NULL);
	}

unlock:
	if (err)
		current->mm->context.vdso = NULL;

	mmap_write_unlock(mm);
	return err;
}

int arch_setup_additional_pages(struct linux_binprm *bprm, int interp)
{
	if (!vdso_enabled)
		return 0;

	if (!(is_32bit_task()))
		return map_it(&vdso_image_64_builtin, &what64);
	else
		return map_it(&vdso_image_32_builtin, &what32);
}
