#ifndef __S390_VDSO_H__
#define __S390_VDSO_H__

#define __VVAR_PAGES	2

#endif
