#include <asm/elf.h>
#include <asm/vdso.h>

enum {
	VDSO_DISABLED = 0,
	VDSO_ENABLED = 1,
	VDSO_COMPAT = 2,
};

#ifdef CONFIG_COMPAT_VDSO
#define VDSO_DEFAULT VDSO_COMPAT
#else
#define VDSO_DEFAULT VDSO_ENABLED
#endif

#ifdef CONFIG_X86_64
#define vdso_enabled			sysctl_vsyscall32
#define arch_setup_additional_pages	syscall32_setup_pages
#endif

unsigned int __read_mostly vdso_enabled = VDSO_DEFAULT;

extern const char vdso32_default_start, vdso32_default_end, vdso32_sysenter_start, vdso32_sysenter_end;
static struct page *list_pages[1];

#ifdef CONFIG_X86_64
static int use_sysenter = -1;
#define has_sysenter() (use_sysenter > 0)
#define uses_a_vma 1

static inline void map_compat_vdso(int want)
{
}
#else
#define has_sysenter() (boot_cpu_has(X86_FEATURE_SEP))
#define uses_a_vma 0

static struct vm_area_struct gate_vma;

static int __init gate_vma_init(void)
{
	gate_vma.vm_mm = NULL;
	gate_vma.vm_start = FIXADDR_USER_START;
	gate_vma.vm_end = FIXADDR_USER_END;
	return 0;
}

static void map_compat_vdso(int want)
{
	static int is_mapped;

	if (want == is_mapped)
		return;
	is_mapped = want;
	__set_fixmap(FIX_VDSO, page_to_pfn(list_pages[0]) << PAGE_SHIFT, want ? PAGE_READONLY_EXEC : PAGE_NONE);
	flush_tlb_all();
}

#endif

int __init fill_the_page(void)
{
	void *page = (void *)get_zeroed_page(GFP_ATOMIC);
	const void *from;
	size_t bytes;

	list_pages[0] = virt_to_page(page);
#ifdef CONFIG_X86_32
	gate_vma_init();
#endif
	if (!has_sysenter()) {
		from = &vdso32_default_start;
		bytes = &vdso32_default_end - &vdso32_default_start;
	} else {
		from = &vdso32_sysenter_start;
		bytes = &vdso32_sysenter_end - &vdso32_sysenter_start;
	}
	memcpy(page, from, bytes);
	return 0;
}

int arch_setup_additional_pages(struct linux_binprm *bprm, int stack)
{
	struct mm_struct *mm = current->mm;
	unsigned long base;
	int err = 0;
	bool fixed;

#ifdef CONFIG_X86_X32_ABI
	if (test_thread_flag(TIF_X32))
		return x32_setup_additional_pages(bprm, stack);
#endif
	if (vdso_enabled == VDSO_DISABLED)
		return 0;
	down_write(&mm->mmap_sem);
	fixed = (vdso_enabled == VDSO_COMPAT);
	map_compat_vdso(fixed);
	if (fixed)
		base = VDSO_HIGH_BASE;
	else {
		base = get_unmapped_area(NULL, 0, PAGE_SIZE, 0, 0);
		if (IS_ERR_VALUE(base)) {
			err = base;
			goto gone;
		}
	}
	current->mm->context.vdso = (void *)base;
	if (uses_a_vma || !fixed) {
		err = install_special_mapping(mm, base, PAGE_SIZE,
					      VM_READ | VM_EXEC | VM_MAYREAD | VM_MAYWRITE | VM_MAYEXEC, list_pages);
		if (err)
			goto gone;
	}
	current_thread_info()->sysenter_return = VDSO32_SYMBOL(base, SYSENTER_RETURN);
gone:
	if (err)
		current->mm->context.vdso = NULL;
	up_write(&mm->mmap_sem);
	return err;
}

#ifdef CONFIG_X86_32
const char *arch_vma_name(struct vm_area_struct *area)
{
	if (area->vm_mm && area->vm_start == (long)area->vm_mm->context.vdso)
		return "[vdso]";
	return NULL;
}

struct vm_area_struct *get_gate_vma(struct task_struct *tsk)
{
	struct mm_struct *mm = tsk->mm;

	if (mm && mm->context.vdso == (void *)VDSO_HIGH_BASE)
		return &gate_vma;
	return NULL;
}
#endif
