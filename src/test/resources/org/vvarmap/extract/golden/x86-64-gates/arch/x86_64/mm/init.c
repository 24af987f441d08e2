static struct vm_area_struct gate_vma = {
	.vm_start = VSYSCALL_START,
	.vm_end = VSYSCALL_END,
	.vm_page_prot = PAGE_READONLY
};

static struct vm_area_struct gate32_vma = {
	.vm_start = VSYSCALL32_BASE,
	.vm_end = VSYSCALL32_END,
	.vm_page_prot = PAGE_READONLY
};

struct vm_area_struct *get_gate_vma(struct task_struct *tsk)
{
#ifdef CONFIG_IA32_EMULATION
	if (test_tsk_thread_flag(tsk, TIF_IA32)) {
		if (__put_stub(tsk->mm, VSYSCALL32_BASE) < 0)
			return NULL;
		return &gate32_vma;
	}
#endif
	return &gate_vma;
}
