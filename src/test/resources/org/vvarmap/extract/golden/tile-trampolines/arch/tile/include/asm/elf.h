#define ARCH_HAS_SETUP_ADDITIONAL_PAGES
int arch_setup_additional_pages(struct linux_binprm *bprm, int stack);
