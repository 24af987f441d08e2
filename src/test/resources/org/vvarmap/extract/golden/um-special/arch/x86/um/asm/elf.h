#ifndef __UM_ELF_X86_H
#define __UM_ELF_X86_H

#ifdef CONFIG_X86_32
#define ELF_PLATFORM_FALLBACK "i586"
#else
#define ARCH_HAS_SETUP_ADDITIONAL_PAGES 1
int arch_setup_additional_pages(struct linux_binprm *bprm, int interp);

extern unsigned long um_vdso_addr;
#define AT_SYSINFO_EHDR 33
#define ARCH_DLINFO	NEW_AUX_ENT(AT_SYSINFO_EHDR, um_vdso_addr)
#endif

#endif
