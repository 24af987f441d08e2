unsigned long vsyscall_ehdr;
unsigned long vsyscall_end;
unsigned long __kernel_vsyscall;

__init void scan_elf_aux(char **envp)
{
	long bytes = 0;
	elf_auxv_t *auxv;

	while (*envp++ != NULL)
		;
	for (auxv = (elf_auxv_t *)envp; auxv->a_type != AT_NULL; auxv++) {
		switch (auxv->a_type) {
		case AT_SYSINFO_EHDR:
			vsyscall_ehdr = auxv->a_un.a_val;
			if (vsyscall_ehdr < (unsigned long)envp)
				vsyscall_ehdr = 0;
			break;
		case AT_PAGESZ:
			bytes = auxv->a_un.a_val;
			break;
		}
	}
	if (vsyscall_ehdr)
		vsyscall_end = vsyscall_ehdr + bytes;
}
