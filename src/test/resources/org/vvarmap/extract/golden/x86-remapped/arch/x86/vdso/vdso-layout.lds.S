SECTIONS
{
	vvar_start = . - 3 * PAGE_SIZE;
	vvar_page = vvar_start;
	hpet_page = vvar_start + PAGE_SIZE;
	pvclock_page = vvar_start + 2 * PAGE_SIZE;

	. = SIZEOF_HEADERS;
	.text : { *(.text*) } :text =0x90909090,
}
