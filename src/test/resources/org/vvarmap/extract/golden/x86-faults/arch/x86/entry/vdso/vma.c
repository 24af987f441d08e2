#if defined(CONFIG_X86_64)
unsigned int vdso64_enabled = 1;
#endif

static vm_fault_t give_code(const struct vm_special_mapping *spec, struct vm_area_struct *area, struct vm_fault *fault)
{
	const struct vdso_image *blob = area->vm_mm->context.vdso_image;

	if (!blob || (fault->pgoff << PAGE_SHIFT) >= blob->size)
		return VM_FAULT_SIGBUS;
	fault->page = virt_to_page(blob->data + (fault->pgoff << PAGE_SHIFT));
	get_page(fault->page);
	return 0;
}

static void mend_return(const struct vdso_image *blob, struct vm_area_struct *area)
{
#if defined CONFIG_X86_32 || defined CONFIG_IA32_EMULATION
	if (in_ia32_syscall() && blob == &vdso_image_32) {
		struct pt_regs *regs = current_pt_regs();

		regs->ip = area->vm_start + blob->sym_int80_landing_pad;
	}
#endif
}

static int code_moved(const struct vm_special_mapping *spec, struct vm_area_struct *area)
{
	const struct vdso_image *blob = current->mm->context.vdso_image;

	if (blob->size != area->vm_end - area->vm_start)
		return -EINVAL;
	mend_return(blob, area);
	current->mm->context.vdso = (void __user *)area->vm_start;
	return 0;
}

static vm_fault_t give_data(const struct vm_special_mapping *spec, struct vm_area_struct *area, struct vm_fault *fault)
{
	const struct vdso_image *blob = area->vm_mm->context.vdso_image;
	struct page *own = find_timens_vvar_page(area);
	long where;

	if (!blob)
		return VM_FAULT_SIGBUS;
	where = (long)(fault->pgoff << PAGE_SHIFT) + blob->sym_vvar_start;
	if (where == 0)
		return VM_FAULT_SIGBUS;
	if (where == blob->sym_vvar_page && own)
		return vmf_insert_pfn(area, fault->address, page_to_pfn(own));
	if (where == blob->sym_vvar_page || where == blob->sym_timens_page && own)
		return vmf_insert_pfn(area, fault->address, sym_to_pfn(&__vvar_page));
	return VM_FAULT_SIGBUS;
}

static const struct vm_special_mapping code_spec = {
	.name = "[vdso]",
	.fault = give_code,
	.mremap = code_moved,
};

static const struct vm_special_mapping data_spec = {
	.name = "[vvar]",
	.fault = give_data,
};

static int map_image(const struct vdso_image *blob, unsigned long addr)
{
	struct mm_struct *mm = current->mm;
	struct vm_area_struct *area;
	unsigned long code;
	int err = 0;

	if (mmap_write_lock_killable(mm))
		return -EINTR;
	addr = get_unmapped_area(NULL, addr, blob->size - blob->sym_vvar_start, 0, 0);
	if (IS_ERR_VALUE(addr)) {
		err = addr;
		goto unlock;
	}
	code = addr - blob->sym_vvar_start;
	area = _install_special_mapping(mm, code, blob->size,
					VM_READ | VM_EXEC | VM_MAYREAD | VM_MAYWRITE | VM_MAYEXEC, &code_spec);
	if (IS_ERR(area)) {
		err = PTR_ERR(area);
		goto unlock;
	}
	area = _install_special_mapping(mm, addr, -blob->sym_vvar_start,
					VM_READ | VM_MAYREAD | VM_IO | VM_DONTDUMP | VM_PFNMAP, &data_spec);
	if (IS_ERR(area)) {
		err = PTR_ERR(area);
		do_munmap(mm, code, blob->size, NULL);
	} else {
		current->mm->context.vdso = (void __user *)code;
		current->mm->context.vdso_image = blob;
	}

unlock:
	mmap_write_unlock(mm);
	return err;
}

#if defined(CONFIG_X86_32) || defined(CONFIG_IA32_EMULATION)
static int map_image_32(void)
{
	if (vdso32_enabled != 1)
		return 0;
	return map_image(&vdso_image_32, 0);
}
#endif

#ifdef CONFIG_X86_64
int arch_setup_additional_pages(struct linux_binprm *bprm, int uses_interp)
{
	if (!vdso64_enabled)
		return 0;
	return map_image(&vdso_image_64, get_random_int());
}

#ifdef CONFIG_COMPAT
int compat_arch_setup_additional_pages(struct linux_binprm *bprm, int uses_interp, bool x32)
{
#ifdef CONFIG_X86_X32_ABI
	if (x32) {
		if (!vdso64_enabled)
			return 0;
		return map_image(&vdso_image_x32, get_random_int());
	}
#endif
#ifdef CONFIG_IA32_EMULATION
	return map_image_32();
#else
	return 0;
#endif
}
#endif
#else
int arch_setup_additional_pages(struct linux_binprm *bprm, int uses_interp)
{
	return map_image_32();
}
#endif
