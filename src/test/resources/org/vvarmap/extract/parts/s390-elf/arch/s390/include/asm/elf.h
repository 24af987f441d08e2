#ifndef _ASM_S390_ELF_H
#define _ASM_S390_ELF_H

#include <asm/auxvec.h>

extern unsigned int vdso_enabled;

#define ARCH_DLINFO						\
do {								\
	if (vdso_enabled)					\
		NEW_AUX_ENT(AT_SYSINFO_EHDR,			\
			    (unsigned long)current->mm->context.vdso_base);	\
} while (0)

#define ARCH_HAS_SETUP_ADDITIONAL_PAGES 1
int arch_setup_additional_pages(struct linux_binprm *, int);

#endif
