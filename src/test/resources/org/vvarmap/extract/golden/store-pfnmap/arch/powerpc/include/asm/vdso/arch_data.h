#ifndef __ASM_VDSO_ARCH_DATA_H
#define __ASM_VDSO_ARCH_DATA_H

struct vdso_arch_data {
	__u64 ticks_per_second;
	__u32 calls[16];
};

#endif
