SECTIONS
{
  .text : { *(.text) }

  vdso_start = . ;
  .vdso : AT(ADDR(.vdso) - LOAD_OFFSET) { *(.vdso) }
  . = ALIGN(PAGE_SIZE);
  vdso_end = .;
}
