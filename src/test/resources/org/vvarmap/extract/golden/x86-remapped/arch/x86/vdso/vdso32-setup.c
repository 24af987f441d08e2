#ifdef CONFIG_COMPAT_VDSO
#define VDSO_DEFAULT 0
#else
#define VDSO_DEFAULT 1
#endif

unsigned int vdso32_enabled = VDSO_DEFAULT;

#ifdef CONFIG_X86_64
#define has_sysenter() (boot_cpu_has(X86_FEATURE_SYSENTER32))
#define has_syscall() (boot_cpu_has(X86_FEATURE_SYSCALL32))
#else
#define has_sysenter() (boot_cpu_has(X86_FEATURE_SEP))
#define has_syscall() (0)
#endif

int __init sysenter_setup(void)
{
	init_vdso_image(&vdso_image_32);

	return 0;
}
