#ifndef _ASM_ELF_H
#define _ASM_ELF_H

#ifdef CONFIG_VSYSCALL
#define ARCH_HAS_SETUP_ADDITIONAL_PAGES
int arch_setup_additional_pages(struct linux_binprm *bprm, int interp);

extern unsigned int vdso_enabled;

#define OUR_BASE ((unsigned long)current->mm->context.vdso)

#define OUR_ENTRY						\
	if (vdso_enabled)					\
		NEW_AUX_ENT(AT_SYSINFO_EHDR, OUR_BASE);
#else
#define OUR_ENTRY
#endif

#ifdef CONFIG_SH_FPU
#define FPU_ENTRY	NEW_AUX_ENT(AT_FPUCW, FPSCR_INIT)
#else
#define FPU_ENTRY
#endif

#define ARCH_DLINFO						\
do {								\
	FPU_ENTRY;						\
	OUR_ENTRY;						\
	NEW_AUX_ENT(AT_L1I_CACHESHAPE, l1i_cache_shape);	\
} while (0)

#endif
