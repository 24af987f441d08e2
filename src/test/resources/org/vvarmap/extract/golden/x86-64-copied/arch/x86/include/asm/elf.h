#define ARCH_DLINFO \
do { \
	if (vdso_enabled) \
		NEW_AUX_ENT(AT_SYSINFO_EHDR, (unsigned long)current->mm->context.vdso); \
} while (0)

#define ARCH_DLINFO_X32 ARCH_DLINFO

#define COMPAT_ARCH_DLINFO \
if (test_thread_flag(TIF_X32)) \
	ARCH_DLINFO_X32; \
else \
	ARCH_DLINFO_IA32(sysctl_vsyscall32)

#define compat_arch_setup_additional_pages syscall32_setup_pages
