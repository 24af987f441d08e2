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

const struct vdso_image *chosen_vdso32;

int __init sysenter_setup(void)
{
#ifdef CONFIG_COMPAT
	if (has_syscall())
		chosen_vdso32 = &vdso_image_32_syscall;
	else
#endif
	if (has_sysenter())
		chosen_vdso32 = &vdso_image_32_sysenter;
	else
		chosen_vdso32 = &vdso_image_32_int80;

	init_vdso_image(chosen_vdso32);

	return 0;
}
