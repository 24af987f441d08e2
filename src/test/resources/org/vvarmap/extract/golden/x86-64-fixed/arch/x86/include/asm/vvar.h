#define VVAR_ADDRESS (-10*1024*1024 - 4096)

#define DECLARE_VVAR(where, type, name) \
	static type const * const vvaraddr_ ## name = \
		(void *)(VVAR_ADDRESS + (where));

DECLARE_VVAR(128, struct clock_data, clock_data)
