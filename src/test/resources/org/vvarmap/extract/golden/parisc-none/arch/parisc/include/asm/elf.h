#ifndef _ASM_ELF_H
#define _ASM_ELF_H
#define ELF_ET_DYN_BASE (TASK_UNMAPPED_BASE + 0x01000000)
#endif
