#ifndef _ASM_POWERPC_MM_ARCH_HOOKS_H
#define _ASM_POWERPC_MM_ARCH_HOOKS_H

static inline void arch_remap(struct mm_struct *mm, unsigned long was_from, unsigned long was_to,
			      unsigned long now_from, unsigned long now_to)
{
	if (was_from == mm->context.vdso_base)
		mm->context.vdso_base = now_from;
}
#define arch_remap arch_remap

#endif
