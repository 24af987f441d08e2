#define VDSO32_SYMBOL(base, name) \
({ \
	extern const char VDSO32_##name[]; \
	(void *)(VDSO32_##name - VDSO32_PRELINK + (unsigned long)(base)); \
})
