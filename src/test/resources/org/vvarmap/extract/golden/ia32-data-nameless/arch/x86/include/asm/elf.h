#include <asm/vdso.h>

#define VDSO_CURRENT_BASE ((unsigned long)current->mm->context.vdso)
#define VDSO_ENTRY ((unsigned long)VDSO32_SYMBOL(VDSO_CURRENT_BASE, vsyscall))

#define ARCH_DLINFO_IA32(vdso_enabled) \
do if (vdso_enabled) { \
	NEW_AUX_ENT(AT_SYSINFO, VDSO_ENTRY); \
	NEW_AUX_ENT(AT_SYSINFO_EHDR, VDSO_CURRENT_BASE); \
} while (0)

#ifdef CONFIG_X86_32
#define VDSO_HIGH_BASE (__fix_to_virt(FIX_VDSO))
#define ARCH_DLINFO ARCH_DLINFO_IA32(vdso_enabled)
#else
#define VDSO_HIGH_BASE 0xffffe000U
#define ARCH_DLINFO \
do if (vdso_enabled) { \
	NEW_AUX_ENT(AT_SYSINFO_EHDR, (unsigned long)current->mm->context.vdso); \
} while (0)
#define COMPAT_ARCH_DLINFO ARCH_DLINFO_IA32(sysctl_vsyscall32)
#endif

extern int syscall32_setup_pages(struct linux_binprm *, int exstack);
#define compat_arch_setup_additional_pages syscall32_setup_pages
