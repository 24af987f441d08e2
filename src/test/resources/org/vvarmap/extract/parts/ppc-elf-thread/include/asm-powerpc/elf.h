#ifndef _ASM_POWERPC_ELF_H
#define _ASM_POWERPC_ELF_H

#ifdef __KERNEL__

#define ARCH_HAS_SETUP_ADDITIONAL_PAGES
extern int arch_setup_additional_pages(struct linux_binprm *bprm, int stack);

#define VDSO_AUX_ENT(tag, value) NEW_AUX_ENT(tag, value)

/* What a new program is told. */
#define ARCH_DLINFO						\
do {								\
	NEW_AUX_ENT(AT_IGNOREPPC, AT_IGNOREPPC);		\
	NEW_AUX_ENT(AT_DCACHEBSIZE, dcache_bsize);		\
	VDSO_AUX_ENT(AT_SYSINFO_EHDR, current->thread.vdso_base);	\
} while (0)

#endif
#endif
