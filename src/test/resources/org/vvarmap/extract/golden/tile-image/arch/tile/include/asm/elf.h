#define ARCH_HAS_SETUP_ADDITIONAL_PAGES
int arch_setup_additional_pages(struct linux_binprm *bprm, int stack);
#define ARCH_DLINFO \
do { \
	NEW_AUX_ENT(AT_SYSINFO_EHDR, VDSO_BASE); \
} while (0)
