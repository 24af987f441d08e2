/*
 * As much of a kernel as the test sources need to be compiled and run in a process of the machine that tests: what they call
 * of the kernel does what it does there where all goes well, and writes down what was mapped. Its types are as small as the
 * sources allow; a page is as large as its description, so that sums of descriptions are sums of pages.
 */
#ifndef JUDGE_KERNEL_H
#define JUDGE_KERNEL_H

typedef unsigned char u8, __u8;
typedef unsigned short u16;
typedef unsigned int u32, __u32;
typedef int s32;
typedef unsigned long u64, __u64, size_t, ulong, elf_addr_t, Elf64_Off, Elf32_Off, pgoff_t, vm_flags_t, pgprot_t, phys_addr_t;
typedef int vm_fault_t;
typedef _Bool bool;
#define true	1
#define false	0
#define NULL	((void *)0)

#define __init
#define __initdata
#define __user
#define __force
#define __ro_after_init
#define __read_mostly
#define __iomem
#define __maybe_unused
#define ____cacheline_aligned_in_smp	__attribute__((aligned(64)))
#define __aligned(n)			__attribute__((aligned(n)))
#define __page_aligned_data		__attribute__((aligned(PAGE_SIZE)))
#define __KERNEL__	1

#ifndef PAGE_SHIFT
#define PAGE_SHIFT	12
#endif
#define PAGE_SIZE	(1UL << PAGE_SHIFT)
#define PAGE_MASK	(~(PAGE_SIZE - 1))
#define ALIGN(x, a)	(((unsigned long)(x) + ((unsigned long)(a) - 1)) & ~((unsigned long)(a) - 1))
#define __ALIGN_MASK(x, mask)	(((unsigned long)(x) + (mask)) & ~(unsigned long)(mask))
#define round_up(x, a)	ALIGN(x, a)
#define PAGE_ALIGN(x)	ALIGN(x, PAGE_SIZE)
#define PAGE_ALIGNED(x)	(((unsigned long)(x) & ~PAGE_MASK) == 0)
#define BIT(n)		(1UL << (n))
#define ARRAY_SIZE(a)	(sizeof(a) / sizeof((a)[0]))
#define likely(x)	(x)
#define unlikely(x)	(x)
#define static_assert(x, ...)	_Static_assert(x, "")
#define BUILD_BUG_ON(x)	_Static_assert(!(x), "")
#define READ_ONCE(x)	(x)
#define WRITE_ONCE(x, v)	((x) = (v))
#define smp_wmb()	do { } while (0)
#define BUG_ON(x)	do { if (x) panic("BUG_ON"); } while (0)
#define BUG()		panic("BUG")
#define WARN_ON(x)	(x)
#define WARN_ON_ONCE(x)	(x)
#define NR_CPUS		64
#define RISCV_HWPROBE_MAX_KEY	12
#define CS_BASES_DEFAULT	2

#define _second(ignored, value, ...)	value
#define _one_1	0,
#define _is_on3(junk)	_second(junk 1, 0, 0)
#define _is_on2(value)	_is_on3(_one_##value)
#define IS_ENABLED(symbol)	_is_on2(symbol)

#define EPERM	1
#define EINTR	4
#define ENOEXEC	8
#define ENOMEM	12
#define EFAULT	14
#define EINVAL	22
#define IS_ERR_VALUE(x)	((unsigned long)(x) >= (unsigned long)-4095)
#define IS_ERR(x)	IS_ERR_VALUE(x)
#define PTR_ERR(x)	((long)(x))
#define ERR_PTR(x)	((void *)(long)(x))
#define PTR_ERR_OR_ZERO(x)	(IS_ERR(x) ? (int)PTR_ERR(x) : 0)

#define VM_NONE		0UL
#define VM_READ		0x1UL
#define VM_WRITE	0x2UL
#define VM_EXEC		0x4UL
#define VM_SHARED	0x8UL
#define VM_MAYREAD	0x10UL
#define VM_MAYWRITE	0x20UL
#define VM_MAYEXEC	0x40UL
#define VM_MAYSHARE	0x80UL
#define VM_GROWSDOWN	0x100UL
#define VM_PFNMAP	0x400UL
#define VM_LOCKED	0x2000UL
#define VM_IO		0x4000UL
#define VM_DONTCOPY	0x20000UL
#define VM_DONTEXPAND	0x40000UL
#define VM_ACCOUNT	0x100000UL
#define VM_ALWAYSDUMP	0x200000UL
#define VM_DONTDUMP	0x4000000UL
#define VM_SOFTDIRTY	0x8000000UL
#define VM_MIXEDMAP	0x10000000UL
#define VM_ARM64_BTI	0x100000000UL
#define VM_SEALED	0x40000000000UL
#define VM_SEALED_SYSMAP	VM_SEALED
#define VM_RESERVED	0x80000000000UL
#define VM_STACK_FLAGS	0x100177UL
#define VM_FAULT_OOM	0x1
#define VM_FAULT_SIGBUS	0x2
#define VM_FAULT_NOPAGE	0x100
#define VM_FAULT_ERROR	0x873
#define VM_FAULT_MINOR	0
#define NOPAGE_SIGBUS	((struct page *)0)
#define NOPAGE_OOM	((struct page *)-1)

#define GFP_KERNEL	0
#define GFP_ATOMIC	0
#define SLAB_KERNEL	0
#define PAGE_KERNEL	1
#define PAGE_READONLY	2
#define PAGE_READONLY_EXEC	3
#define PAGE_NONE	4
#define PF_RANDOMIZE	0x400000
#define KERN_ERR	""
#define STACK_TOP	0x7ff000000000UL
#define TASK_SIZE_USER32	0xfffff000UL
#define TASK_SIZE	0x7ffffffff000UL
#define VDSO32_MBASE	0x100000UL
#define VDSO64_MBASE	0x100000UL
#define VDSO_BASE	0x7fe000000000UL
#define VDSO32_PRELINK	0UL
#define VSYSCALL_START	0xffffffffff600000UL
#define FIXADDR_USER_START	0xffffe000UL
#define FIXADDR_USER_END	0xfffff000UL
#define VDSO_RANDOMIZE_SIZE	0x1000000UL
#define AARCH32_VECTORS_BASE	0xffff0000UL
#define MIPS_GIC_USER_OFS	0x10000UL

struct page {
	char bytes[PAGE_SIZE];
};

struct file;
struct linux_binprm {
	int unused;
};
struct pt_regs {
	unsigned long ip;
};

/* The kernel's own pointers to what it mapped: whichever a source uses. */
struct mm_context {
	unsigned long vdso_base;
	void *vdso;
	const void *vdso_image;
	unsigned long sigpage;
	int compat_mm;
};
struct mm_struct {
	unsigned long start_stack, def_flags, mmap_sem, total_vm, task_size, mmap_base;
	struct mm_context context;
};
struct vm_area_struct;
struct vm_fault {
	unsigned long pgoff, address, flags;
	void *virtual_address;
	struct vm_area_struct *vma;
	struct page *page;
};
struct vm_special_mapping {
	const char *name;
	struct page **pages;
	vm_fault_t (*fault)(const struct vm_special_mapping *, struct vm_area_struct *, struct vm_fault *);
	int (*mremap)(const struct vm_special_mapping *, struct vm_area_struct *);
	void (*close)(const struct vm_special_mapping *, struct vm_area_struct *);
};
struct timekeeper {
	unsigned long xtime_sec;
};
struct vm_operations_struct {
	void (*open)(struct vm_area_struct *);
	void (*close)(struct vm_area_struct *);
	int (*may_split)(struct vm_area_struct *, unsigned long);
	int (*split)(struct vm_area_struct *, unsigned long);
	int (*mremap)(struct vm_area_struct *);
	int (*fault)(struct vm_area_struct *, struct vm_fault *);
	struct page *(*nopage)(struct vm_area_struct *, unsigned long, int *);
	const char *(*name)(struct vm_area_struct *);
};
struct vm_area_struct {
	unsigned long vm_start, vm_end, vm_flags, vm_pgoff, vm_page_prot;
	struct mm_struct *vm_mm;
	const struct vm_operations_struct *vm_ops;
	void *vm_private_data, *vm_file;
};

struct time_namespace {
	struct page *vvar_page;
};
struct nsproxy {
	struct time_namespace *time_ns;
};
struct thread_info {
	unsigned long sysenter_return;
};

/* What a build tool or a header that is not here describes an image by. */
struct loongarch_vdso_info {
	void *vdso;
	unsigned long size, offset_sigreturn;
	struct vm_special_mapping code_mapping, data_mapping;
};
struct mips_vdso_image {
	void *data;
	unsigned long size;
	struct vm_special_mapping mapping;
};
struct mips_abi {
	struct mips_vdso_image *vdso;
};
struct vdso_image {
	void *data;
	unsigned long size, alt, alt_len;
	struct vm_special_mapping text_mapping;
	long sym_vvar_start, sym_vvar_page, sym_hpet_page, sym_pvclock_page, sym_hvclock_page, sym_end_mapping, sym_timens_page;
	long sym_int80_landing_pad, sym_VDSO32_SYSENTER_RETURN;
};
extern struct vdso_image vdso_image_64, vdso_image_x32, vdso_image_32, vdso_image_32_sysenter, vdso_image_32_syscall,
	vdso_image_32_int80;
extern char vdso_cfi_start[], vdso_cfi_end[];
extern char systemcfg[];
struct lowcore {
	unsigned long vdso_per_cpu_data;
};
extern struct lowcore S390_lowcore;
#define _PAGE_RO	0
#define GFP_DMA	0
extern unsigned long protection_map[16];
extern unsigned int vdso64_enabled, vdso32_enabled, vdso_enabled;
extern const struct vdso_image *chosen_vdso32;
extern struct mips_vdso_image vdso_image, vdso_image_o32, vdso_image_n32;

struct thread_struct {
	unsigned long vdso_base;
	unsigned long vdso32_base;
	struct mips_abi *abi;
#ifdef __loongarch__
	struct loongarch_vdso_info *vdso;
#endif
};
struct task_struct {
	struct mm_struct *mm;
	struct nsproxy *nsproxy;
	unsigned long flags;
	struct thread_struct thread;
};
extern struct task_struct judge_task;
extern struct thread_info judge_thread_info;
#define current	(&judge_task)
#define current_thread_info()	(&judge_thread_info)

#define CS_BASES	2
#ifndef JUDGE_STORE
/* Data whose types no source here has. */
#ifdef JUDGE_OWN_DATA
struct vdso_data;
#else
struct vdso_data {
	unsigned long seq_count, sec, seq, platform, processor, dcache_size, icache_size, clock_mode;
	struct {
		int major, minor;
	} version;
};
struct vdso_arch_data {
	struct vdso_data data[2];
};
union vdso_data_store {
	struct vdso_data data;
	u8 bytes[PAGE_SIZE];
};
union mips_vdso_data {
	struct vdso_data data;
	u8 bytes[PAGE_SIZE];
};
#endif
#else
struct vdso_time_data {
	unsigned long x[16];
};
struct vdso_rng_data {
	unsigned long x[2];
};
struct vdso_arch_data;
#endif

extern struct vdso_time_data *vdso_k_time_data;
extern struct vdso_rng_data *vdso_k_rng_data;
extern struct vdso_arch_data *vdso_k_arch_data;

/* A page's description is as large as the page and lies at its address. */
#define TO_PAGE_ADDRESS(x)	((unsigned long)(x) & PAGE_MASK)
#define virt_to_page(x)		((struct page *)TO_PAGE_ADDRESS(x))
#define vmalloc_to_page(x)	virt_to_page(x)
#define page_address(p)		((void *)(p))
#define page_to_virt(p)		((void *)(p))
#define page_to_pfn(p)		((unsigned long)(p) >> PAGE_SHIFT)
#define pfn_to_page(n)		((struct page *)((unsigned long)(n) << PAGE_SHIFT))
#define virt_to_pfn(x)		((unsigned long)(x) >> PAGE_SHIFT)
#define sym_to_pfn(x)		((unsigned long)(x) >> PAGE_SHIFT)
#define __phys_to_pfn(x)	((unsigned long)(x) >> PAGE_SHIFT)
#define PFN_DOWN(x)		((unsigned long)(x) >> PAGE_SHIFT)
#define PHYS_PFN(x)		((unsigned long)(x) >> PAGE_SHIFT)
#define phys_to_page(x)		virt_to_page(x)
#define __pa(x)			((unsigned long)(x))
#define __pa_symbol(x)		((unsigned long)(x))
#define virt_to_phys(x)		((unsigned long)(x))
#define lm_alias(x)		(x)

void panic(const char *why, ...) __attribute__((noreturn));
int printk(const char *format, ...);
#define pr_err(...)	do { } while (0)
#define pr_warn(...)	do { } while (0)
#define pr_info(...)	do { } while (0)
#define DBG_IS_NOT_HERE
void *judge_zeroed(unsigned long bytes);
#define kcalloc(n, size, flags)		judge_zeroed((unsigned long)(n) * (size))
#define kmalloc_array(n, size, flags)	judge_zeroed((unsigned long)(n) * (size))
#define kzalloc(size, flags)		judge_zeroed(size)
#define kmalloc(size, flags)		judge_zeroed(size)
#define kzalloc_objs(type, n)		((typeof(type) *)judge_zeroed(sizeof(type) * (n)))
#define kzalloc_obj(type)		((typeof(type) *)judge_zeroed(sizeof(type)))
#define kmem_cache_zalloc(cache, flags)	((struct vm_area_struct *)judge_zeroed(sizeof(struct vm_area_struct)))
#define kmem_cache_alloc(cache, flags)	kmem_cache_zalloc(cache, flags)
#define kmem_cache_free(cache, x)	do { } while (0)
#define kfree(x)			do { } while (0)
#define get_zeroed_page(flags)		((unsigned long)judge_zeroed(PAGE_SIZE))
#define __get_free_page(flags)		((unsigned long)judge_zeroed(PAGE_SIZE))
#define alloc_page(flags)		virt_to_page(judge_zeroed(PAGE_SIZE))
#define security_vm_enough_memory(n)	0
#define get_page(p)			((void)(p))
#define get_order(bytes)		((bytes) > 8 * PAGE_SIZE ? panic("large"), 0 : 3)
#define alloc_pages(flags, order)	virt_to_page(judge_zeroed(PAGE_SIZE << (order)))
#define split_page(p, order)		((void)(p))
#define put_page(p)			((void)(p))
#define ClearPageReserved(p)		((void)(p))
#define SetPageReserved(p)		((void)(p))
#define vmap(list, n, flags, prot)	page_address((list)[0])
#define vunmap(x)			((void)(x))
enum { FIX_VDSO };
#define __fix_to_virt(index)		0xffffe000UL
#define __set_fixmap(index, at, prot)	((void)(at))
#define flush_tlb_all()			((void)0)
#define flush_dcache_page(p)		((void)(p))
#define flush_icache_range(a, b)	((void)0)
#define copy_page(to, from)		memcpy(to, from, PAGE_SIZE)
int memcmp(const void *, const void *, size_t);
void *memcpy(void *, const void *, size_t);
void *memset(void *, int, size_t);
#define memset32(to, what, n)		((void)0)
#define fill_vectors(x)			((void)0)
#define find_and_patch(...)		0
#define patch_images()			((void)0)
#define timer_node()			1
#define mips_gic_present()		judge_gic
extern int judge_gic;
#define gic_present			judge_gic
#define mips_gic_base			((char *)judge_other)
extern char judge_other[];
#define cpu_has_dc_aliases		0
#define shm_align_mask			0UL
#define mmap_region(...)		0x700000000000UL
#define get_random_int()		77U
#define get_random_long()		77UL
#define get_random_u32_below(n)		((unsigned long)(n) / 2)
#define align_addr(addr, file, flags)	(addr)
#define system_supports_bti()		1
#define system_supports_bti_kernel()	1
#define apply_alternatives(a, b)	((void)0)
#define current_pt_regs()		(&judge_regs)
extern struct pt_regs judge_regs;
#define hpet_address			((unsigned long)judge_other)
#define pvclock_pvti_cpu0_va()		((void *)judge_other)
#define __vvar_page			judge_vvar_page
extern char judge_vvar_page[];
#define pgprot_noncached(x)		(x)
#define boot_cpu_has(x)			(x)
#define X86_FEATURE_SYSENTER32		1
#define X86_FEATURE_SYSCALL32		0
#define X86_FEATURE_SEP			1
#define riscv_has_extension_unlikely(x)	judge_extension
extern int judge_extension;
#define vdso_offset_sigreturn		0x40

#define down_write(x)			((void)(x))
#define up_write(x)			((void)(x))
#define mmap_write_lock(mm)		((void)(mm))
#define mmap_write_unlock(mm)		((void)(mm))
#define mmap_write_lock_killable(mm)	((void)(mm), 0)
#define down_write_killable(x)		((void)(x), 0)

unsigned long get_unmapped_area(struct file *, unsigned long, unsigned long, unsigned long, unsigned long);
int insert_vm_struct(struct mm_struct *, struct vm_area_struct *);
#ifdef JUDGE_LISTS_ONLY
struct vm_area_struct *_install_special_mapping(struct mm_struct *, unsigned long, unsigned long, unsigned long, struct page **);
#else
struct vm_area_struct *_install_special_mapping(struct mm_struct *, unsigned long, unsigned long, unsigned long,
						const struct vm_special_mapping *);
#endif
int install_special_mapping(struct mm_struct *, unsigned long, unsigned long, unsigned long, struct page **);
int do_munmap(struct mm_struct *, unsigned long, unsigned long, void *);
int remap_pfn_range(struct vm_area_struct *, unsigned long, unsigned long, unsigned long, unsigned long);
#define io_remap_pfn_range	remap_pfn_range
vm_fault_t vmf_insert_pfn(struct vm_area_struct *, unsigned long, unsigned long);
vm_fault_t vmf_insert_page(struct vm_area_struct *, unsigned long, struct page *);
#define vm_insert_pfn(area, at, pfn)	(vmf_insert_pfn(area, at, pfn), 0)
struct page *find_timens_vvar_page(struct vm_area_struct *);
struct vm_area_struct *vdso_install_vvar_mapping(struct mm_struct *, unsigned long);
int arch_setup_additional_pages(struct linux_binprm *, int);

void judge_at_boot(int (*function)());
#define JUDGE_AT_BOOT(function) \
	static void __attribute__((constructor)) judge_boot_##function(void) { judge_at_boot((int (*)())function); }
#define arch_initcall(f)	JUDGE_AT_BOOT(f)
#define subsys_initcall(f)	JUDGE_AT_BOOT(f)
#define early_initcall(f)	JUDGE_AT_BOOT(f)
#define device_initcall(f)	JUDGE_AT_BOOT(f)

/* The time that a process is asked which kind it is: what the command line of the compiler says. */
#ifndef JUDGE_COMPAT
#define JUDGE_COMPAT	0
#endif
#ifndef JUDGE_32
#define JUDGE_32	JUDGE_COMPAT
#endif
#define is_32bit_task()		JUDGE_32
#define is_compat_task()	JUDGE_COMPAT
#define in_compat_syscall()	JUDGE_COMPAT
#define in_ia32_syscall()	JUDGE_COMPAT
#define TIF_32BIT	1
#define TIF_31BIT	1
#define TIF_X32		2
#ifndef JUDGE_X32
#define JUDGE_X32	0
#endif
#define test_thread_flag(flag)	((flag) == TIF_X32 ? JUDGE_X32 : JUDGE_COMPAT)
#endif
