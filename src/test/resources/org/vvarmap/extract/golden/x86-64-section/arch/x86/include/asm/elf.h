#define ARCH_DLINFO \
do { \
	if (vdso_enabled) \
		NEW_AUX_ENT(AT_SYSINFO_EHDR, (unsigned long)current->mm->context.vdso); \
} while (0)

#define ARCH_DLINFO_X32 ARCH_DLINFO

#define compat_arch_setup_additional_pages syscall32_setup_pages
