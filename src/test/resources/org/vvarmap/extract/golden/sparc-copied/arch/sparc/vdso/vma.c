#include <asm/vdso.h>

/* The shape of 4.15 to 7.0: images copied into pages of their own, a page made for the figures with the first of them. */
unsigned int __read_mostly vdso_enabled = 1;

static struct vm_special_mapping data_what = {
	.name = "[vvar]"
};

#ifdef CONFIG_SPARC64
static struct vm_special_mapping what64 = {
	.name = "[vdso]"
};
#endif

#ifdef CONFIG_COMPAT
static struct vm_special_mapping what32 = {
	.name = "[vdso]"
};
#endif

struct vvar_data *vvar_data;

static int __init copy_image(const struct vdso_image *image, struct vm_special_mapping *what, bool wide)
{
	int count = (image->size) / PAGE_SIZE;
	struct page *own, **list_figures = NULL;
	struct page *pg, **list = NULL;
	int i, figures = 0;

	if (tlb_type != spitfire) {
		int err = patch(image, wide);
		if (err)
			return err;
	}

	if (WARN_ON(image->size % PAGE_SIZE != 0))
		goto gone;

	list = kcalloc(count, sizeof(struct page *), GFP_KERNEL);
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

	if (vvar_data == NULL) {
		figures = (sizeof(struct vvar_data) / PAGE_SIZE) + 1;
		if (WARN_ON(figures != 1))
			goto gone;
		list_figures = kcalloc(figures, sizeof(struct page *), GFP_KERNEL);
		data_what.pages = list_figures;

		if (!list_figures)
			goto gone;

		own = alloc_page(GFP_KERNEL);
		if (!own)
			goto gone;

		list_figures[0] = own;
		vvar_data = page_address(own);
		memset(vvar_data, 0, PAGE_SIZE);

		vvar_data->seq = 0;
	}

	return 0;
 gone:
	if (list != NULL) {
		for (i = 0; i < count; i++) {
			if (list[i] != NULL)
				__free_page(list[i]);
		}
		kfree(list);
		what->pages = NULL;
	}
	vdso_enabled = 0;
	return -ENOMEM;
}

static int __init init_vdso(void)
{
	int err = 0;
#ifdef CONFIG_SPARC64
	err = copy_image(&vdso_image_64_builtin, &what64, true);
	if (err)
		return err;
#endif

#ifdef CONFIG_COMPAT
	err = copy_image(&vdso_image_32_builtin, &what32, false);
#endif
	return err;
}
subsys_initcall(init_vdso);

static int map_it(const struct vdso_image *image, struct vm_special_mapping *what)
{
	struct mm_struct *mm = current->mm;
	struct vm_area_struct *area;
	unsigned long code, base = 0;
	int err = 0;

	down_write(&mm->mmap_sem);

	if (current->flags & PF_RANDOMIZE) {
		base = get_unmapped_area(NULL, 0, image->size - image->sym_vvar_start, 0, 0);
		if (IS_ERR_VALUE(base)) {
			err = base;
			goto unlock;
		}
		base = base + ((get_random_int() & (PTRS_PER_PTE - 1)) << PAGE_SHIFT);
	}
	base = get_unmapped_area(NULL, base, image->size - image->sym_vvar_start, 0, 0);
	if (IS_ERR_VALUE(base)) {
		err = base;
		goto unlock;
	}

	code = base - image->sym_vvar_start;
	current->mm->context.vdso = (void __user *)code;

	area = _install_special_mapping(mm, code, image->size,
					VM_READ|VM_EXEC|
					VM_MAYREAD|VM_MAYWRITE|VM_MAYEXEC,
					what);
	if (IS_ERR(area)) {
		err = PTR_ERR(area);
		goto unlock;
	}

	area = _install_special_mapping(mm, base, -image->sym_vvar_start,
					VM_READ|VM_MAYREAD,
					&data_what);
	if (IS_ERR(area)) {
		err = PTR_ERR(area);
		do_munmap(mm, code, image->size, NULL);
	}

unlock:
	if (err)
		current->mm->context.vdso = NULL;

	up_write(&mm->mmap_sem);
	return err;
}

int arch_setup_additional_pages(struct linux_binprm *bprm, int interp)
{
	if (!vdso_enabled)
		return 0;

#if defined CONFIG_COMPAT
	if (!(is_32bit_task()))
		return map_it(&vdso_image_64_builtin, &what64);
	else
		return map_it(&vdso_image_32_builtin, &what32);
#else
	return map_it(&vdso_image_64_builtin, &what64);
#endif
}
