#ifndef _ASM_S390_ELF_H
#define _ASM_S390_ELF_H

#define ARCH_DLINFO						\
do {								\
	NEW_AUX_ENT(AT_SYSINFO_EHDR,				\
		    (unsigned long)current->mm->context.vdso_base);	\
} while (0)

#define ARCH_HAS_SETUP_ADDITIONAL_PAGES 1
int arch_setup_additional_pages(struct linux_binprm *, int);

#endif
