#ifndef _ASM_RISCV_ELF_H
#define _ASM_RISCV_ELF_H

#ifdef CONFIG_MMU
#define ARCH_DLINFO						\
do {								\
	/* Both casts, as the pointer is wider than a compat entry. */	\
	NEW_AUX_ENT(AT_SYSINFO_EHDR,				\
		(elf_addr_t)(ulong)current->mm->context.vdso);	\
	NEW_AUX_ENT(AT_L1I_CACHESIZE, get_cache_size(1, CACHE_TYPE_INST));	\
} while (0)

#define ARCH_HAS_SETUP_ADDITIONAL_PAGES
extern int arch_setup_additional_pages(struct linux_binprm *bprm, int interp);
#endif

#ifdef CONFIG_COMPAT
extern int compat_arch_setup_additional_pages(struct linux_binprm *bprm, int interp);
#define compat_arch_setup_additional_pages	compat_arch_setup_additional_pages
#endif

#endif
