#ifndef _ASM_RISCV_VDSO_H
#define _ASM_RISCV_VDSO_H

#define __VVAR_PAGES    1

#endif
