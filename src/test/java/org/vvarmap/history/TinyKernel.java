package org.vvarmap.history;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A kernel source with nothing in it but what a powerpc layout is read from, in four shapes that powerpc had. Written for
 * these tests; no line of it is the kernel's.
 *
 * <p>The shapes share all but {@code vdso.c}, so that two of them differ in known facts: {@link #dataAfter} and
 * {@link #dataBefore} in dataPlacement and elfAtVdsoStart, {@link #separate} and {@link #twoPages} in regions alone. The
 * hash style and the time namespaces turn with a file of their own.
 */
record TinyKernel(Map<String, String> files) {

    static final String VDSO_C = "arch/powerpc/kernel/vdso.c";
    static final String MMAP_C = "mm/mmap.c";
    static final String KCONFIG = "arch/powerpc/Kconfig";
    static final String INIT_KCONFIG = "init/Kconfig";
    static final String MAKEFILE64 = "arch/powerpc/kernel/vdso64/Makefile";

    TinyKernel {
        files = Collections.unmodifiableMap(new TreeMap<>(files));
    }

    /** One VMA, the data on its last page. */
    static TinyKernel dataAfter() {
        return of(merged("0", "list[i++] = virt_to_page(figures);"));
    }

    /** One VMA, the data on its first page. */
    static TinyKernel dataBefore() {
        return of(merged("PAGE_SIZE", ""));
    }

    /** A one-page VMA for the data, just below the image. */
    static TinyKernel separate() {
        return of(separate("PAGE_SIZE"));
    }

    /** The same with two pages. */
    static TinyKernel twoPages() {
        return of(separate("2 * PAGE_SIZE"));
    }

    /** A source that no layout can be read from: it maps through a function that is nowhere. */
    static TinyKernel broken() {
        return dataAfter().replace(VDSO_C, "_install_special_mapping(", "map_by_magic(");
    }

    /** A kernel without a vDSO. */
    static TinyKernel withoutVdso() {
        return new TinyKernel(Map.of("Makefile", "VERSION = 5\n", MMAP_C, MMAP));
    }

    TinyKernel with(String path, String text) {
        Map<String, String> changed = new TreeMap<>(files);
        changed.put(path, text);
        return new TinyKernel(changed);
    }

    TinyKernel without(String path) {
        Map<String, String> changed = new TreeMap<>(files);
        if (changed.remove(path) == null) {
            throw new IllegalArgumentException(path + " is not there");
        }
        return new TinyKernel(changed);
    }

    TinyKernel replace(String path, String what, String by) {
        if (!files.get(path).contains(what)) {
            throw new IllegalArgumentException(path + " does not contain " + what);
        }
        return with(path, files.get(path).replace(what, by));
    }

    /** The same layout in other words. */
    TinyKernel touched(String remark) {
        return with(VDSO_C, "/* " + remark + " */\n" + files.get(VDSO_C));
    }

    /** The 64-bit image linked with another hash style. */
    TinyKernel hashed(String style) {
        return with(MAKEFILE64, makefile(64, style));
    }

    /** One half of time namespaces: the option, which needs the architecture's consent. */
    TinyKernel withTimensOption() {
        return with(INIT_KCONFIG, """
                config TIME_NS
                	bool "TIME namespace"
                	depends on GENERIC_VDSO_TIME_NS
                	default y
                """);
    }

    /** The other half: the architecture's consent. */
    TinyKernel withTimensConsent() {
        return replace(KCONFIG, "select TINY", "select GENERIC_VDSO_TIME_NS");
    }

    private static TinyKernel of(String vdso) {
        Map<String, String> files = new TreeMap<>();
        files.put("Makefile", "VERSION = 5\nPATCHLEVEL = 11\n");
        files.put(VDSO_C, vdso);
        files.put(MMAP_C, MMAP);
        files.put("mm/mremap.c", """
                static int tiny_move(struct vm_area_struct *a)
                {
                	return a->vm_ops->mremap(a);
                }
                """);
        files.put("fs/proc/task_mmu.c", """
                static void tiny_show(struct seq_file *m, struct vm_area_struct *a)
                {
                	seq_puts(m, a->vm_ops && a->vm_ops->name ? a->vm_ops->name(a) : arch_vma_name(a));
                }
                """);
        files.put(KCONFIG, """
                config PPC
                	bool
                	default y
                	select TINY
                """);
        files.put(INIT_KCONFIG, """
                config TINY
                	bool
                """);
        files.put("arch/powerpc/include/asm/elf.h", """
                #define ARCH_DLINFO \\
                do { \\
                	NEW_AUX_ENT(AT_SYSINFO_EHDR, (unsigned long)current->mm->context.vdso); \\
                } while (0)
                """);
        for (int bits : new int[] {32, 64}) {
            files.put("arch/powerpc/kernel/vdso" + bits + "_wrapper.S", """
                    	.balign PAGE_SIZE
                    vdso%1$d_start:
                    	.incbin "arch/powerpc/kernel/vdso%1$d/vdso%1$d.so"
                    	.balign PAGE_SIZE
                    vdso%1$d_end:
                    """.formatted(bits));
            files.put("arch/powerpc/kernel/vdso" + bits + "/Makefile", makefile(bits, "both"));
        }
        return new TinyKernel(files);
    }

    private static String makefile(int bits, String style) {
        return "ccflags-y := -shared -Wl,-soname=linux-vdso" + bits + ".so.1 -Wl,--hash-style=" + style + "\n";
    }

    private static final String MMAP = """
            static const char *tiny_name(struct vm_area_struct *a)
            {
            	return ((struct vm_special_mapping *)a->vm_private_data)->name;
            }

            static int tiny_mremap(struct vm_area_struct *a)
            {
            	struct vm_special_mapping *sm = a->vm_private_data;

            	return sm->mremap ? sm->mremap(sm, a) : 0;
            }

            static int tiny_split(struct vm_area_struct *a, unsigned long at)
            {
            	return -EINVAL;
            }

            static vm_fault_t tiny_fault(struct vm_fault *f)
            {
            	struct vm_special_mapping *sm = f->vma->vm_private_data;

            	if (sm->fault)
            		return sm->fault(sm, f->vma, f);
            	f->page = sm->pages[f->pgoff];
            	return 0;
            }

            static const struct vm_operations_struct special_mapping_vmops = {
            	.fault = tiny_fault,
            	.mremap = tiny_mremap,
            	.name = tiny_name,
            	.may_split = tiny_split,
            };

            static struct vm_area_struct *__install_special_mapping(struct mm_struct *mm, unsigned long addr,
            		unsigned long len, unsigned long flags, void *priv,
            		const struct vm_operations_struct *ops)
            {
            	struct vm_area_struct *a = vm_area_alloc(mm);

            	if (!a)
            		return ERR_PTR(-ENOMEM);
            	a->vm_start = addr;
            	a->vm_end = addr + len;
            	a->vm_flags = flags | VM_DONTEXPAND;
            	a->vm_ops = ops;
            	a->vm_private_data = priv;
            	insert_vm_struct(mm, a);
            	return a;
            }

            struct vm_area_struct *_install_special_mapping(struct mm_struct *mm, unsigned long addr,
            		unsigned long len, unsigned long flags, const struct vm_special_mapping *sm)
            {
            	return __install_special_mapping(mm, addr, len, flags, (void *)sm, &special_mapping_vmops);
            }
            """;

    private static final String IMAGES = """
            extern char vdso32_start, vdso32_end;
            extern char vdso64_start, vdso64_end;

            static u8 store[2 * PAGE_SIZE] __page_aligned_data;
            void *figures = &store;

            static int tiny_moved(const struct vm_special_mapping *sm, struct vm_area_struct *a, unsigned long len)
            {
            	if (a->vm_end - a->vm_start != len)
            		return -EINVAL;
            	current->mm->context.vdso = (void *)a->vm_start + HEADER;
            	return 0;
            }

            static int moved32(const struct vm_special_mapping *sm, struct vm_area_struct *a)
            {
            	return tiny_moved(sm, a, &vdso32_end - &vdso32_start + EXTRA);
            }

            static int moved64(const struct vm_special_mapping *sm, struct vm_area_struct *a)
            {
            	return tiny_moved(sm, a, &vdso64_end - &vdso64_start + EXTRA);
            }

            static struct vm_special_mapping image32 = {
            	.name = "[vdso]",
            	.mremap = moved32,
            };

            static struct vm_special_mapping image64 = {
            	.name = "[vdso]",
            	.mremap = moved64,
            };

            static struct page **list_pages(char *from, char *to)
            {
            	int i, n = (to - from) >> PAGE_SHIFT;
            	struct page **list = kcalloc(n + 2, sizeof(struct page *), GFP_KERNEL);

            	FIRST
            	for (i = 0; i < n; i++)
            		list[i + SKIP] = virt_to_page(from + i * PAGE_SIZE);
            	LAST
            	return list;
            }
            """;

    private static final String INIT = """

            static int __init tiny_init(void)
            {
            	image32.pages = list_pages(&vdso32_start, &vdso32_end);
            	if (IS_ENABLED(CONFIG_PPC64))
            		image64.pages = list_pages(&vdso64_start, &vdso64_end);
            	DATA
            	return 0;
            }
            arch_initcall(tiny_init);
            """;

    private static final String CHOICE = """
            	struct mm_struct *mm = current->mm;
            	struct vm_special_mapping *sm = is_32bit_task() ? &image32 : &image64;
            	struct vm_area_struct *a;
            	unsigned long base, len;

            	if (is_32bit_task())
            		len = &vdso32_end - &vdso32_start;
            	else
            		len = &vdso64_end - &vdso64_start;
            """;

    private static String merged(String header, String last) {
        boolean before = last.isEmpty();
        return IMAGES.replace("HEADER", header)
                .replace("EXTRA", "PAGE_SIZE")
                .replace("FIRST", before ? "list[0] = virt_to_page(figures);" : "")
                .replace("SKIP", before ? "1" : "0")
                .replace("LAST", last)
                + """

                int arch_setup_additional_pages(struct linux_binprm *bprm, int interp)
                {
                """ + CHOICE + """
                	len += PAGE_SIZE;
                	base = get_unmapped_area(NULL, 0, len, 0, 0);
                	if (IS_ERR_VALUE(base))
                		return base;
                	mm->context.vdso = (void *)base + %s;
                	a = _install_special_mapping(mm, base, len,
                			VM_READ | VM_EXEC | VM_MAYREAD | VM_MAYWRITE | VM_MAYEXEC, sm);
                	return PTR_ERR_OR_ZERO(a);
                }
                """.formatted(header)
                + INIT.replace("DATA", "");
    }

    private static String separate(String size) {
        return IMAGES.replace("HEADER", "0")
                .replace("EXTRA", "0")
                .replace("FIRST", "")
                .replace("SKIP", "0")
                .replace("LAST", "")
                + """

                static struct vm_special_mapping data_only = {
                	.name = "[vvar]",
                	.fault = tiny_fault,
                };

                static vm_fault_t tiny_fault(const struct vm_special_mapping *sm, struct vm_area_struct *a,
                		struct vm_fault *vmf)
                {
                	struct page *own = IS_ENABLED(CONFIG_TIME_NS) ? find_timens_vvar_page(a) : NULL;

                	return vmf_insert_pfn(a, vmf->address, own ? page_to_pfn(own) : virt_to_pfn(figures));
                }

                int arch_setup_additional_pages(struct linux_binprm *bprm, int interp)
                {
                """ + CHOICE + """
                	base = get_unmapped_area(NULL, 0, len + %1$s, 0, 0);
                	if (IS_ERR_VALUE(base))
                		return base;
                	mm->context.vdso = (void *)base + %1$s;
                	a = _install_special_mapping(mm, base, %1$s,
                			VM_READ | VM_MAYREAD | VM_IO | VM_DONTDUMP | VM_PFNMAP, &data_only);
                	if (IS_ERR(a))
                		return PTR_ERR(a);
                	a = _install_special_mapping(mm, base + %1$s, len,
                			VM_READ | VM_EXEC | VM_MAYREAD | VM_MAYWRITE | VM_MAYEXEC, sm);
                	return PTR_ERR_OR_ZERO(a);
                }
                """.formatted(size)
                + INIT.replace("DATA", "");
    }
}
