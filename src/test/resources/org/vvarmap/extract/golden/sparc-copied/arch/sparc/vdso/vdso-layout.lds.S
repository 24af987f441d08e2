SECTIONS
{
	/* The figures lie below. A page has 8192 bytes. */
	vvar_start = . -8192;
	vvar_data = vvar_start;

	. = SIZEOF_HEADERS;

	.hash	: { *(.hash) }	:text
	.text	: { *(.text*) }	:text	=0x90909090,
}
