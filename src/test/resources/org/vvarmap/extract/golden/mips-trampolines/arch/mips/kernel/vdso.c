/* The shape of 2.6.34 to 4.3: a page that the kernel writes, under the name of an image. */
static struct page *page;

static void __init write_calls(u32 *where, unsigned int number)
{
	uasm_i_addiu(&where, 2, 0, number);
	uasm_i_syscall(&where, 0);
}

static int __init vdso_init(void)
{
	struct mips_vdso *what;

	page = alloc_page(GFP_KERNEL);
	if (!page)
		panic("no page for the trampolines");
	what = vmap(&page, 1, 0, PAGE_KERNEL);
	if (!what)
		panic("no room for the trampolines");
	clear_page(what);
	write_calls(what->rt_signal_trampoline, __NR_rt_sigreturn);
#ifdef CONFIG_32BIT
	write_calls(what->signal_trampoline, __NR_sigreturn);
#else
	write_calls(what->n32_rt_signal_trampoline, __NR_N32_rt_sigreturn);
#endif
	vunmap(what);
	return 0;
}
device_initcall(vdso_init);

static unsigned long near(unsigned long from)
{
	unsigned long distance = 0;

	if (current->flags & PF_RANDOMIZE) {
		distance = get_random_int();
		distance <<= PAGE_SHIFT;
	}
	return STACK_TOP + distance;
}

int arch_setup_additional_pages(struct linux_binprm *bprm, int interp)
{
	struct mm_struct *mm = current->mm;
	unsigned long base;
	int err;

	down_write(&mm->mmap_sem);
	base = near(mm->start_stack);
	base = get_unmapped_area(NULL, base, PAGE_SIZE, 0, 0);
	if (IS_ERR_VALUE(base)) {
		err = base;
		goto out;
	}
	err = install_special_mapping(mm, base, PAGE_SIZE,
				      VM_READ|VM_EXEC|
				      VM_MAYREAD|VM_MAYWRITE|VM_MAYEXEC,
				      &page);
	if (err)
		goto out;
	mm->context.vdso = (void *)base;

out:
	up_write(&mm->mmap_sem);
	return err;
}

const char *arch_vma_name(struct vm_area_struct *area)
{
	if (area->vm_mm && area->vm_start == (long)area->vm_mm->context.vdso)
		return "[vdso]";
	return NULL;
}
