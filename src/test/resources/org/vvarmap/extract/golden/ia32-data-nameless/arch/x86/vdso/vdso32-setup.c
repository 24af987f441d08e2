#include <asm/vdso.h>
#include <asm/vvar.h>

#ifdef CONFIG_COMPAT_VDSO
#define VDSO_DEFAULT 0
#else
#define VDSO_DEFAULT 1
#endif

#ifdef CONFIG_X86_64
#define vdso_enabled			sysctl_vsyscall32
#define arch_setup_additional_pages	syscall32_setup_pages
#endif

unsigned int __read_mostly vdso_enabled = VDSO_DEFAULT;

static struct page **list32;
static unsigned whole32;

#ifdef CONFIG_X86_64
#define has_sysenter() (boot_cpu_has(X86_FEATURE_SYSENTER32))
#else
#define has_sysenter() (boot_cpu_has(X86_FEATURE_SEP))
#endif

int __init list_the_pages(void)
{
	char *image, *end;
	int count, i;

	if (has_sysenter()) {
		image = vdso32_sysenter_start;
		end = vdso32_sysenter_end;
		list32 = vdso32_sysenter_pages;
	} else {
		image = vdso32_int80_start;
		end = vdso32_int80_end;
		list32 = vdso32_int80_pages;
	}
	count = ((end - image) + PAGE_SIZE - 1) / PAGE_SIZE;
	whole32 = count << PAGE_SHIFT;
	for (i = 0; i < count; i++)
		list32[i] = virt_to_page(image + i * PAGE_SIZE);
	return 0;
}

int arch_setup_additional_pages(struct linux_binprm *bprm, int stack)
{
	struct mm_struct *mm = current->mm;
	struct vm_area_struct *area;
	static struct page *nothing[] = {NULL};
	unsigned long base;
	int err = 0;

	if (vdso_enabled != 1)
		return 0;
	down_write(&mm->mmap_sem);
	base = get_unmapped_area(NULL, 0, whole32 + VDSO_OFFSET(VDSO_PREV_PAGES), 0, 0);
	if (IS_ERR_VALUE(base)) {
		err = base;
		goto gone;
	}
	base += VDSO_OFFSET(VDSO_PREV_PAGES);
	current->mm->context.vdso = (void *)base;
	err = install_special_mapping(mm, base, whole32,
				      VM_READ | VM_EXEC | VM_MAYREAD | VM_MAYWRITE | VM_MAYEXEC, list32);
	if (err)
		goto gone;
	area = _install_special_mapping(mm, base - VDSO_OFFSET(VDSO_PREV_PAGES), VDSO_OFFSET(VDSO_PREV_PAGES),
					VM_READ, nothing);
	if (IS_ERR(area)) {
		err = PTR_ERR(area);
		goto gone;
	}
	err = remap_pfn_range(area, base - VDSO_OFFSET(VDSO_VVAR_PAGE), __pa_symbol(&__vvar_page) >> PAGE_SHIFT,
			      PAGE_SIZE, PAGE_READONLY);
	if (err)
		goto gone;
#ifdef CONFIG_HPET_TIMER
	if (hpet_address) {
		err = io_remap_pfn_range(area, base - VDSO_OFFSET(VDSO_HPET_PAGE), hpet_address >> PAGE_SHIFT,
					 PAGE_SIZE, pgprot_noncached(PAGE_READONLY));
		if (err)
			goto gone;
	}
#endif
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

struct vm_area_struct *get_gate_vma(struct mm_struct *mm)
{
	return NULL;
}
#endif
