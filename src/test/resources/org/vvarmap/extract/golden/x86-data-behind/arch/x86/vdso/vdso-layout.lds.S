SECTIONS
{
	. = SIZEOF_HEADERS;

	.hash : { *(.hash) } :text
	.text : { *(.text*) } :text =0x90909090,

	.altinstructions : { *(.altinstructions) } :text

	. = ALIGN(PAGE_SIZE);
	vvar_page = .;
	. = vvar_page + PAGE_SIZE;

	hpet_page = .;
	. = . + PAGE_SIZE;

	. = ALIGN(PAGE_SIZE);
	end_mapping = .;

	/DISCARD/ : { *(.discard) }
}
