#define VDSO_BASE	((unsigned long)current->active_mm->context.vdso_base)
