static struct page *put_kernel_page(struct page *page, unsigned long address, pgprot_t prot)
{
	set_pte(pte_offset_kernel(address), mk_pte(page, prot));
	return page;
}

static void __init setup_gate(void)
{
	struct page *page;

	page = virt_to_page(ia64_imva(__start_gate_section));
	put_kernel_page(page, GATE_ADDR, PAGE_READONLY);
#ifdef HAVE_BUGGY_SEGREL
	page = virt_to_page(ia64_imva(__start_gate_section + PAGE_SIZE));
	put_kernel_page(page, GATE_ADDR + PAGE_SIZE, PAGE_GATE);
#else
	put_kernel_page(page, GATE_ADDR + PERCPU_PAGE_SIZE, PAGE_GATE);
	{
		unsigned long where;

		for (where = GATE_ADDR + PAGE_SIZE; where < GATE_ADDR + PERCPU_PAGE_SIZE; where += PAGE_SIZE)
			put_kernel_page(ZERO_PAGE(0), where, PAGE_READONLY);
	}
#endif
}
