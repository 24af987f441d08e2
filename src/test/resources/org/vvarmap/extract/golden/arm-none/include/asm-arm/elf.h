/* The shape of 2.6.12 to 2.6.36: exec calls nothing. */
#define ELF_PLAT_INIT(regs, where)	(regs)->ARM_r0 = 0
