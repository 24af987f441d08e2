#if !defined(__HAVE_ARCH_GATE_AREA)

#if defined(AT_SYSINFO_EHDR)
static struct vm_area_struct own;

static int __init gate_vma_init(void)
{
	own.vm_mm = NULL;
	own.vm_start = FIXADDR_USER_START;
	own.vm_end = FIXADDR_USER_END;
	return 0;
}
__initcall(gate_vma_init);
#endif

struct vm_area_struct *get_gate_vma(struct task_struct *task)
{
#ifdef AT_SYSINFO_EHDR
	return &own;
#else
	return NULL;
#endif
}

#endif
