/* The shape of 5.3 to 5.7: a table of images, and one for 32-bit programs. */
#include <asm/vdso.h>

extern char vdso_start[], vdso_end[];
#ifdef CONFIG_COMPAT_VDSO
extern char vdso32_start[], vdso32_end[];
#endif

enum arch_vdso_type {
	ARM64_VDSO = 0,
#ifdef CONFIG_COMPAT_VDSO
	ARM64_VDSO32 = 1,
#endif
};

struct image_info {
	const char *name;
	const char *from;
	const char *to;
	unsigned long count;
	struct vm_special_mapping *dm;
	struct vm_special_mapping *cm;
};

static struct image_info images[] __ro_after_init = {
	{
		.name = "vdso",
		.from = vdso_start,
		.to = vdso_end,
	},
#ifdef CONFIG_COMPAT_VDSO
	{
		.name = "vdso32",
		.from = vdso32_start,
		.to = vdso32_end,
	},
#endif
};

static union {
	struct vdso_data	figures[CS_BASES];
	u8			bytes[PAGE_SIZE];
} figures_page __page_aligned_data;
struct vdso_data *vdso_data = figures_page.figures;

static int moved(enum arch_vdso_type which, const struct vm_special_mapping *what, struct vm_area_struct *area)
{
	unsigned long bytes = area->vm_end - area->vm_start;
	unsigned long code = images[which].to -
				  images[which].from;

	if (code != bytes)
		return -EINVAL;

	current->mm->context.vdso = (void *)area->vm_start;

	return 0;
}

static int list_pages(enum arch_vdso_type which)
{
	int i;
	struct page **list;
	unsigned long pfn;

	images[which].count = (
			images[which].to -
			images[which].from) >>
			PAGE_SHIFT;

	list = kcalloc(images[which].count + 1,
				sizeof(struct page *),
				GFP_KERNEL);
	if (list == NULL)
		return -ENOMEM;

	list[0] = phys_to_page(__pa_symbol(vdso_data));

	pfn = sym_to_pfn(images[which].from);

	for (i = 0; i < images[which].count; i++)
		list[i + 1] = pfn_to_page(pfn + i);

	images[which].dm->pages = &list[0];
	images[which].cm->pages = &list[1];

	return 0;
}

static int map_it(enum arch_vdso_type which, struct mm_struct *mm)
{
	unsigned long base, code, whole;
	void *area;

	code = images[which].count << PAGE_SHIFT;
	whole = code + PAGE_SIZE;

	base = get_unmapped_area(NULL, 0, whole, 0, 0);
	if (IS_ERR_VALUE(base)) {
		area = ERR_PTR(base);
		goto up_fail;
	}

	area = _install_special_mapping(mm, base, PAGE_SIZE,
				       VM_READ|VM_MAYREAD,
				       images[which].dm);
	if (IS_ERR(area))
		goto up_fail;

	base += PAGE_SIZE;
	mm->context.vdso = (void *)base;
	area = _install_special_mapping(mm, base, code,
				       VM_READ|VM_EXEC|
				       VM_MAYREAD|VM_MAYWRITE|VM_MAYEXEC,
				       images[which].cm);
	if (IS_ERR(area))
		goto up_fail;

	return 0;

up_fail:
	mm->context.vdso = NULL;
	return PTR_ERR(area);
}

#ifdef CONFIG_COMPAT
#ifdef CONFIG_COMPAT_VDSO
static int moved32(const struct vm_special_mapping *what, struct vm_area_struct *area)
{
	return moved(ARM64_VDSO32, what, area);
}
#endif

#define C_VECTORS	0
#ifdef CONFIG_COMPAT_VDSO
#define C_VVAR		1
#define C_VDSO		2
#define C_PAGES		(C_VDSO + 1)
#else
#define C_SIGPAGE	1
#define C_PAGES		(C_SIGPAGE + 1)
#endif
static struct page *pages32[C_PAGES] __ro_after_init;
static struct vm_special_mapping specs32[C_PAGES] = {
	{
		.name	= "[vectors]",
		.pages	= &pages32[C_VECTORS],
	},
#ifdef CONFIG_COMPAT_VDSO
	{
		.name = "[vvar]",
	},
	{
		.name = "[vdso]",
		.mremap = moved32,
	},
#else
	{
		.name	= "[sigpage]",
		.pages	= &pages32[C_SIGPAGE],
	},
#endif
};

static int make_helpers(void)
{
	unsigned long where;

	if (!IS_ENABLED(CONFIG_KUSER_HELPERS))
		return 0;

	where = get_zeroed_page(GFP_ATOMIC);
	if (!where)
		return -ENOMEM;

	fill_vectors((void *)where);
	pages32[C_VECTORS] = virt_to_page(where);
	return 0;
}

#ifdef CONFIG_COMPAT_VDSO
static int make_images(void)
{
	int err;

	images[ARM64_VDSO32].dm = &specs32[C_VVAR];
	images[ARM64_VDSO32].cm = &specs32[C_VDSO];

	err = list_pages(ARM64_VDSO32);
	if (err)
		return err;

	return make_helpers();
}
#else
static int make_images(void)
{
	unsigned long where;

	where = get_zeroed_page(GFP_ATOMIC);
	if (!where)
		return -ENOMEM;

	pages32[C_SIGPAGE] = virt_to_page(where);
	return make_helpers();
}
#endif

static int __init make_all(void)
{
	return make_images();
}
arch_initcall(make_all);

static int map_helpers(struct mm_struct *mm)
{
	void *area;

	if (!IS_ENABLED(CONFIG_KUSER_HELPERS))
		return 0;

	area = _install_special_mapping(mm, AARCH32_VECTORS_BASE, PAGE_SIZE,
				       VM_READ | VM_EXEC |
				       VM_MAYREAD | VM_MAYEXEC,
				       &specs32[C_VECTORS]);

	return PTR_ERR_OR_ZERO(area);
}

#ifndef CONFIG_COMPAT_VDSO
static int map_signal_page(struct mm_struct *mm)
{
	unsigned long base;
	void *area;

	base = get_unmapped_area(NULL, 0, PAGE_SIZE, 0, 0);
	if (IS_ERR_VALUE(base))
		return base;

	area = _install_special_mapping(mm, base, PAGE_SIZE,
				       VM_READ | VM_EXEC | VM_MAYREAD |
				       VM_MAYWRITE | VM_MAYEXEC,
				       &specs32[C_SIGPAGE]);
	if (!IS_ERR(area))
		mm->context.vdso = (void *)base;
	return PTR_ERR_OR_ZERO(area);
}
#endif

int aarch32_setup_additional_pages(struct linux_binprm *bprm, int interp)
{
	struct mm_struct *mm = current->mm;
	int err;

	if (down_write_killable(&mm->mmap_sem))
		return -EINTR;

	err = map_helpers(mm);
	if (err)
		goto out;

#ifdef CONFIG_COMPAT_VDSO
	err = map_it(ARM64_VDSO32, mm);
#else
	err = map_signal_page(mm);
#endif

out:
	up_write(&mm->mmap_sem);
	return err;
}
#endif

static int moved64(const struct vm_special_mapping *what, struct vm_area_struct *area)
{
	return moved(ARM64_VDSO, what, area);
}

#define A_VVAR		0
#define A_VDSO		1
static struct vm_special_mapping specs64[2] __ro_after_init = {
	{
		.name	= "[vvar]",
	},
	{
		.name	= "[vdso]",
		.mremap = moved64,
	},
};

static int __init vdso_init(void)
{
	images[ARM64_VDSO].dm = &specs64[A_VVAR];
	images[ARM64_VDSO].cm = &specs64[A_VDSO];

	return list_pages(ARM64_VDSO);
}
arch_initcall(vdso_init);

int arch_setup_additional_pages(struct linux_binprm *bprm, int interp)
{
	struct mm_struct *mm = current->mm;
	int err;

	if (down_write_killable(&mm->mmap_sem))
		return -EINTR;

	err = map_it(ARM64_VDSO, mm);

	up_write(&mm->mmap_sem);

	return err;
}
