SECTIONS
{
	. = SIZEOF_HEADERS;

	.hash		: { *(.hash) }			:text
	. = 0x800;
	.text		: { *(.text .text.*) }		:text
}
