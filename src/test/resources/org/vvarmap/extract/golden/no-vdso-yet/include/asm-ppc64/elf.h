#ifndef __PPC_ELF_H
#define __PPC_ELF_H
/* No vDSO on this side. */
#define ARCH_DLINFO				\
do {						\
	NEW_AUX_ENT(AT_IGNOREPPC, AT_IGNOREPPC);	\
} while (0)
#endif
