struct vdso_pcpu_data {
	u32 node;
} ____cacheline_aligned_in_smp;

struct vdso_arch_data {
	struct vdso_pcpu_data pdata[NR_CPUS];
};
