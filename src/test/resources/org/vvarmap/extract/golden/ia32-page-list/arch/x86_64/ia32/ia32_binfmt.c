#include <asm/vsyscall32.h>

#define AT_SYSINFO_EHDR 33

int sysctl_vsyscall32 = 1;

#define ARCH_DLINFO do { \
	if (sysctl_vsyscall32) { \
		current->mm->context.vdso = (void *)VSYSCALL32_BASE; \
		NEW_AUX_ENT(AT_SYSINFO, VSYSCALL32_BASE + 0x400); \
		NEW_AUX_ENT(AT_SYSINFO_EHDR, VSYSCALL32_BASE); \
	} \
} while (0)

#define ARCH_HAS_SETUP_ADDITIONAL_PAGES 1
#define arch_setup_additional_pages syscall32_setup_pages

#include "../../../fs/binfmt_elf.c"
