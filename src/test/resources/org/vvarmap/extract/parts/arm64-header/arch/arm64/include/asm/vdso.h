#ifndef __ASM_VDSO_H
#define __ASM_VDSO_H

#define __VVAR_PAGES	2
#define __VDSO_PAGES	4

#endif
