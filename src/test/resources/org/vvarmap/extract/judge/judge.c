/*
 * Runs exec's part of a compiled test source and says what a process would see: the facts of a layout, a line each.
 * Pages are told apart by their kernel addresses.
 */
#define JUDGE_HARNESS
#include "kernel.h"

extern int printf(const char *, ...);
extern int sprintf(char *, const char *, ...);
extern int strcmp(const char *, const char *);
extern int strncmp(const char *, const char *, size_t);
extern char *strcat(char *, const char *);
extern void exit(int) __attribute__((noreturn));
extern int atoi(const char *);
extern void *aligned_alloc(size_t, size_t);
extern int setrlimit(int, const unsigned long *);

/* What the glue calls: exec's hook and the macro that fills the auxiliary vector. */
extern int judge_exec(void);
extern void judge_auxv(void);
extern void judge_before_boot(int image_pages);
extern const char *arch_vma_name(struct vm_area_struct *) __attribute__((weak));
extern void judge_arch_remap(struct mm_struct *, unsigned long, unsigned long, unsigned long, unsigned long) __attribute__((weak));

/* The image's pages, whichever of its names a source uses; the linker's command line says where it ends. */
char judge_image[16 * PAGE_SIZE] __attribute__((aligned(PAGE_SIZE))) = "\177ELF";
char judge_image2[16 * PAGE_SIZE] __attribute__((aligned(PAGE_SIZE))) = "\177ELF";
char judge_other[32 * PAGE_SIZE] __attribute__((aligned(PAGE_SIZE)));
char judge_vvar_page[PAGE_SIZE] __attribute__((aligned(PAGE_SIZE)));
void *vdso_k_arch_data_ __asm__("vdso_k_arch_data") __attribute__((weak));
void *vdso_k_rng_data_ __asm__("vdso_k_rng_data") __attribute__((weak));
void *vdso_k_time_data_ __asm__("vdso_k_time_data") __attribute__((weak));
unsigned int vdso64_enabled __attribute__((weak)) = 1, vdso_enabled __attribute__((weak)) = 1;
char VDSO32_SYSENTER_RETURN[16], VDSO32_vsyscall[16];
struct page *vdso32_int80_pages[16], *vdso32_sysenter_pages[16];
static char timens_page[PAGE_SIZE] __attribute__((aligned(PAGE_SIZE)));

static struct mm_struct mm = { .start_stack = 0x7ff000000000UL, .task_size = JUDGE_32 ? TASK_SIZE_USER32 : TASK_SIZE };
static struct time_namespace time_ns;
static struct nsproxy nsproxy = { &time_ns };
struct task_struct judge_task = { .mm = &mm, .nsproxy = &nsproxy, .flags = PF_RANDOMIZE };
struct thread_info judge_thread_info;
struct pt_regs judge_regs;
int judge_gic, judge_extension;

static struct vm_area_struct *areas[16];
static int count;
static struct {
	unsigned long at, pfn;
} ptes[256];
static int pte_count;
unsigned long protection_map[16];
char systemcfg[PAGE_SIZE] __attribute__((aligned(PAGE_SIZE)));
struct lowcore S390_lowcore;
int map_by_ways_of_its_own(void)
{
	return 0;
}

struct page *judge_vdso_pages[16] __asm__("vdso_pages") __attribute__((weak)), *judge_vdsox32_pages[16] __asm__("vdsox32_pages") __attribute__((weak));
struct page *judge_signal_page(void) __asm__("get_signal_page");
extern void vdso_setup_data_pages(void) __attribute__((weak));
#ifdef JUDGE_CALLS_INIT
extern void vdso_init(void);
#endif
static int (*at_boot[16])();
static int boots;

void panic(const char *why, ...)
{
	printf("panic=%s\n", why);
	exit(3);
}

int printk(const char *format, ...)
{
	return 0;
}

void *judge_zeroed(unsigned long bytes)
{
	unsigned long whole = PAGE_ALIGN(bytes + 1);
	void *memory;

	if (bytes > 1 << 24)
		panic("too much memory");
	memory = aligned_alloc(PAGE_SIZE, whole + PAGE_SIZE);
	memset(memory, 0, whole + PAGE_SIZE);
	return memory;
}

struct page *judge_signal_page(void)
{
	return virt_to_page(judge_zeroed(PAGE_SIZE));
}

void judge_at_boot(int (*function)())
{
	at_boot[boots++] = function;
}

unsigned long get_unmapped_area(struct file *file, unsigned long hint, unsigned long bytes, unsigned long a, unsigned long b)
{
	static unsigned long next = 0x7f0000000000UL;
	unsigned long at = next;

	if (bytes == 0 || bytes > 1UL << 30)
		return -ENOMEM;
	next += PAGE_ALIGN(bytes) + (1UL << 24);
	return at;
}

int insert_vm_struct(struct mm_struct *to, struct vm_area_struct *area)
{
	int i;

	if (area->vm_start >= area->vm_end || area->vm_start & ~PAGE_MASK || area->vm_end & ~PAGE_MASK || count == 16)
		panic("a VMA of no size");
	for (i = 0; i < count; i++)
		if (area->vm_start < areas[i]->vm_end && areas[i]->vm_start < area->vm_end)
			return -ENOMEM;
	areas[count++] = area;
	return 0;
}

#ifdef JUDGE_OWN_MM
static struct vm_operations_struct listed_ops;

int install_special_mapping(struct mm_struct *to, unsigned long from, unsigned long bytes, unsigned long bits, struct page **list)
{
	struct vm_area_struct *area = judge_zeroed(sizeof(*area));

	area->vm_mm = to;
	area->vm_start = from;
	area->vm_end = from + bytes;
	area->vm_flags = bits | to->def_flags;
	area->vm_ops = &listed_ops;
	area->vm_private_data = list;
	return insert_vm_struct(to, area);
}
#endif

int do_munmap(struct mm_struct *from, unsigned long at, unsigned long bytes, void *unused)
{
	int i;

	for (i = 0; i < count; i++)
		if (areas[i]->vm_start >= at && areas[i]->vm_end <= at + bytes)
			areas[i--] = areas[--count];
	return 0;
}

static void put(unsigned long at, unsigned long pfn)
{
	int i;

	for (i = 0; i < pte_count; i++)
		if (ptes[i].at == (at & PAGE_MASK))
			return;
	if (pte_count == 256)
		panic("too many pages");
	ptes[pte_count].at = at & PAGE_MASK;
	ptes[pte_count++].pfn = pfn;
}

int remap_pfn_range(struct vm_area_struct *area, unsigned long at, unsigned long pfn, unsigned long bytes, unsigned long prot)
{
	unsigned long i;

	if (at & ~PAGE_MASK || bytes == 0 || bytes > 64 * PAGE_SIZE)
		return -EINVAL;
	if (at < area->vm_start || at + PAGE_ALIGN(bytes) > area->vm_end)
		panic("pages beside their VMA");
	area->vm_flags |= VM_IO | VM_PFNMAP | VM_DONTEXPAND | VM_DONTDUMP;
	for (i = 0; i < PAGE_ALIGN(bytes) >> PAGE_SHIFT; i++)
		put(at + i * PAGE_SIZE, pfn + i);
	return 0;
}

vm_fault_t vmf_insert_pfn(struct vm_area_struct *area, unsigned long at, unsigned long pfn)
{
	if (!(area->vm_flags & (VM_PFNMAP | VM_MIXEDMAP)))
		panic("frames put into ordinary memory");
	if (at < area->vm_start || at >= area->vm_end)
		return VM_FAULT_SIGBUS;
	put(at, pfn);
	return VM_FAULT_NOPAGE;
}

vm_fault_t vmf_insert_page(struct vm_area_struct *area, unsigned long at, struct page *page)
{
	if (at < area->vm_start || at >= area->vm_end)
		return VM_FAULT_SIGBUS;
	if (!(area->vm_flags & VM_MIXEDMAP) && area->vm_flags & VM_PFNMAP)
		panic("a page put into frames");
	area->vm_flags |= VM_MIXEDMAP;
	put(at, page_to_pfn(page));
	return VM_FAULT_NOPAGE;
}

struct page *find_timens_vvar_page(struct vm_area_struct *area)
{
#ifdef CONFIG_TIME_NS
	return time_ns.vvar_page;
#else
	return NULL;
#endif
}

/* The page of the kernel that a process sees at an offset; zero where it gets a signal. */
static unsigned long shown(struct vm_area_struct *area, unsigned long index)
{
	unsigned long at = area->vm_start + index * PAGE_SIZE;
	struct page **list = area->vm_private_data;
	struct vm_fault fault = {
		.pgoff = index + area->vm_pgoff, .address = at, .virtual_address = (void *)at, .vma = area
	};
	int i, result = 0, type;

	for (i = 0; i < pte_count; i++)
		if (ptes[i].at == at)
			return ptes[i].pfn << PAGE_SHIFT;
	if (area->vm_ops && area->vm_ops->fault) {
#ifdef JUDGE_VMA_IN_FAULT
		result = ((int (*)(struct vm_fault *))area->vm_ops->fault)(&fault);
#else
		result = area->vm_ops->fault(area, &fault);
#endif
		if (result & VM_FAULT_ERROR)
			return 0;
		for (i = 0; i < pte_count; i++)
			if (ptes[i].at == at)
				return ptes[i].pfn << PAGE_SHIFT;
		if (!fault.page && !(result & VM_FAULT_NOPAGE))
			panic("a fault that gives nothing");
		return (unsigned long)fault.page;
	}
	if (area->vm_ops && area->vm_ops->nopage)
		return (unsigned long)area->vm_ops->nopage(area, at, &type);
#ifdef JUDGE_OWN_MM
	while (index && *list) {
		list++;
		index--;
	}
	return (unsigned long)*list;
#else
	return 0;
#endif
}

enum { NOTHING, IMAGE, DATA, TIMENS };

static int kind(unsigned long page, int *index)
{
	*index = 0;
	if (!page)
		return NOTHING;
	if (page >= (unsigned long)judge_image && page < (unsigned long)judge_image + sizeof(judge_image)) {
		*index = (page - (unsigned long)judge_image) >> PAGE_SHIFT;
		return IMAGE;
	}
	if (page >= (unsigned long)judge_image2 && page < (unsigned long)judge_image2 + sizeof(judge_image2)) {
		*index = 100 + ((page - (unsigned long)judge_image2) >> PAGE_SHIFT);
		return IMAGE;
	}
	/* A copy of an image of one page. */
	if (*(unsigned int *)page == 0x464c457f)
		return IMAGE;
	return page == (unsigned long)timens_page ? TIMENS : DATA;
}

static const char *name_of(struct vm_area_struct *area)
{
	const char *name = 0;

	if (area->vm_ops && area->vm_ops->name)
		name = area->vm_ops->name(area);
#ifdef JUDGE_ASKS_ARCH
	if (!name && arch_vma_name)
		name = arch_vma_name(area);
#endif
	return name ? name : "";
}

/* Whether a VMA is a page of code that is no image's, such as the one that signal handlers return through. */
static int is_other(struct vm_area_struct *area, const char *name)
{
	unsigned long j;
	int index;

	if (!name[0] || !strcmp(name, "[vdso]") || !(area->vm_flags & VM_EXEC))
		return 0;
	for (j = 0; j < (area->vm_end - area->vm_start) >> PAGE_SHIFT; j++)
		if (kind(shown(area, j), &index) == IMAGE)
			return 0;
	return 1;
}

static long passed = -1;

void judge_pass(unsigned long value)
{
	passed = value;
}

/* How many words of the process's own memory hold a value. */
static int pointers(unsigned long value, int of[8])
{
	unsigned long *words[8] = {
		&mm.context.vdso_base, (unsigned long *)&mm.context.vdso, &judge_task.thread.vdso_base, &judge_task.thread.vdso32_base
	};
	int i, found = 0;

	for (i = 0; i < 4; i++) {
		of[i] = *words[i] == value;
		found += of[i];
	}
	return found;
}

static void access_of(unsigned long flags)
{
	const char *access = flags & VM_PFNMAP ? "pfnmap" : flags & VM_MIXEDMAP && flags & VM_IO ? "mixedmap"
		: flags & (VM_MAYWRITE | VM_WRITE) ? "cow" : "read-only";

	printf("dataAccess=%s\n", access);
}

int main(int argc, char **argv)
{
	int pages = atoi(argv[1]), i, k, index, of[8], of2[8], error;
	struct vm_area_struct *image = 0, *first_data = 0, *sorted[16];
	unsigned long header = 0, image_end = 0, data_start = 0, data_end = 0, unbroken = 1, header_offset;
	int sealed = 0, vdsos = 0, has_timens = 0, merged = 0, separate = 0, all_pages = 0;
	struct vm_area_struct moved;
	char before[64];

	/* A source may well loop for ever, or take all memory: processor time in seconds, memory in bytes. */
	const unsigned long second[2] = { 1, 1 }, memory[2] = { 1UL << 29, 1UL << 29 };

	setrlimit(0, second);
	setrlimit(9, memory);
	time_ns.vvar_page = argc > 2 && atoi(argv[2]) ? (struct page *)timens_page : NULL;
	judge_gic = argc > 3 && atoi(argv[3]);
	judge_before_boot(pages);
	if (vdso_setup_data_pages)
		vdso_setup_data_pages();
#ifdef JUDGE_CALLS_INIT
	vdso_init();
#endif
	for (i = 0; i < boots; i++)
		at_boot[i]();
	error = judge_exec();
	if (error)
		printf("error=%d\n", error);
	judge_auxv();
	for (i = 0; i < count; i++)
		sorted[i] = areas[i];
	for (i = 0; i < count; i++)
		for (k = i + 1; k < count; k++)
			if (sorted[k]->vm_start < sorted[i]->vm_start) {
				struct vm_area_struct *swap = sorted[i];

				sorted[i] = sorted[k];
				sorted[k] = swap;
			}
	printf("regions=");
	for (i = 0; i < count; i++) {
		struct vm_area_struct *area = sorted[i];
		unsigned long n = (area->vm_end - area->vm_start) >> PAGE_SHIFT, j;
		int datas = 0, images = 0, nothings = 0, starts = 0;
		const char *name = name_of(area);

		if (n > 64)
			panic("a large VMA");
		/* Code of another kind, under a name of its own. */
		if (is_other(area, name))
			continue;
		for (j = 0; j < n; j++) {
			unsigned long at = area->vm_start + j * PAGE_SIZE;

			switch (kind(shown(area, j), &index)) {
			case IMAGE:
				images++;
				if (index % 100 == 0 && !header) {
					header = at;
					image = area;
				}
				/* Pages in the order of the image. */
				if (!header || at != header + (index % 100) * PAGE_SIZE)
					unbroken = 0;
				image_end = at + PAGE_SIZE;
				all_pages++;
				break;
			case TIMENS:
				has_timens = 1;
				/* fall through */
			case DATA:
				datas++;
				break;
			default:
				nothings++;
			}
		}
		if (datas && images) {
			merged = 1;
			for (j = 0; j < n; j++) {
				unsigned long at = area->vm_start + j * PAGE_SIZE;
				int what = kind(shown(area, j), &index);

				if (what == DATA || what == TIMENS) {
					data_start = data_start ? data_start : at;
					data_end = at + PAGE_SIZE;
				}
			}
		} else if (datas) {
			separate = 1;
			data_start = data_start ? data_start : area->vm_start;
			data_end = area->vm_end;
		}
		if (datas && !first_data)
			first_data = area;
		if (datas || images) {
			vdsos++;
			sealed += !!(area->vm_flags & VM_SEALED);
		}
		printf("%s|%s|%lu|%d|%d;", name, datas && images ? "data+code" : datas ? "data" : images ? "code" : "nothing", n,
		       nothings, images && !unbroken);
	}
	printf("\n");
	printf("vdso=%s\n", header ? "image" : "none");
	if (!header)
		return 0;
	printf("imagePages=%d/%d %s\n", all_pages, pages, unbroken ? "in order" : "out of order");
	printf("dataPlacement=%s\n", !data_end ? "none" : data_end == header ? "before" : data_start == image_end ? "after" : "other");
	printf("dataMapping=%s\n", merged ? "merged" : separate ? "separate" : "none");
	printf("sysinfoEhdr=%s\n", passed == -1 ? "false" : passed == (long)header ? "true" : "other");
	for (i = 0; i < count; i++)
		if (!strcmp(name_of(sorted[i]), "[vdso]")) {
			printf("elfAtVdsoStart=%s\n", sorted[i]->vm_start == header ? "true" : "false");
			break;
		}
	if (i == count)
		printf("elfAtVdsoStart=null\n");
	if (first_data)
		access_of(first_data->vm_flags);
	else
		printf("dataAccess=null\n");
	printf("sealed=%s\n", !sealed ? "false" : sealed == vdsos ? "true" : "some");
	printf("timensShown=%s\n", has_timens ? "true" : "false");

	/* What becomes of it when user space moves it, and cuts it. */
	header_offset = header - image->vm_start;
	sprintf(before, "%.60s", name_of(image));
	pointers(header, of);
	moved = *image;
	moved.vm_start = 0x600000000000UL;
	moved.vm_end = moved.vm_start + (image->vm_end - image->vm_start);
	printf("nameSticks=%s\n", !before[0] ? "null" : !strcmp(before, name_of(&moved)) ? "true" : "false");
	if (image->vm_ops && image->vm_ops->split)
		printf("split=%s\n", image->vm_ops->split(image, image->vm_start + PAGE_SIZE) < 0 ? "refused" : "allowed");
	else if (image->vm_ops && image->vm_ops->may_split)
		printf("split=%s\n", image->vm_ops->may_split(image, image->vm_start + PAGE_SIZE) < 0 ? "refused" : "allowed");
	else
		printf("split=allowed\n");
	if (image->vm_ops && image->vm_ops->mremap) {
		struct vm_area_struct other = moved;
		struct mm_struct saved = mm;
		int fails;

		other.vm_end += 3 * PAGE_SIZE;
		fails = image->vm_ops->mremap(&other) < 0;
		mm = saved;
		printf("hookObjects=%s\n", fails ? "true" : "false");
		error = image->vm_ops->mremap(&moved);
	} else {
		printf("hookObjects=false\n");
		error = 0;
	}
#ifdef JUDGE_TELLS_ARCH
	if (!error && judge_arch_remap)
		judge_arch_remap(&mm, image->vm_start, image->vm_end, moved.vm_start, moved.vm_end);
#endif
	if (error) {
		printf("mremapTracked=error\n");
	} else {
		int held = 0, follows = 0, stays = 0;

		for (i = 0; i < 4; i++)
			held += of[i];
		pointers(moved.vm_start + header_offset, of2);
		for (i = 0; i < 4; i++)
			follows += of[i] && of2[i];
		pointers(header, of2);
		for (i = 0; i < 4; i++)
			stays += of[i] && of2[i];
		printf("mremapTracked=%s\n", !held ? "nobody" : follows == held ? "true" : stays == held ? "false" : "other");
	}
	printf("end=\n");
	return 0;
}
