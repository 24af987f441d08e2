#include <asm/vdso.h>

DEFINE_VDSO_IMAGE(vdso, "arch/x86/vdso/vdso.so")
