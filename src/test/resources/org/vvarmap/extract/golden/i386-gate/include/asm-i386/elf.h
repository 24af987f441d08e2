#define AT_SYSINFO 32
#define AT_SYSINFO_EHDR 33

#define VSYSCALL_BASE (__fix_to_virt(FIX_VSYSCALL))

#define ARCH_DLINFO \
do { \
	NEW_AUX_ENT(AT_SYSINFO, (unsigned long)&__kernel_vsyscall); \
	NEW_AUX_ENT(AT_SYSINFO_EHDR, VSYSCALL_BASE); \
} while (0)
