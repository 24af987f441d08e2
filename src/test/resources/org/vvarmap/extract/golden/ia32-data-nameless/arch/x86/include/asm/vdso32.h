#ifndef _ASM_VDSO32_H
#define _ASM_VDSO32_H

#define VDSO_VVAR_PAGE 1
#define VDSO_HPET_PAGE 2
#define VDSO_PREV_PAGES 2
#define VDSO_OFFSET(x) ((x) * PAGE_SIZE)

#endif
