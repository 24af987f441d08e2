/* The shape of 6.15 and later: the figures are in the store of all architectures. */
#include <linux/vdso_datastore.h>
#include <vdso/datapage.h>

#include <asm/vdso.h>

extern char vdso_start[], vdso_end[];
extern char vdso32_start[], vdso32_end[];

enum vdso_abi {
	VDSO_ABI_AA64,
	VDSO_ABI_AA32,
};

struct image_info {
	const char *name;
	const char *from;
	const char *to;
	unsigned long count;
	struct vm_special_mapping *cm;
};

static struct image_info images[] __ro_after_init = {
	[VDSO_ABI_AA64] = {
		.name = "vdso",
		.from = vdso_start,
		.to = vdso_end,
	},
#ifdef CONFIG_COMPAT_VDSO
	[VDSO_ABI_AA32] = {
		.name = "vdso32",
		.from = vdso32_start,
		.to = vdso32_end,
	},
#endif
};

static int moved(const struct vm_special_mapping *what, struct vm_area_struct *area)
{
	current->mm->context.vdso = (void *)area->vm_start;

	return 0;
}

static int list_pages(enum vdso_abi which)
{
	int i;
	struct page **list;
	unsigned long pfn;

	images[which].count = (
			images[which].to -
			images[which].from) >>
			PAGE_SHIFT;

	list = kcalloc(images[which].count,
				sizeof(struct page *),
				GFP_KERNEL);
	if (list == NULL)
		return -ENOMEM;

	pfn = sym_to_pfn(images[which].from);

	for (i = 0; i < images[which].count; i++)
		list[i] = pfn_to_page(pfn + i);

	images[which].cm->pages = list;

	return 0;
}

static int map_it(enum vdso_abi which, struct mm_struct *mm)
{
	unsigned long base, code, whole;
	unsigned long guarded = 0;
	void *area;

	BUILD_BUG_ON(VDSO_NR_PAGES != __VDSO_PAGES);

	code = images[which].count << PAGE_SHIFT;
	whole = code + VDSO_NR_PAGES * PAGE_SIZE;

	base = get_unmapped_area(NULL, 0, whole, 0, 0);
	if (IS_ERR_VALUE(base)) {
		area = ERR_PTR(base);
		goto up_fail;
	}

	area = vdso_install_vvar_mapping(mm, base);
	if (IS_ERR(area))
		goto up_fail;

	if (system_supports_bti_kernel())
		guarded = VM_ARM64_BTI;

	base += VDSO_NR_PAGES * PAGE_SIZE;
	mm->context.vdso = (void *)base;
	area = _install_special_mapping(mm, base, code,
				       VM_READ|VM_EXEC|guarded|
				       VM_MAYREAD|VM_MAYWRITE|VM_MAYEXEC|
				       VM_SEALED_SYSMAP,
				       images[which].cm);
	if (IS_ERR(area))
		goto up_fail;

	return 0;

up_fail:
	mm->context.vdso = NULL;
	return PTR_ERR(area);
}

#ifdef CONFIG_COMPAT
enum aarch32_map {
	AA32_MAP_VECTORS,
	AA32_MAP_SIGPAGE,
	AA32_MAP_VDSO,
};

static struct page *vectors_page __ro_after_init;
static struct page *signal_page __ro_after_init;

static struct vm_special_mapping specs32[] = {
	[AA32_MAP_VECTORS] = {
		.name	= "[vectors]",
		.pages	= &vectors_page,
	},
	[AA32_MAP_SIGPAGE] = {
		.name	= "[sigpage]",
		.pages	= &signal_page,
	},
	[AA32_MAP_VDSO] = {
		.name = "[vdso]",
		.mremap = moved,
	},
};

static int make_helpers(void)
{
	unsigned long where;

	if (!IS_ENABLED(CONFIG_KUSER_HELPERS))
		return 0;

	where = get_zeroed_page(GFP_KERNEL);
	if (!where)
		return -ENOMEM;

	fill_vectors((void *)where);
	vectors_page = virt_to_page((void *)where);
	return 0;
}

static int make_signal_page(void)
{
	extern char __aarch32_sigret_code_start[], __aarch32_sigret_code_end[];
	int size = __aarch32_sigret_code_end - __aarch32_sigret_code_start;
	void *where;

	where = (void *)__get_free_page(GFP_KERNEL);
	if (!where)
		return -ENOMEM;

	memset32(where, 0xe7fddef1, PAGE_SIZE / 4);
	memcpy(where, __aarch32_sigret_code_start, size);
	signal_page = virt_to_page(where);
	return 0;
}

static int make_images(void)
{
	if (!IS_ENABLED(CONFIG_COMPAT_VDSO))
		return 0;

	images[VDSO_ABI_AA32].cm = &specs32[AA32_MAP_VDSO];

	return list_pages(VDSO_ABI_AA32);
}

static int __init make_all(void)
{
	int err;

	err = make_images();
	if (err)
		return err;

	err = make_signal_page();
	if (err)
		return err;

	return make_helpers();
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
				       &specs32[AA32_MAP_VECTORS]);

	return PTR_ERR_OR_ZERO(area);
}

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
				       &specs32[AA32_MAP_SIGPAGE]);
	if (!IS_ERR(area))
		mm->context.sigpage = (void *)base;
	return PTR_ERR_OR_ZERO(area);
}

int aarch32_setup_additional_pages(struct linux_binprm *bprm, int interp)
{
	struct mm_struct *mm = current->mm;
	int err;

	if (mmap_write_lock_killable(mm))
		return -EINTR;

	err = map_helpers(mm);
	if (err)
		goto out;

	if (IS_ENABLED(CONFIG_COMPAT_VDSO)) {
		err = map_it(VDSO_ABI_AA32, mm);
		if (err)
			goto out;
	}

	err = map_signal_page(mm);
out:
	mmap_write_unlock(mm);
	return err;
}
#endif

static struct vm_special_mapping spec64 __ro_after_init = {
	.name	= "[vdso]",
	.mremap = moved,
};

static int __init vdso_init(void)
{
	images[VDSO_ABI_AA64].cm = &spec64;

	return list_pages(VDSO_ABI_AA64);
}
arch_initcall(vdso_init);

int arch_setup_additional_pages(struct linux_binprm *bprm, int interp)
{
	struct mm_struct *mm = current->mm;
	int err;

	if (mmap_write_lock_killable(mm))
		return -EINTR;

	err = map_it(VDSO_ABI_AA64, mm);

	mmap_write_unlock(mm);

	return err;
}
