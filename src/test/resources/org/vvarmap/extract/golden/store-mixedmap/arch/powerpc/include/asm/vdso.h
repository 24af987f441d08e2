#ifndef _ASM_POWERPC_VDSO_H
#define _ASM_POWERPC_VDSO_H

#define __VDSO_PAGES		4

#ifndef __ASSEMBLER__
int vdso_getcpu_init(void);
#endif

#endif
