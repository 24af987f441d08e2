#ifndef __ASM_VDSO_H
#define __ASM_VDSO_H

#ifdef __KERNEL__

#define __VDSO_PAGES	4

#ifndef __ASSEMBLY__

#ifdef CONFIG_VDSO

void arm_install_vdso(struct mm_struct *mm, unsigned long where);

extern unsigned int vdso_total_pages;

#else

static inline void arm_install_vdso(struct mm_struct *mm, unsigned long where)
{
}

#define vdso_total_pages 0

#endif

#endif

#endif

#endif
