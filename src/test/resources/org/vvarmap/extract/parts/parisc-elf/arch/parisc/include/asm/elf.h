#ifndef _ASM_ELF_H
#define _ASM_ELF_H

#ifndef ELF_CLASS
#ifdef CONFIG_64BIT
#define ELF_CLASS	ELFCLASS64
#else
#define ELF_CLASS	ELFCLASS32
#endif
#endif

#define ARCH_HAS_SETUP_ADDITIONAL_PAGES 1
int arch_setup_additional_pages(struct linux_binprm *bprm, int stack);
#define OUR_BASE current->mm->context.vdso_base

#define ARCH_DLINFO						\
do {								\
	if (OUR_BASE) {						\
		NEW_AUX_ENT(AT_SYSINFO_EHDR, OUR_BASE);		\
	}							\
} while (0)

#endif
