#ifndef _ASM_ELF_H
#define _ASM_ELF_H

#ifdef CONFIG_32BIT
#define SET_PERSONALITY2(ex, state)					\
do {									\
	current->thread.vdso = &info;					\
} while (0)
#endif

#ifdef CONFIG_64BIT
#define SET_PERSONALITY2(ex, state)					\
do {									\
	clear_thread_flag(TIF_32BIT_ADDR);				\
	current->thread.vdso = &info;					\
} while (0)
#endif

#define ARCH_DLINFO							\
do {									\
	NEW_AUX_ENT(AT_SYSINFO_EHDR,					\
		    (unsigned long)current->mm->context.vdso);		\
} while (0)

#define ARCH_HAS_SETUP_ADDITIONAL_PAGES 1
extern int arch_setup_additional_pages(struct linux_binprm *bprm, int interp);

#endif
