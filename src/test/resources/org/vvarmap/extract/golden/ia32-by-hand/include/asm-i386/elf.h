#define VDSO_HIGH_BASE (__fix_to_virt(FIX_VDSO))
#define VDSO_BASE ((unsigned long)current->mm->context.vdso)

#ifdef CONFIG_COMPAT_VDSO
#define VDSO_COMPAT_BASE VDSO_HIGH_BASE
#define VDSO_PRELINK VDSO_HIGH_BASE
#else
#define VDSO_COMPAT_BASE VDSO_BASE
#define VDSO_PRELINK 0
#endif

#define VDSO_SYM(x) (VDSO_BASE + (unsigned long)(x) - VDSO_PRELINK)

#define ARCH_DLINFO \
do if (vdso_enabled) { \
	NEW_AUX_ENT(AT_SYSINFO, VDSO_SYM(&__kernel_vsyscall)); \
	NEW_AUX_ENT(AT_SYSINFO_EHDR, VDSO_COMPAT_BASE); \
} while (0)
