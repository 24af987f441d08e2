#include <asm/elf.h>

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

unsigned int __read_mostly vdso_enabled = VDSO_DEFAULT;

extern const char image_int80_start, image_int80_end, image_sysenter_start, image_sysenter_end;
static struct page *list_pages[1];

static __init void move_it(Elf32_Ehdr *header)
{
	Elf32_Phdr *segments = (void *)header + header->e_phoff;
	int i;

	BUG_ON(memcmp(header->e_ident, ELFMAG, 4) != 0);
	header->e_entry += VDSO_HIGH_BASE;
	for (i = 0; i < header->e_phnum; i++)
		segments[i].p_vaddr += VDSO_HIGH_BASE;
}

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

int __init fill_the_page(void)
{
	void *page = (void *)get_zeroed_page(GFP_ATOMIC);
	const void *from;
	size_t bytes;

	list_pages[0] = virt_to_page(page);
	gate_vma_init();
	if (!boot_cpu_has(X86_FEATURE_SEP)) {
		from = &image_int80_start;
		bytes = &image_int80_end - &image_int80_start;
	} else {
		from = &image_sysenter_start;
		bytes = &image_sysenter_end - &image_sysenter_start;
	}
	memcpy(page, from, bytes);
	move_it(page);
	return 0;
}

int arch_setup_additional_pages(struct linux_binprm *bprm, int stack)
{
	struct mm_struct *mm = current->mm;
	unsigned long base;
	int err = 0;
	bool fixed;

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
		err = install_special_mapping(mm, base, PAGE_SIZE,
					      VM_READ | VM_EXEC | VM_MAYREAD | VM_MAYWRITE | VM_MAYEXEC | VM_ALWAYSDUMP,
					      list_pages);
		if (err)
			goto gone;
	}
	current->mm->context.vdso = (void *)base;
	current_thread_info()->sysenter_return = (void *)VDSO_SYM(&SYSENTER_RETURN);
gone:
	up_write(&mm->mmap_sem);
	return err;
}

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
