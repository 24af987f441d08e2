#include <asm/elf.h>

static struct vm_area_struct own;

static int __init gate_vma_init(void)
{
	if (!FIXADDR_USER_START)
		return 0;
	own.vm_mm = NULL;
	own.vm_start = FIXADDR_USER_START;
	own.vm_end = FIXADDR_USER_END;
	own.vm_flags = VM_READ | VM_MAYREAD | VM_EXEC | VM_MAYEXEC;
	return 0;
}
__initcall(gate_vma_init);

struct vm_area_struct *get_gate_vma(struct mm_struct *mm)
{
	return FIXADDR_USER_START ? &own : NULL;
}
