#define VDSO_CURRENT_BASE ((unsigned long)current->mm->context.vdso)

#define ARCH_DLINFO_IA32 \
do { \
	if (VDSO_CURRENT_BASE) { \
		NEW_AUX_ENT(AT_SYSINFO, VDSO_ENTRY); \
		NEW_AUX_ENT(AT_SYSINFO_EHDR, VDSO_CURRENT_BASE); \
	} \
} while (0)

#ifdef CONFIG_X86_32

#define ARCH_DLINFO ARCH_DLINFO_IA32

#else

#define ARCH_DLINFO \
do { \
	if (vdso64_enabled) \
		NEW_AUX_ENT(AT_SYSINFO_EHDR, (unsigned long)current->mm->context.vdso); \
} while (0)

#define ARCH_DLINFO_X32 \
do { \
	if (vdso64_enabled) \
		NEW_AUX_ENT(AT_SYSINFO_EHDR, (unsigned long)current->mm->context.vdso); \
} while (0)

#define COMPAT_ARCH_DLINFO \
if (exec->e_machine == EM_X86_64) \
	ARCH_DLINFO_X32; \
else if (IS_ENABLED(CONFIG_IA32_EMULATION)) \
	ARCH_DLINFO_IA32

#endif
