package org.vvarmap.source;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the kernel's own functions do where all goes well: allocations succeed, locks are got, nothing is an error. They have
 * meant the same for twenty years, so their source need not be read; those that make VMAs are what all this is about.
 */
final class KernelFunctions {

    /** Done for their effect on something that no layout depends on; they return 0. */
    private static final Set<String> QUIET = Set.of(
            "down_write", "up_write", "down_read", "up_read", "down_write_killable", "mmap_write_lock",
            "mmap_write_lock_killable", "mmap_write_unlock", "mmap_read_lock", "mmap_read_unlock", "memset", "clear_page", "printk",
            "pr_err", "pr_warn", "pr_info", "pr_debug", "panic", "BUG_ON", "BUG", "BUILD_BUG_ON",
            "smp_wmb", "wmb", "mb", "get_page", "put_page", "kfree", "kmem_cache_free", "vm_area_free", "vunmap",
            "ClearPageReserved", "SetPageReserved", "security_vm_enough_memory", "security_vm_enough_memory_mm",
            "vm_unacct_memory", "vm_stat_account", "perf_event_mmap", "static_assert", "_Static_assert",
            "apply_alternatives", "INIT_LIST_HEAD", "flush_dcache_page", "flush_tlb_all", "strcpy", "split_page", "DBG",
            "futex_reset_cs_ranges", "futex_set_vdso_cs_range", "gic_get_usm_range");

    private static final Set<String> ALLOCATIONS = Set.of(
            "kmem_cache_alloc", "kmem_cache_zalloc", "kmalloc", "kzalloc", "kcalloc", "kmalloc_array", "kzalloc_objs",
            "kzalloc_obj", "vm_area_alloc", "get_zeroed_page", "__get_free_page", "__get_free_pages");

    /** Allocations that give a {@code struct page} and not its address. */
    private static final Set<String> PAGE_ALLOCATIONS = Set.of("alloc_page", "alloc_pages");

    private static final Set<String> TO_PAGE = Set.of(
            "virt_to_page", "vmalloc_to_page", "virt_to_pfn", "vmalloc_to_pfn", "pfn_to_page", "page_to_pfn", "sym_to_pfn",
            "phys_to_page", "phys_to_pfn", "PHYS_PFN", "PFN_DOWN", "__phys_to_pfn");

    private static final Set<String> SAME = Set.of(
            "likely", "unlikely", "ERR_PTR", "READ_ONCE", "__pa", "__pa_symbol", "virt_to_phys", "lm_alias",
            "__va", "ia64_imva", "ERR_CAST", "untagged_addr",
            "pgprot_noncached", "__pgprot", "legacy_to_vma_flags");

    /** The flags that a VMA gets from {@code remap_pfn_range}, and had got since before 2.6.15 as far as they are named. */
    private static final Set<String> REMAPPED = Set.of("VM_IO", "VM_PFNMAP");

    /** A hint where to map, or chance: nothing that a layout depends on. */
    private static final Set<String> ANY_NUMBER = Set.of(
            "get_random_int", "get_random_long", "get_random_u32", "get_random_u32_below", "prandom_u32_max",
            "align_vdso_addr", "align_addr");

    private static final Pattern UNREAD = Pattern.compile("\\b" + Machine.NUMBER);

    private KernelFunctions() {}

    /** Calls a function of the kernel; empty where it is not one of those known here. */
    static Optional<Value> call(String function, List<Value> arguments, Machine.Run run, Token place) {
        if (QUIET.contains(function)) {
            return Optional.of(Sum.ZERO);
        }
        if (ALLOCATIONS.contains(function)) {
            Sum made = run.object("new");
            if (function.equals("vm_area_alloc") && arguments.size() == 1) {
                run.memory.put(run.target(made) + ".vm_mm", arguments.get(0));
            }
            return Optional.of(made);
        }
        if (PAGE_ALLOCATIONS.contains(function)) {
            return Optional.of(new Value.Page(run.object("new")));
        }
        if (ANY_NUMBER.contains(function)) {
            return Optional.of(run.fresh(function, place));
        }
        if (function.equals("pvclock_pvti_cpu0_va")) {
            return Optional.of(Sum.symbol("&the clock page of the hypervisor"));
        }
        if (function.equals("current_thread_info")) {
            return Optional.of(Sum.symbol("&current.thread_info"));
        }
        if (arguments.isEmpty()) {
            return Optional.empty();
        }
        Value first = arguments.get(0);
        if (SAME.contains(function)) {
            return Optional.of(first);
        }
        if (TO_PAGE.contains(function)) {
            return Optional.of(first instanceof Value.Page ? first : new Value.Page(run.sum(first)));
        }
        switch (function) {
            case "IS_ERR", "IS_ERR_VALUE", "IS_ERR_OR_NULL", "PTR_ERR_OR_ZERO" -> {
                // Nothing is an error but what is known to be one.
                boolean error = run.sum(first).number().filter(known -> known < 0).isPresent();
                boolean nothing = function.equals("IS_ERR_OR_NULL") && first.equals(Sum.ZERO);
                return Optional.of(Sum.of(error && function.equals("PTR_ERR_OR_ZERO") ? -1 : error || nothing ? 1 : 0));
            }
            case "do_munmap" -> {
                // Where exec gives up; a VMA that is made and taken away again, and exec goes on, is none that is understood.
                if (!run.mappings.isEmpty()) {
                    run.unresolved("do_munmap() after something was mapped", place);
                }
                return Optional.of(Sum.ZERO);
            }
            case "memcmp" -> {
                // Of the start of something, with what it begins with: equal.
                boolean start = run.sum(first).symbol().filter(symbol -> symbol.startsWith("&") && !symbol.startsWith("&local ")).isPresent();
                return Optional.of(Sum.of(start ? 0 : 1));
            }
            case "WARN_ON", "WARN_ON_ONCE" -> {
                // What they warn of does not happen, unless what is known says that it always does.
                return Optional.of(Sum.of(run.sum(first).number().filter(known -> known != 0).isPresent() ? 1 : 0));
            }
            case "page_address", "page_to_virt" -> {
                return Optional.of(first instanceof Value.Page page ? page.address() : first);
            }
            case "copy_page" -> {
                run.fill(run.sum(first), arguments.size() == 2 ? arguments.get(1) : Sum.ZERO);
                return Optional.of(Sum.ZERO);
            }
            case "memcpy" -> {
                // To the start of what was allocated: a copy of it, as far as a layout goes; but not of a few bytes.
                if (arguments.size() == 3 && run.sum(arguments.get(2)).number().isEmpty()) {
                    run.fill(run.sum(first), arguments.get(1));
                }
                return Optional.of(Sum.ZERO);
            }
            case "vmap" -> {
                // Of one page: another address of the same page.
                boolean one = arguments.size() > 1 && run.sum(arguments.get(1)).number().filter(count -> count == 1).isPresent();
                Value page = one ? run.memory.get(run.target(first)) : null;
                return Optional.of(page instanceof Value.Page it ? it.address() : run.object("vmap"));
            }
            case "__set_fixmap" -> {
                run.fix(arguments);
                return Optional.of(Sum.ZERO);
            }
            case "mk_pte" -> {
                return Optional.of(first);
            }
            case "set_pte" -> {
                run.pages.add(arguments.get(arguments.size() - 1));
                return Optional.of(Sum.ZERO);
            }
            case "put_kernel_page" -> {
                if (arguments.size() == 3) {
                    run.show(arguments.get(0), run.sum(arguments.get(1)), place);
                }
                return Optional.of(first);
            }
            case "seq_puts" -> {
                run.memory.put(Machine.PRINTED, arguments.get(arguments.size() - 1));
                return Optional.of(Sum.ZERO);
            }
            case "BIT" -> {
                return run.sum(first).number().filter(bit -> bit >= 0 && bit < 63).map(bit -> Sum.of(1L << bit));
            }
            case "PTR_ERR" -> {
                return Optional.of(Sum.of(-1));
            }
            case "WRITE_ONCE" -> {
                return Optional.empty();
            }
            case "get_unmapped_area" -> {
                if (arguments.size() < 3 || !isPlainSize(run.sum(arguments.get(2)))) {
                    run.unresolved("get_unmapped_area() of a size that is not understood", place);
                }
                return Optional.of(run.fresh(Machine.FREE_RANGE, place));
            }
            case "round_up" -> {
                // As code writes it that has no such macro: (size + PAGE_SIZE - 1) / PAGE_SIZE pages.
                Sum size = run.sum(first);
                boolean toPages = arguments.size() == 2 && run.sum(arguments.get(1)).equals(Sum.ofPages(1));
                if (toPages && size.pages().isEmpty()) {
                    return Optional.of(size.plus(Sum.ofPages(1)).minus(Sum.of(1)));
                }
                return aligned(function, arguments, run);
            }
            case "mmap_region", "do_mmap" -> {
                // A VMA like any that a program asks for itself, with no file: nothing of a vDSO.
                boolean anonymous = run.sum(first).equals(Sum.ZERO);
                return anonymous ? Optional.of(run.fresh(Machine.ANONYMOUS, place)) : Optional.empty();
            }
            case "ALIGN", "PAGE_ALIGN", "__ALIGN_MASK", "__ALIGN_KERNEL_MASK" -> {
                return aligned(function, arguments, run);
            }
            case "vmf_insert_pfn", "vmf_insert_pfn_prot", "vm_insert_pfn", "vmf_insert_page", "vmf_insert_mixed" -> {
                boolean said = arguments.size() > 1 && run.target(first).equals("vma")
                        && !arguments.toString().contains(Machine.UNASSIGNED);
                if (said && isOutside(arguments, run)) {
                    return Optional.of(function.startsWith("vmf_") ? Sum.symbol("VM_FAULT_SIGBUS") : Sum.of(-1));
                }
                if (!said || !isPagesFrom(faultAddress(run), run.sum(arguments.get(1)))) {
                    return Optional.of(run.fresh("a page put where nothing says", place));
                }
                if (arguments.size() > 2 && run.isFirstAt(arguments.get(1))) {
                    run.pages.add(arguments.get(2));
                    run.memory.put(Machine.INSERTED_BY, Sum.symbol(function));
                    if (arguments.get(1).equals(faultAddress(run))) {
                        run.memory.put(Machine.IN_PLACE, arguments.get(2));
                    }
                }
                return Optional.of(function.startsWith("vmf_") ? Machine.PAGE_GIVEN : Sum.ZERO);
            }
            case "_install_special_mapping", "install_special_mapping" -> {
                return install(function, arguments, run, place);
            }
            case "remap_pfn_range", "io_remap_pfn_range" -> {
                return remap(arguments, run, place);
            }
            case "vm_flags_init" -> {
                run.memory.put(run.target(first) + ".vm_flags", arguments.get(arguments.size() - 1));
                return Optional.of(Sum.ZERO);
            }
            case "vma_flags_set", "vma_flags_set_mask", "vma_flags_clear_mask" -> {
                changeFlags(function, arguments, run);
                return Optional.of(Sum.ZERO);
            }
            case "vma_set_range" -> {
                if (arguments.size() >= 4) {
                    run.memory.put(run.target(first) + ".vm_start", arguments.get(1));
                    run.memory.put(run.target(first) + ".vm_end", arguments.get(2));
                    run.memory.put(run.target(first) + ".vm_pgoff", arguments.get(3));
                }
                return Optional.of(Sum.ZERO);
            }
            case "insert_vm_struct" -> {
                return insert(arguments, run, place);
            }
            default -> {
                return Optional.empty();
            }
        }
    }

    /** Whether a size is a sum of sizes: one that is none, or that has every high bit set, is refused. */
    private static boolean isPlainSize(Sum size) {
        return size.sign().filter(sign -> sign <= 0).isEmpty()
                && size.terms().keySet().stream().noneMatch(term -> term.symbol().matches(".*[|^~].*"));
    }

    private static Optional<Value> aligned(String function, List<Value> arguments, Machine.Run run) {
        if (!function.equals("PAGE_ALIGN") && arguments.size() < 2) {
            return Optional.empty();
        }
        Value first = arguments.get(0);
        boolean pages = function.equals("PAGE_ALIGN") || arguments.size() == 2 && run.sum(arguments.get(1)).pages().isPresent();
        Sum size = run.sum(first);
        if (size.equals(Sum.ZERO) || arguments.size() == 2 && run.sum(arguments.get(1)).equals(Sum.ZERO)) {
            // A mask of no bits leaves none.
            return Optional.of(Sum.ZERO);
        }
        // An image lies between page starts: the assembler file that includes it says so on both sides.
        boolean whole = size.pages().isPresent() || size.symbol().filter(symbol -> symbol.startsWith("[")).isPresent();
        return Optional.of(pages && whole ? first : run.named("aligned(" + first + (pages ? "" : "," + arguments.get(1)) + ")"));
    }

    private static Sum faultAddress(Machine.Run run) {
        return run.sum(run.memory.getOrDefault("vmf.address", Sum.symbol("vmf.address")));
    }

    /** Whether an address is counted from another one, and is not some bytes on. */
    private static boolean isPagesFrom(Sum start, Sum address) {
        Sum distance = address.minus(start);
        return !distance.terms().containsKey(new Sum.Term("", 0)) && !UNREAD.matcher(distance.toString()).find()
                && start.terms().keySet().stream().noneMatch(term -> !term.symbol().isEmpty() && distance.terms().containsKey(term));
    }

    /** Whether an address, the second argument, is known to lie beside a VMA, the first. */
    private static boolean isOutside(List<Value> arguments, Machine.Run run) {
        String vma = run.target(arguments.get(0));
        Sum address = run.sum(arguments.get(1));
        // Where something of the kernel's own lies, no process has a VMA, and none is asked for at a number.
        boolean kernels = address.number().isPresent() || address.terms().keySet().stream().anyMatch(term -> term.symbol().startsWith("&"));
        return kernels || arguments.get(1) instanceof Value.Page
                || run.memory.get(vma + ".vm_start") instanceof Sum start && address.minus(start).compare("<").orElse(false)
                || run.memory.get(vma + ".vm_end") instanceof Sum end && address.minus(end).compare(">=").orElse(false);
    }

    private static Optional<Value> install(String function, List<Value> arguments, Machine.Run run, Token place) {
        if (arguments.size() != 5) {
            return Optional.empty();
        }
        boolean special = function.startsWith("_");
        mustBeMemory(function, arguments.get(0), run, place);
        run.mappings.add(new Path.Mapping(
                special ? Path.Installer.SPECIAL : Path.Installer.PAGE_LIST,
                run.sum(arguments.get(1)),
                run.sum(arguments.get(2)),
                flags(arguments.get(3)),
                run.sum(arguments.get(4)),
                Machine.where(place)));
        if (!special) {
            return Optional.of(Sum.ZERO);
        }
        Sum area = run.object("vma");
        run.areas.put(area, run.mappings.size() - 1);
        return Optional.of(area);
    }

    private static void mustBeMemory(String function, Value memory, Machine.Run run, Token place) {
        if (memory.toString().contains(Machine.UNASSIGNED)) {
            run.unresolved(function + "() with a variable that nothing is assigned to", place);
        } else if (run.sum(memory).symbol().filter(symbol -> symbol.equals("mm") || symbol.endsWith(".mm")).isEmpty()) {
            run.unresolved(function + "() with something that is no process's memory", place);
        }
    }

    /** Puts pages into a VMA that was just made; by that it becomes one of raw page frames. */
    private static Optional<Value> remap(List<Value> arguments, Machine.Run run, Token place) {
        Integer index = run.areas.get(arguments.get(0));
        if (arguments.size() != 5 || index == null) {
            return Optional.empty();
        }
        Path.Mapping mapping = run.mappings.get(index);
        Value.Flags before = mapping.flags().orElse(new Value.Flags(Set.of(), true));
        Set<String> names = new HashSet<>(before.names());
        names.addAll(REMAPPED);
        run.mappings.set(index, new Path.Mapping(
                mapping.installer(), mapping.start(), mapping.size(), Optional.of(new Value.Flags(names, before.open())),
                mapping.backing(), mapping.where()));
        run.remaps.add(new Path.Remap(
                index, run.sum(arguments.get(1)), run.sum(arguments.get(3)), arguments.get(2), Machine.where(place)));
        return Optional.of(Sum.ZERO);
    }

    private static Optional<Value> insert(List<Value> arguments, Machine.Run run, Token place) {
        if (arguments.size() != 2) {
            return Optional.empty();
        }
        mustBeMemory("insert_vm_struct", arguments.get(0), run, place);
        String vma = run.target(arguments.get(1));
        if (!arguments.get(0).equals(run.memory.get(vma + ".vm_mm"))) {
            run.unresolved("insert_vm_struct() of a VMA that does not say whose it is", place);
        }
        Sum start = run.sum(run.memory.getOrDefault(vma + ".vm_start", Sum.symbol("an address that was not set")));
        Sum end = run.sum(run.memory.getOrDefault(vma + ".vm_end", Sum.symbol("an end that was not set")));
        run.mappings.add(new Path.Mapping(
                Path.Installer.BY_HAND,
                start,
                end.minus(start),
                flags(run.memory.getOrDefault(vma + ".vm_flags", run.memory.getOrDefault(vma + ".flags", Sum.ZERO))),
                run.sum(run.memory.getOrDefault(vma + ".vm_ops", Sum.ZERO)),
                Machine.where(place)));
        return Optional.of(Sum.ZERO);
    }

    /** Sets or clears flags of a set of them, {@code VMA_READ_BIT} for {@code VM_READ}; what is not told by name leaves it open. */
    private static void changeFlags(String function, List<Value> arguments, Machine.Run run) {
        String place = run.target(arguments.get(0));
        Value before = run.memory.getOrDefault(place, Sum.ZERO);
        Set<String> names = new HashSet<>(before instanceof Value.Flags flags ? flags.names() : Set.of());
        boolean open = !(before instanceof Value.Flags flags) || flags.open();
        for (Value change : arguments.subList(1, arguments.size())) {
            String text = change.toString();
            boolean nothing = function.equals("vma_flags_set_mask") && text.matches("[\\w.]+\\.def_vma_flags")
                    || function.equals("vma_flags_clear_mask") && text.equals("VMA_LOCKED_MASK");
            boolean bit = function.equals("vma_flags_set") && text.matches("VMA_[A-Z]+_BIT");
            if (bit) {
                names.add(text.replaceFirst("^VMA_", "VM_").replaceFirst("_BIT$", ""));
            }
            open |= !bit && !nothing;
        }
        run.memory.put(place, new Value.Flags(names, open));
    }

    private static Optional<Value.Flags> flags(Value value) {
        return value instanceof Value.Flags flags ? Optional.of(flags) : Optional.empty();
    }
}
