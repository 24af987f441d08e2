#if !defined(__HAVE_ARCH_GATE_AREA) && defined(AT_SYSINFO_EHDR)
static struct vm_area_struct gate_vma;

static int __init gate_vma_init(void)
{
	gate_vma.vm_mm = NULL;
	gate_vma.vm_start = FIXADDR_USER_START;
	gate_vma.vm_end = FIXADDR_USER_END;
	gate_vma.vm_flags = 0;
	return 0;
}

struct vm_area_struct *get_gate_vma(struct task_struct *tsk)
{
	return &gate_vma;
}
#endif
