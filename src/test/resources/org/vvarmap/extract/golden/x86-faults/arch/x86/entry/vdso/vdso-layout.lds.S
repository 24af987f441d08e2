SECTIONS
{
	vvar_start = . - 4 * PAGE_SIZE;
	vvar_page = vvar_start;
	pvclock_page = vvar_start + PAGE_SIZE;
	hvclock_page = vvar_start + 2 * PAGE_SIZE;
	timens_page = vvar_start + 3 * PAGE_SIZE;

	. = SIZEOF_HEADERS;
	.text : { *(.text*) } :text
}
