#define VDSO32_SYMBOL(base, name) \
({ \
	extern const char VDSO32_##name[]; \
	(void *)(VDSO32_##name - VDSO32_PRELINK + (unsigned long)(base)); \
})

#include <asm/vdso32.h>

extern char vdso32_int80_start[], vdso32_int80_end[], vdso32_sysenter_start[], vdso32_sysenter_end[];
extern struct page *vdso32_int80_pages[], *vdso32_sysenter_pages[];
