#if defined(__VVAR_KERNEL_LDS)
#define DECLARE_VVAR(where, type, name) EMIT_VVAR(name, where)
#else
#define DECLARE_VVAR(where, type, name) extern type vvar_ ## name;
#endif

DECLARE_VVAR(128, struct clock_data, clock_data)

#undef DECLARE_VVAR
