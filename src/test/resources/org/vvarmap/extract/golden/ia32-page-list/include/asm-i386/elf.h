#define VDSO_HIGH_BASE (__fix_to_virt(FIX_VDSO))
#define VDSO_CURRENT_BASE ((unsigned long)current->mm->context.vdso)
#define VDSO_SYM(x) (VDSO_CURRENT_BASE + (unsigned long)(x) - VDSO_PRELINK)
#define VDSO_PRELINK 0

#define ARCH_DLINFO \
do if (vdso_enabled) { \
	NEW_AUX_ENT(AT_SYSINFO, VDSO_SYM(&__kernel_vsyscall)); \
	NEW_AUX_ENT(AT_SYSINFO_EHDR, VDSO_CURRENT_BASE); \
} while (0)
