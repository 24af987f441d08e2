#define	vdso_start	vdso_cfi_start
#define	vdso_end	vdso_cfi_end

#define __VDSO_PATH "arch/riscv/kernel/vdso_cfi/vdso-cfi.so"

#include "../vdso/vdso.S"
