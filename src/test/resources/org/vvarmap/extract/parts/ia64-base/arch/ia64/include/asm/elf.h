#ifndef _ASM_IA64_ELF_H
#define _ASM_IA64_ELF_H

#include <asm/auxvec.h>

#define GATE_EHDR	((const struct elfhdr *)GATE_ADDR)

#define ARCH_DLINFO								\
do {										\
	extern char __kernel_syscall_via_epc[];					\
	NEW_AUX_ENT(AT_SYSINFO, (unsigned long)__kernel_syscall_via_epc);	\
	NEW_AUX_ENT(AT_SYSINFO_EHDR, (unsigned long)GATE_EHDR);		\
} while (0)

#endif
