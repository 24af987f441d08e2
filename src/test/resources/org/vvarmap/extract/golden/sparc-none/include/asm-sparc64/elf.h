#ifndef __ASM_SPARC64_ELF_H
#define __ASM_SPARC64_ELF_H

#define ELF_ARCH	EM_SPARCV9

#endif
