/*
 * What differs between ABIs: how a program begins, how it calls the kernel, and by which numbers.
 *
 * word: what a system call's argument travels in. It is wider than a long where an ABI has short longs in long registers.
 */
#ifndef VVARMAP_ABI_H
#define VVARMAP_ABI_H

#if defined(__x86_64__) || (defined(__mips__) && _MIPS_SIM == _ABIN32)
typedef long long word;
#else
typedef long word;
#endif

#if defined(__x86_64__) && defined(__ILP32__)
typedef long long time_word;
#else
typedef long time_word;
#endif

#if defined(__x86_64__)

#ifdef __ILP32__
#define NR_BASE 0x40000000
#define NR_rt_sigaction (NR_BASE + 512)
#define ABI_NAME "x32"
#else
#define NR_BASE 0
#define NR_rt_sigaction 13
#define ABI_NAME "x86_64"
#endif
enum {
    NR_read = NR_BASE, NR_write = NR_BASE + 1, NR_open = NR_BASE + 2, NR_close = NR_BASE + 3, NR_lseek = NR_BASE + 8,
    NR_munmap = NR_BASE + 11, NR_mremap = NR_BASE + 25, NR_alarm = NR_BASE + 37, NR_getpid = NR_BASE + 39,
    NR_fork = NR_BASE + 57, NR_exit = NR_BASE + 60, NR_wait4 = NR_BASE + 61, NR_kill = NR_BASE + 62,
    NR_uname = NR_BASE + 63, NR_mkdir = NR_BASE + 83, NR_mount = NR_BASE + 165, NR_reboot = NR_BASE + 169,
    NR_clock_gettime = NR_BASE + 228, NR_unshare = NR_BASE + 272, NR_pipe2 = NR_BASE + 293
};
static word sys(word n, word a, word b, word c, word d, word e)
{
    word result;
    register word r10 __asm__("r10") = d;
    register word r8 __asm__("r8") = e;
    __asm__ volatile("syscall" : "=a"(result) : "a"(n), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8)
                     : "rcx", "r11", "memory");
    return result;
}
/* The kernel refuses a handler without a way back here; this one is only ever run, never looked for in the image. */
#define HAS_RESTORER
__asm__(".text\nrestorer: mov $"
#ifdef __ILP32__
        "0x40000201"
#else
        "15"
#endif
        ", %eax\n syscall\n"
        ".globl _start\n_start: mov %rsp, %rdi\n and $-16, %rsp\n call probe\n");

#elif defined(__i386__)

#define ABI_NAME "i386"
enum {
    NR_exit = 1, NR_fork = 2, NR_read = 3, NR_write = 4, NR_open = 5, NR_close = 6, NR_getpid = 20, NR_mount = 21,
    NR_alarm = 27, NR_kill = 37, NR_mkdir = 39, NR_reboot = 88, NR_munmap = 91, NR_wait4 = 114, NR_uname = 122,
    NR__llseek = 140, NR_mremap = 163, NR_rt_sigaction = 174, NR_clock_gettime = 265, NR_unshare = 310, NR_pipe2 = 331
};
static word sys(word n, word a, word b, word c, word d, word e)
{
    word result;
    __asm__ volatile("int $0x80" : "=a"(result) : "a"(n), "b"(a), "c"(b), "d"(c), "S"(d), "D"(e) : "memory");
    return result;
}
__asm__(".text\n.globl _start\n_start: mov %esp, %eax\n and $-16, %esp\n sub $12, %esp\n push %eax\n call probe\n");

#elif defined(__powerpc__)

enum {
    NR_exit = 1, NR_fork = 2, NR_read = 3, NR_write = 4, NR_open = 5, NR_close = 6, NR_lseek = 19, NR_getpid = 20,
    NR_mount = 21, NR_alarm = 27, NR_kill = 37, NR_mkdir = 39, NR_reboot = 88, NR_munmap = 91, NR_wait4 = 114,
    NR_uname = 122,
#ifndef __powerpc64__
    NR__llseek = 140,
#endif
    NR_mremap = 163, NR_rt_sigaction = 173, NR_clock_gettime = 246, NR_unshare = 282, NR_pipe2 = 317
};
static word sys(word n, word a, word b, word c, word d, word e)
{
    register word r0 __asm__("r0") = n;
    register word r3 __asm__("r3") = a;
    register word r4 __asm__("r4") = b;
    register word r5 __asm__("r5") = c;
    register word r6 __asm__("r6") = d;
    register word r7 __asm__("r7") = e;
    __asm__ volatile("sc\n\tbns+ 1f\n\tneg %1, %1\n1:"
                     : "+r"(r0), "+r"(r3), "+r"(r4), "+r"(r5), "+r"(r6), "+r"(r7)
                     : : "memory", "cr0", "ctr", "r8", "r9", "r10", "r11", "r12");
    return r3;
}
#ifdef __powerpc64__
#define ABI_NAME "ppc64"
__asm__(".text\n.globl _start\n_start: 0: addis 2, 12, (.TOC.-0b)@ha\n addi 2, 2, (.TOC.-0b)@l\n mr 3, 1\n"
        " li 0, 0\n stdu 0, -128(1)\n bl probe\n nop\n");
#else
#define ABI_NAME "ppc32"
__asm__(".text\n.globl _start\n_start: mr 3, 1\n li 0, 0\n stwu 0, -64(1)\n bl probe\n");
#endif

#elif defined(__s390__)

enum {
    NR_exit = 1, NR_fork = 2, NR_read = 3, NR_write = 4, NR_open = 5, NR_close = 6, NR_lseek = 19, NR_getpid = 20,
    NR_mount = 21, NR_alarm = 27, NR_kill = 37, NR_mkdir = 39, NR_reboot = 88, NR_munmap = 91, NR_wait4 = 114,
    NR_uname = 122,
#ifndef __s390x__
    NR__llseek = 140,
#endif
    NR_mremap = 163, NR_rt_sigaction = 174, NR_clock_gettime = 260, NR_unshare = 303, NR_pipe2 = 325
};
static word sys(word n, word a, word b, word c, word d, word e)
{
    register word r1 __asm__("1") = n;
    register word r2 __asm__("2") = a;
    register word r3 __asm__("3") = b;
    register word r4 __asm__("4") = c;
    register word r5 __asm__("5") = d;
    register word r6 __asm__("6") = e;
    __asm__ volatile("svc 0" : "+d"(r2) : "d"(r1), "d"(r3), "d"(r4), "d"(r5), "d"(r6) : "memory", "cc");
    return r2;
}
#ifdef __s390x__
#define ABI_NAME "s390x"
__asm__(".text\n.globl _start\n_start: lgr %r2, %r15\n aghi %r15, -160\n xc 0(8, %r15), 0(%r15)\n brasl %r14, probe\n");
#else
#define ABI_NAME "s390"
#define RETURN_ADDRESS_MASK 0x7fffffffUL
__asm__(".text\n.globl _start\n_start: lr %r2, %r15\n ahi %r15, -96\n xc 0(4, %r15), 0(%r15)\n bras %r14, probe\n");
#endif

#elif defined(__arm__)

#define ABI_NAME "arm"
#define NO_ALARM
enum {
    NR_exit = 1, NR_fork = 2, NR_read = 3, NR_write = 4, NR_open = 5, NR_close = 6, NR_getpid = 20, NR_mount = 21,
    NR_kill = 37, NR_mkdir = 39, NR_reboot = 88, NR_munmap = 91, NR_setitimer = 104, NR_wait4 = 114, NR_uname = 122,
    NR__llseek = 140, NR_mremap = 163, NR_rt_sigaction = 174, NR_clock_gettime = 263, NR_unshare = 337, NR_pipe2 = 359
};
static word sys(word n, word a, word b, word c, word d, word e)
{
    register word r7 __asm__("r7") = n;
    register word r0 __asm__("r0") = a;
    register word r1 __asm__("r1") = b;
    register word r2 __asm__("r2") = c;
    register word r3 __asm__("r3") = d;
    register word r4 __asm__("r4") = e;
    __asm__ volatile("svc 0" : "+r"(r0) : "r"(r7), "r"(r1), "r"(r2), "r"(r3), "r"(r4) : "memory", "cc");
    return r0;
}
__asm__(".text\n.arm\n.globl _start\n_start: mov r0, sp\n mov fp, #0\n mov lr, #0\n bic sp, sp, #15\n bl probe\n");

#elif defined(__aarch64__) || defined(__riscv) || defined(__loongarch__)

#define NO_ALARM
#define NO_FORK
#define NR_OPENAT_ONLY
enum {
    NR_mkdirat = 34, NR_mount = 40, NR_openat = 56, NR_close = 57, NR_pipe2 = 59, NR_lseek = 62, NR_read = 63,
    NR_write = 64, NR_exit = 93, NR_unshare = 97, NR_setitimer = 103, NR_clock_gettime = 113, NR_kill = 129,
    NR_rt_sigaction = 134, NR_reboot = 142, NR_uname = 160, NR_getpid = 172, NR_munmap = 215, NR_mremap = 216,
    NR_clone = 220, NR_wait4 = 260
};
#if defined(__aarch64__)
#define ABI_NAME "arm64"
static word sys(word n, word a, word b, word c, word d, word e)
{
    register word x8 __asm__("x8") = n;
    register word x0 __asm__("x0") = a;
    register word x1 __asm__("x1") = b;
    register word x2 __asm__("x2") = c;
    register word x3 __asm__("x3") = d;
    register word x4 __asm__("x4") = e;
    __asm__ volatile("svc 0" : "+r"(x0) : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4) : "memory", "cc");
    return x0;
}
__asm__(".text\n.globl _start\n_start: mov x0, sp\n mov x29, #0\n mov x30, #0\n bl probe\n");
#elif defined(__riscv)
#define ABI_NAME "riscv64"
static word sys(word n, word a, word b, word c, word d, word e)
{
    register word a7 __asm__("a7") = n;
    register word a0 __asm__("a0") = a;
    register word a1 __asm__("a1") = b;
    register word a2 __asm__("a2") = c;
    register word a3 __asm__("a3") = d;
    register word a4 __asm__("a4") = e;
    __asm__ volatile("ecall" : "+r"(a0) : "r"(a7), "r"(a1), "r"(a2), "r"(a3), "r"(a4) : "memory");
    return a0;
}
__asm__(".text\n.globl _start\n_start: .option push\n .option norelax\n mv a0, sp\n andi sp, sp, -16\n call probe\n"
        ".option pop\n");
#else
#define ABI_NAME "loongarch64"
static word sys(word n, word a, word b, word c, word d, word e)
{
    register word a7 __asm__("$a7") = n;
    register word a0 __asm__("$a0") = a;
    register word a1 __asm__("$a1") = b;
    register word a2 __asm__("$a2") = c;
    register word a3 __asm__("$a3") = d;
    register word a4 __asm__("$a4") = e;
    __asm__ volatile("syscall 0" : "+r"(a0) : "r"(a7), "r"(a1), "r"(a2), "r"(a3), "r"(a4)
                     : "$t0", "$t1", "$t2", "$t3", "$t4", "$t5", "$t6", "$t7", "$t8", "memory");
    return a0;
}
__asm__(".text\n.globl _start\n_start: move $a0, $sp\n bstrins.d $sp, $zero, 3, 0\n bl probe\n");
#endif

#elif defined(__mips__)

#define SIGBUS_NUMBER 10
#define SIGSYS_NUMBER 12
#define ENOSYS_NUMBER 89
#if _MIPS_SIM == _ABIO32
#define ABI_NAME "mips-o32"
enum {
    NR_exit = 4001, NR_fork = 4002, NR_read = 4003, NR_write = 4004, NR_open = 4005, NR_close = 4006, NR_getpid = 4020,
    NR_mount = 4021, NR_alarm = 4027, NR_kill = 4037, NR_mkdir = 4039, NR_reboot = 4088, NR_munmap = 4091,
    NR_wait4 = 4114, NR_uname = 4122, NR__llseek = 4140, NR_mremap = 4167, NR_rt_sigaction = 4194,
    NR_clock_gettime = 4263, NR_unshare = 4303, NR_pipe2 = 4328
};
static word sys(word n, word a, word b, word c, word d, word e)
{
    register word v0 __asm__("$2") = n;
    register word a0 __asm__("$4") = a;
    register word a1 __asm__("$5") = b;
    register word a2 __asm__("$6") = c;
    register word a3 __asm__("$7") = d;
    __asm__ volatile(".set push\n\t.set noreorder\n\taddiu $29, $29, -32\n\tsw %6, 16($29)\n\tsyscall\n\t"
                     "addiu $29, $29, 32\n\t.set pop"
                     : "+r"(v0), "+r"(a3) : "r"(a0), "r"(a1), "r"(a2), "0"(v0), "r"(e)
                     : "$1", "$3", "$8", "$9", "$10", "$11", "$12", "$13", "$14", "$15", "$24", "$25", "hi", "lo",
                       "memory");
    return a3 ? -v0 : v0;
}
__asm__(".text\n.globl _start\n.set noreorder\n_start: move $4, $29\n li $8, -16\n and $29, $29, $8\n"
        " addiu $29, $29, -32\n jal probe\n nop\n.set reorder\n");
#else
#if _MIPS_SIM == _ABIN32
#define ABI_NAME "mips-n32"
#define NR_BASE 6000
#define NR_LATE 4
#define STACK_DOWN "addiu"
#else
#define ABI_NAME "mips-n64"
#define NR_BASE 5000
#define NR_LATE 0
#define STACK_DOWN "daddiu"
#endif
enum {
    NR_read = NR_BASE, NR_write = NR_BASE + 1, NR_open = NR_BASE + 2, NR_close = NR_BASE + 3, NR_lseek = NR_BASE + 8,
    NR_munmap = NR_BASE + 11, NR_rt_sigaction = NR_BASE + 13, NR_mremap = NR_BASE + 24, NR_alarm = NR_BASE + 37,
    NR_getpid = NR_BASE + 38, NR_fork = NR_BASE + 56, NR_exit = NR_BASE + 58, NR_wait4 = NR_BASE + 59,
    NR_kill = NR_BASE + 60, NR_uname = NR_BASE + 61, NR_mkdir = NR_BASE + 81, NR_mount = NR_BASE + 160,
    NR_reboot = NR_BASE + 164, NR_clock_gettime = NR_BASE + 222 + NR_LATE, NR_unshare = NR_BASE + 262 + NR_LATE,
    NR_pipe2 = NR_BASE + 287 + NR_LATE
};
static word sys(word n, word a, word b, word c, word d, word e)
{
    register word v0 __asm__("$2") = n;
    register word a0 __asm__("$4") = a;
    register word a1 __asm__("$5") = b;
    register word a2 __asm__("$6") = c;
    register word a3 __asm__("$7") = d;
    register word a4 __asm__("$8") = e;
    __asm__ volatile("syscall" : "+r"(v0), "+r"(a3) : "r"(a0), "r"(a1), "r"(a2), "r"(a4)
                     : "$1", "$3", "$10", "$11", "$12", "$13", "$14", "$15", "$24", "$25", "hi", "lo", "memory");
    return a3 ? -v0 : v0;
}
__asm__(".text\n.globl _start\n.set noreorder\n_start: move $4, $29\n li $8, -16\n and $29, $29, $8\n "
        STACK_DOWN " $29, $29, -32\n jal probe\n nop\n.set reorder\n");
#endif

#else
#error "vvarmap's probe does not know this ABI"
#endif

#ifndef SIGBUS_NUMBER
#define SIGBUS_NUMBER 7
#define SIGSYS_NUMBER 31
#define ENOSYS_NUMBER 38
#endif

#if __SIZEOF_POINTER__ == 4 && !(defined(__x86_64__) || (defined(__mips__) && _MIPS_SIM == _ABIN32))
#define HAS_LLSEEK
#endif

#ifndef RETURN_ADDRESS_MASK
#define RETURN_ADDRESS_MASK (~0UL)
#endif

#endif
