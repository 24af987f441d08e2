#define VSYSCALL_START (-10UL << 20)
#define VSYSCALL_END (-2UL << 20)
