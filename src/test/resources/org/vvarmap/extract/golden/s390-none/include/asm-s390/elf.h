#ifndef __ASMS390_ELF_H
#define __ASMS390_ELF_H

#define ELF_ARCH	EM_S390

#endif
