#ifndef __ASM_SH_ELF_H
#define __ASM_SH_ELF_H
#define ELF_PLATFORM (NULL)
#endif
