#include <asm/vdso.h>

DEFINE_VDSO_IMAGE(vdsox32, "arch/x86/vdso/vdsox32.so")
