#ifndef _ASM_RISCV_VDSO_H
#define _ASM_RISCV_VDSO_H

#define __VVAR_PAGES    2

extern char vdso_start[], vdso_end[];
extern char compat_vdso_start[], compat_vdso_end[];

#endif
