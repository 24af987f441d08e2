#ifndef __ASM_SPARC64_ELF_H
#define __ASM_SPARC64_ELF_H

extern unsigned int vdso_enabled;

#define	ARCH_DLINFO							\
do {									\
	extern struct adi_config adi_state;				\
	if (vdso_enabled)						\
		NEW_AUX_ENT(AT_SYSINFO_EHDR,				\
			    (unsigned long)current->mm->context.vdso);	\
	NEW_AUX_ENT(AT_ADI_BLKSZ, adi_state.caps.blksz);		\
} while (0)

#define ARCH_HAS_SETUP_ADDITIONAL_PAGES	1
extern int arch_setup_additional_pages(struct linux_binprm *bprm, int interp);

#endif
