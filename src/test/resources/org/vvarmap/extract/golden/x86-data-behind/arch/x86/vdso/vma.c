
#if defined(CONFIG_X86_64)
unsigned int vdso64_enabled = 1;
#endif

void __init init_vdso_image(const struct vdso_image *blob)
{
	int i;
	int count = (blob->size) / PAGE_SIZE;

	BUG_ON(blob->size % PAGE_SIZE != 0);
	for (i = 0; i < count; i++)
		blob->text_mapping.pages[i] = virt_to_page(blob->data + i * PAGE_SIZE);
	apply_alternatives(blob->data + blob->alt, blob->data + blob->alt + blob->alt_len);
}

#if defined(CONFIG_X86_64)
static int __init prepare_images(void)
{
	init_vdso_image(&vdso_image_64);

#ifdef CONFIG_X86_X32_ABI
	init_vdso_image(&vdso_image_x32);
#endif

	return 0;
}
subsys_initcall(prepare_images);
#endif

static int map_image(const struct vdso_image *blob, bool by_chance)
{
	struct mm_struct *mm = current->mm;
	struct vm_area_struct *area;
	unsigned long addr, code;
	int err = 0;
	static struct page *nothing[] = { NULL };
	static struct vm_special_mapping data_spec = {
		.name = "[vvar]",
		.pages = nothing,
	};

	addr = by_chance ? get_random_int() : 0;
	down_write(&mm->mmap_sem);
	addr = get_unmapped_area(NULL, addr, blob->sym_end_mapping, 0, 0);
	if (IS_ERR_VALUE(addr)) {
		err = addr;
		goto unlock;
	}
	code = addr;
	current->mm->context.vdso = (void __user *)code;
	area = _install_special_mapping(mm, code, blob->size,
					VM_READ | VM_EXEC | VM_MAYREAD | VM_MAYWRITE | VM_MAYEXEC, &blob->text_mapping);
	if (IS_ERR(area)) {
		err = PTR_ERR(area);
		goto unlock;
	}
	area = _install_special_mapping(mm, addr + blob->size, blob->sym_end_mapping - blob->size, VM_READ, &data_spec);
	if (IS_ERR(area)) {
		err = PTR_ERR(area);
		goto unlock;
	}
	if (blob->sym_vvar_page)
		err = remap_pfn_range(area, code + blob->sym_vvar_page, __pa_symbol(&__vvar_page) >> PAGE_SHIFT,
				      PAGE_SIZE, PAGE_READONLY);
	if (err)
		goto unlock;
#ifdef CONFIG_HPET_TIMER
	if (hpet_address && blob->sym_hpet_page) {
		err = io_remap_pfn_range(area, code + blob->sym_hpet_page, hpet_address >> PAGE_SHIFT,
					 PAGE_SIZE, pgprot_noncached(PAGE_READONLY));
		if (err)
			goto unlock;
	}
#endif

unlock:
	if (err)
		current->mm->context.vdso = NULL;
	up_write(&mm->mmap_sem);
	return err;
}

#if defined(CONFIG_X86_32) || defined(CONFIG_COMPAT)
static int map_image_32(void)
{
	int err;

	if (vdso32_enabled != 1)
		return 0;
	err = map_image(chosen_vdso32, false);
	if (err)
		return err;
	if (chosen_vdso32->sym_VDSO32_SYSENTER_RETURN)
		current_thread_info()->sysenter_return =
			current->mm->context.vdso + chosen_vdso32->sym_VDSO32_SYSENTER_RETURN;
	return 0;
}
#endif

#ifdef CONFIG_X86_64
int arch_setup_additional_pages(struct linux_binprm *bprm, int uses_interp)
{
	if (!vdso64_enabled)
		return 0;
	return map_image(&vdso_image_64, true);
}

#ifdef CONFIG_COMPAT
int compat_arch_setup_additional_pages(struct linux_binprm *bprm, int uses_interp)
{
#ifdef CONFIG_X86_X32_ABI
	if (test_thread_flag(TIF_X32)) {
		if (!vdso64_enabled)
			return 0;
		return map_image(&vdso_image_x32, true);
	}
#endif
	return map_image_32();
}
#endif
#else
int arch_setup_additional_pages(struct linux_binprm *bprm, int uses_interp)
{
	return map_image_32();
}
#endif
