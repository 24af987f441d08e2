#ifndef __RISCV_ASM_VDSO_ARCH_DATA_H
#define __RISCV_ASM_VDSO_ARCH_DATA_H

struct vdso_arch_data {
	__u64 answers[RISCV_HWPROBE_MAX_KEY + 1];
	__u8 all_the_same;
};

#endif
