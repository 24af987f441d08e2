/*
 * vvarmap's probe: the only program of a kernel that was booted to be looked at. It tells over the console what the kernel
 * shows of a process's vDSO, tries what a checkpointer, a debugger or a sandbox might do to it, and turns the machine off.
 *
 * It stands alone: no C library, no headers, so that a bare cross compiler builds it for every ABI. Each line that it
 * says begins with a word that the kernel's command line names (vvarmap=WORD), so that no line of the kernel's own is
 * taken for one of them; the last line counts them.
 */
#include "abi.h"

typedef unsigned long ul;
typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long long u64;

#define AT_PAGESZ 6
#define AT_BASE 7
#define AT_SYSINFO 32
#define AT_SYSINFO_EHDR 33

#define O_RDONLY 0
#define O_WRONLY 1
#define O_RDWR 2
#define MAYMOVE 1
#define FIXED 2
#define CLOCK_MONOTONIC 1
#define CLOCK_MONOTONIC_COARSE 6
#define CLONE_NEWTIME 0x80
#define SIGALRM 14
#define SIGTERM 15

/* Free in every ABI: above the program, below the stack and the kernel's own choices. */
#define ELSEWHERE 0x20000000UL

#define MOST_MAPS 64
#define LONGEST_NAME 32
#define PATIENCE_SECONDS 3

void *memcpy(void *to, const void *from, ul size)
{
    u8 *a = to;
    const u8 *b = from;
    while (size--)
        *a++ = *b++;
    return to;
}

void *memset(void *to, int value, ul size)
{
    u8 *a = to;
    while (size--)
        *a++ = (u8)value;
    return to;
}

static word address(const void *pointer)
{
    return (word)(ul)pointer;
}

static ul length(const char *text)
{
    ul n = 0;
    while (text[n])
        n++;
    return n;
}

static int begins(const char *text, const char *with)
{
    while (*with)
        if (*text++ != *with++)
            return 0;
    return 1;
}

static int same(const char *a, const char *b)
{
    return begins(a, b) && !a[length(b)];
}

/* Files */

static long open_file(const char *path, int flags)
{
#ifdef NR_OPENAT_ONLY
    return (long)sys(NR_openat, -100, address(path), flags, 0, 0);
#else
    return (long)sys(NR_open, address(path), flags, 0, 0, 0);
#endif
}

static long read_file(const char *path, char *into, ul room)
{
    long file = open_file(path, O_RDONLY);
    long got = 0;
    long more;
    if (file < 0)
        return file;
    while ((more = (long)sys(NR_read, file, address(into + got), room - 1 - got, 0, 0)) > 0)
        got += more;
    sys(NR_close, file, 0, 0, 0, 0);
    into[got] = 0;
    return got;
}

static long write_memory(ul where)
{
    long file = open_file("/proc/self/mem", O_RDWR);
    long result;
    if (file < 0)
        return file;
#ifdef HAS_LLSEEK
    u64 position;
    sys(NR__llseek, file, 0, (word)where, address(&position), 0);
#else
    sys(NR_lseek, file, (word)where, 0, 0, 0);
#endif
    result = (long)sys(NR_write, file, address("X"), 1, 0, 0);
    sys(NR_close, file, 0, 0, 0, 0);
    return result;
}

/* Lines. A child says its words into a pipe; the parent makes one line of them. */

static char line[4096];
static ul line_size;
static int output = 1;
static const char *mark = "";
static ul lines;

static void flush(void)
{
    ul from = 0;
    while (from < line_size) {
        long sent = (long)sys(NR_write, output, address(line + from), line_size - from, 0, 0);
        if (sent <= 0)
            break;
        from += sent;
    }
    line_size = 0;
}

static void say_bytes(const char *text, ul size)
{
    while (size--) {
        if (line_size == sizeof line)
            flush();
        line[line_size++] = *text++;
    }
}

static void say(const char *text)
{
    say_bytes(text, length(text));
}

static void say_number(u64 value, unsigned base)
{
    char digits[24];
    int at = sizeof digits;
    /* Without a library there is no division of 64 bits by 32 everywhere; powers of two and small numbers are enough. */
    if (base == 16) {
        do {
            digits[--at] = "0123456789abcdef"[value & 15];
            value >>= 4;
        } while (value);
    } else {
        ul small = (ul)value;
        do {
            digits[--at] = '0' + (char)(small % 10);
            small /= 10;
        } while (small);
    }
    say_bytes(digits + at, sizeof digits - at);
}

static void begin_line(const char *what)
{
    say("@");
    say(mark);
    say(" ");
    say(what);
    lines++;
}

static void end_line(void)
{
    say("\n");
    flush();
}

/* A value of the kernel's on a line of its own, up to its end of line. */
static void tell(const char *what, const char *value)
{
    ul size = 0;
    while (value[size] && value[size] != '\n')
        size++;
    begin_line(what);
    say(" ");
    say_bytes(value, size);
    end_line();
}

static void tell_number(const char *what, u64 value)
{
    begin_line(what);
    say(" ");
    say_number(value, 16);
    end_line();
}

static void say_error(long number)
{
    static const char *const names[] = {
        0, "EPERM", "ENOENT", "ESRCH", "EINTR", "EIO", "ENXIO", "E2BIG", "ENOEXEC", "EBADF", "ECHILD", "EAGAIN", "ENOMEM",
        "EACCES", "EFAULT", "ENOTBLK", "EBUSY", "EEXIST", "EXDEV", "ENODEV", "ENOTDIR", "EISDIR", "EINVAL", "ENFILE",
        "EMFILE", "ENOTTY", "ETXTBSY", "EFBIG", "ENOSPC", "ESPIPE", "EROFS"};
    if (number == ENOSYS_NUMBER)
        say("ENOSYS");
    else if (number > 0 && number < (long)(sizeof names / sizeof names[0]))
        say(names[number]);
    else {
        say("errno-");
        say_number(number, 10);
    }
}

/* A step of an experiment: its name first, so that a death in it is known, then its outcome. */
static void step(const char *name)
{
    say(" ");
    say(name);
    say(":");
    flush();
}

static int failed(word result)
{
    return result < 0 && result > -4096;
}

static void outcome(word result)
{
    if (failed(result))
        say_error((long)-result);
    else
        say("ok");
    flush();
}

static void answer(const char *text)
{
    say(text);
    flush();
}

/* Mappings */

struct map {
    ul start;
    ul end;
    char name[LONGEST_NAME];
};

static char text[1 << 16];
static struct map maps[MOST_MAPS];
static int map_count;
static ul page_size;
static ul image;

static ul hexadecimal(const char **from)
{
    ul value = 0;
    for (;; (*from)++) {
        char c = **from;
        if (c >= '0' && c <= '9')
            value = value * 16 + (ul)(c - '0');
        else if (c >= 'a' && c <= 'f')
            value = value * 16 + (ul)(c - 'a' + 10);
        else
            return value;
    }
}

static void look(void)
{
    const char *at = text;
    map_count = 0;
    if (read_file("/proc/self/maps", text, sizeof text) < 0)
        return;
    while (*at && map_count < MOST_MAPS) {
        struct map *map = &maps[map_count++];
        int size = 0;
        memset(map, 0, sizeof *map);
        map->start = hexadecimal(&at);
        at++;
        map->end = hexadecimal(&at);
        while (*at && *at != '\n' && *at != '[')
            at++;
        while (*at && *at != '\n' && size < LONGEST_NAME - 1)
            map->name[size++] = *at++;
        while (*at && *at != '\n')
            at++;
        if (*at)
            at++;
    }
}

static int is_code(const struct map *map)
{
    return same(map->name, "[vdso]");
}

static int is_data(const struct map *map)
{
    return begins(map->name, "[vvar") || same(map->name, "[vdso_data]") || same(map->name, "[gic]");
}

static struct map *find(int (*wanted)(const struct map *))
{
    for (int i = 0; i < map_count; i++)
        if (wanted(&maps[i]))
            return &maps[i];
    return 0;
}

/* The image */

#if __SIZEOF_POINTER__ == 8
#define AT_PHOFF 32
#define AT_PHNUM 56
#define PH_SIZE 56
#define PH_OFFSET 8
#define PH_ADDRESS 16
#define PH_FILESZ 32
#define SYM_SIZE 24
#define SYM_VALUE 8
#else
#define AT_PHOFF 28
#define AT_PHNUM 44
#define PH_SIZE 32
#define PH_OFFSET 4
#define PH_ADDRESS 8
#define PH_FILESZ 16
#define SYM_SIZE 16
#define SYM_VALUE 4
#endif

static ul field(ul at)
{
    return *(const ul *)at;
}

static int is_elf(ul base)
{
    const u8 *head = (const u8 *)base;
    return head[0] == 0x7f && head[1] == 'E' && head[2] == 'L' && head[3] == 'F';
}

static ul program_header(ul base, int number)
{
    return base + field(base + AT_PHOFF) + (ul)number * PH_SIZE;
}

/* Where a segment ends in the file that the image was linked to: the rest of its pages is of no use. */
static ul loaded_size(ul base)
{
    ul size = 0;
    for (int i = 0; i < *(const u16 *)(base + AT_PHNUM); i++) {
        ul header = program_header(base, i);
        ul end = field(header + PH_OFFSET) + field(header + PH_FILESZ);
        if (*(const u32 *)header == 1 && end > size)
            size = end;
    }
    return size;
}

static ul function(ul base, const char *name)
{
    ul linked = 0;
    ul dynamic = 0;
    ul strings = 0;
    ul symbols = 0;
    int loads = 0;
    for (int i = 0; i < *(const u16 *)(base + AT_PHNUM); i++) {
        ul header = program_header(base, i);
        u32 type = *(const u32 *)header;
        if (type == 1 && !loads++)
            linked = field(header + PH_ADDRESS) - field(header + PH_OFFSET);
        if (type == 2)
            dynamic = base + field(header + PH_OFFSET);
    }
    for (; dynamic && field(dynamic); dynamic += 2 * sizeof(ul)) {
        ul value = field(dynamic + sizeof(ul));
        if (field(dynamic) == 5)
            strings = base + value - linked;
        if (field(dynamic) == 6)
            symbols = base + value - linked;
    }
    if (!symbols)
        return 0;
    for (ul symbol = symbols + SYM_SIZE; symbol + SYM_SIZE <= strings; symbol += SYM_SIZE)
        if (same((const char *)(strings + *(const u32 *)symbol), name))
            return base + field(symbol + SYM_VALUE) - linked;
    return 0;
}

static ul clock_function(ul base)
{
    ul found = function(base, "__vdso_clock_gettime");
    return found ? found : function(base, "__kernel_clock_gettime");
}

/* The one thing that everybody calls in it. Found before anything is moved: code and tables may lie apart afterwards. */
static ul clock_offset;

static void read_clock(ul base)
{
    time_word seen[2] = {0, 0};
    time_word told[2] = {0, 0};
    int result;
    step("clock");
    if (!clock_offset) {
        answer("none");
        return;
    }
    result = ((int (*)(int, time_word *))(base + clock_offset))(CLOCK_MONOTONIC, seen);
    sys(NR_clock_gettime, CLOCK_MONOTONIC, address(told), 0, 0, 0);
    if (result)
        answer("error");
    else
        answer(told[0] - seen[0] > 1 || told[0] < seen[0] ? "wrong" : "ok");
}

/* Something that changes with every tick. */
static ul coarse_clock(ul base)
{
    time_word seen[2] = {0, 0};
    ((int (*)(int, time_word *))(base + clock_offset))(CLOCK_MONOTONIC_COARSE, seen);
    return (ul)seen[0] * 1000000000UL + (ul)seen[1];
}

/* More than a tick, less than a fifth of a second. */
static void wait_for_ticks(void)
{
    time_word from[2];
    time_word now[2];
    sys(NR_clock_gettime, CLOCK_MONOTONIC, address(from), 0, 0, 0);
    do {
        sys(NR_clock_gettime, CLOCK_MONOTONIC, address(now), 0, 0, 0);
    } while (now[0] == from[0] ? now[1] - from[1] < 100000000 : now[1] + (1000000000 - from[1]) < 100000000);
}

/* Signals. Whoever handles one returns through code that the kernel points to: in the image, on many architectures. */

static volatile int signalled;
static volatile ul trampoline;

static void on_signal(int number)
{
    trampoline = (ul)__builtin_return_address(0) & RETURN_ADDRESS_MASK;
    signalled = number;
}

#ifdef HAS_RESTORER
extern void restorer(void);
#endif

static void deliver_signal(void)
{
    word action[20];
    memset(action, 0, sizeof action);
    step("signal");
    signalled = 0;
#if defined(__mips__)
    struct { u32 flags; void *handler; u8 mask[16]; } *fields = (void *)action;
    fields->handler = (void *)on_signal;
    sys(NR_rt_sigaction, SIGTERM, address(action), 0, 16, 0);
#else
    ul *fields = (ul *)action;
    fields[0] = (ul)on_signal;
#ifdef HAS_RESTORER
    fields[1] = 0x04000000;
    fields[2] = (ul)restorer;
#endif
    sys(NR_rt_sigaction, SIGTERM, address(action), 0, 8, 0);
#endif
    sys(NR_kill, sys(NR_getpid, 0, 0, 0, 0, 0), SIGTERM, 0, 0, 0);
    answer(signalled == SIGTERM ? "ok" : "lost");
}

/* Experiments */

static word move(ul from, ul old_size, ul new_size, ul to)
{
    return sys(NR_mremap, (word)from, (word)old_size, (word)new_size, MAYMOVE | FIXED, (word)to);
}

static void try_still(void)
{
    struct map *code;
    read_clock(image);
    deliver_signal();
    look();
    code = find(is_code);
    step("trampoline");
    answer(code && trampoline >= code->start && trampoline < code->end ? "image" : "elsewhere");
}

/* Moves each mapping that is wanted; they keep their distance. */
static ul move_each(int (*wanted)(const struct map *), int (*also)(const struct map *))
{
    ul low = ~0UL;
    word first_error = 0;
    int count = map_count;
    for (int i = 0; i < count; i++)
        if ((wanted(&maps[i]) || also(&maps[i])) && maps[i].start < low)
            low = maps[i].start;
    step("mremap");
    for (int i = 0; i < count; i++)
        if (wanted(&maps[i]) || also(&maps[i])) {
            ul size = maps[i].end - maps[i].start;
            word result = move(maps[i].start, size, size, ELSEWHERE + maps[i].start - low);
            if (failed(result) && !first_error)
                first_error = result;
        }
    outcome(first_error);
    return first_error ? 0 : ELSEWHERE - low;
}

static void tell_name(int (*wanted)(const struct map *))
{
    step("name");
    look();
    answer(find(wanted) ? "kept" : "lost");
}

static void try_move_code(void)
{
    ul distance = move_each(is_code, is_code);
    if (!distance)
        return;
    tell_name(is_code);
    read_clock(image + distance);
}

static void try_move_code_signal(void)
{
    if (move_each(is_code, is_code))
        deliver_signal();
}

static void try_move_data(void)
{
    if (!move_each(is_data, is_data))
        return;
    tell_name(is_data);
    read_clock(image);
}

static void try_move_both(void)
{
    ul distance = move_each(is_code, is_data);
    if (distance) {
        read_clock(image + distance);
        deliver_signal();
    }
}

static void try_move_at_once(void)
{
    ul low = ~0UL;
    ul high = 0;
    word result;
    for (int i = 0; i < map_count; i++)
        if (is_code(&maps[i]) || is_data(&maps[i])) {
            low = maps[i].start < low ? maps[i].start : low;
            high = maps[i].end > high ? maps[i].end : high;
        }
    step("mremap");
    result = move(low, high - low, high - low, ELSEWHERE);
    outcome(result);
    if (!failed(result))
        read_clock(image + ELSEWHERE - low);
}

static void unmap_each(int (*wanted)(const struct map *))
{
    word first_error = 0;
    step("munmap");
    for (int i = 0; i < map_count; i++)
        if (wanted(&maps[i])) {
            word result = sys(NR_munmap, (word)maps[i].start, (word)(maps[i].end - maps[i].start), 0, 0, 0);
            if (failed(result) && !first_error)
                first_error = result;
        }
    outcome(first_error);
}

static void try_unmap_data(void)
{
    unmap_each(is_data);
    read_clock(image);
}

static void try_unmap_code(void)
{
    unmap_each(is_code);
    deliver_signal();
}

/* What is tried on one mapping, the image's or the data's. */
static struct map *tried;

static ul tried_size(void)
{
    return tried->end - tried->start;
}

static int one_page(const char *name)
{
    step(name);
    if (tried_size() > page_size)
        return 0;
    answer("one-page");
    return 1;
}

static void try_shrink(void)
{
    if (!one_page("mremap"))
        outcome(sys(NR_mremap, (word)tried->start, (word)tried_size(), (word)(tried_size() - page_size), 0, 0));
}

static void try_shrink_moving(void)
{
    if (!one_page("mremap"))
        outcome(move(tried->start, tried_size(), tried_size() - page_size, ELSEWHERE));
}

static void try_grow(void)
{
    step("mremap");
    outcome(sys(NR_mremap, (word)tried->start, (word)tried_size(), (word)(tried_size() + page_size), MAYMOVE, 0));
}

static void try_grow_moving(void)
{
    step("mremap");
    outcome(move(tried->start, tried_size(), tried_size() + page_size, ELSEWHERE));
}

static void try_move_first_page(void)
{
    if (!one_page("mremap"))
        outcome(move(tried->start, page_size, page_size, ELSEWHERE));
}

static void try_move_last_page(void)
{
    if (!one_page("mremap"))
        outcome(move(tried->end - page_size, page_size, page_size, ELSEWHERE));
}

static void try_unmap_last_page(void)
{
    if (!one_page("munmap"))
        outcome(sys(NR_munmap, (word)(tried->end - page_size), (word)page_size, 0, 0, 0));
}

/* A debugger's write. Into the data's last byte, which no clock lies in: a write that is let through may still harm. */
static void try_write(void)
{
    long result;
    ul before;
    step("write");
    result = write_memory(tried->start + page_size - 1);
    outcome(result);
    if (result < 0 || is_code(tried) || !clock_offset)
        return;
    /* A page that was copied for the writer is not brought up to date any more: the coarse clock stands still. */
    before = coarse_clock(image);
    wait_for_ticks();
    step("clock");
    answer(coarse_clock(image) == before ? "stale" : "ok");
}

/* A page that stands for "look at the other one" has this clock mode, and a sequence number that is odd for ever. */
static int has_namespace_mark(ul page)
{
    for (ul at = page; at + 8 <= page + page_size; at += 4)
        if (*(volatile u32 *)at == 1 && *(volatile u32 *)(at + 4) == 0x7fffffff)
            return 1;
    return 0;
}

static long fork_child(void)
{
#ifdef NO_FORK
    return (long)sys(NR_clone, 17, 0, 0, 0, 0);
#else
    return (long)sys(NR_fork, 0, 0, 0, 0, 0);
#endif
}

static struct map maps_before[MOST_MAPS];

static void try_time_namespace(void)
{
    static const char offsets[] = "monotonic 100000 0\n";
    int count_before = map_count;
    int shape = 1;
    int status = 0;
    word result;
    long file;
    long child;
    memcpy(maps_before, maps, sizeof maps);
    step("unshare");
    result = sys(NR_unshare, CLONE_NEWTIME, 0, 0, 0, 0);
    outcome(result);
    if (failed(result))
        return;
    file = open_file("/proc/self/timens_offsets", O_WRONLY);
    step("offsets");
    outcome(file < 0 ? file : sys(NR_write, file, address(offsets), sizeof offsets - 1, 0, 0));
    sys(NR_close, file, 0, 0, 0, 0);
    child = fork_child();
    if (child) {
        sys(NR_wait4, child, address(&status), 0, 0, 0);
        if (status & 127)
            sys(NR_kill, sys(NR_getpid, 0, 0, 0, 0, 0), status & 127, 0, 0, 0);
        return;
    }
    look();
    for (int i = 0; i < map_count && map_count == count_before; i++)
        shape &= maps[i].start == maps_before[i].start && maps[i].end == maps_before[i].end
                && same(maps[i].name, maps_before[i].name);
    step("maps");
    answer(shape && map_count == count_before ? "same" : "differ");
    read_clock(image);
    step("data");
    tried = find(is_data);
    answer(!tried ? "unseen" : has_namespace_mark(tried->start) ? "marked" : "plain");
}

#ifdef NO_ALARM
static void set_alarm(void)
{
    word timer[4] = {0, 0, PATIENCE_SECONDS, 0};
    sys(NR_setitimer, 0, address(timer), 0, 0, 0);
}
#else
static void set_alarm(void)
{
    sys(NR_alarm, PATIENCE_SECONDS, 0, 0, 0, 0);
}
#endif

static void say_death(int number)
{
    if (number == SIGALRM)
        say("hang");
    else if (number == 11)
        say("SIGSEGV");
    else if (number == SIGBUS_NUMBER)
        say("SIGBUS");
    else if (number == 4)
        say("SIGILL");
    else if (number == 5)
        say("SIGTRAP");
    else if (number == SIGSYS_NUMBER)
        say("SIGSYS");
    else {
        say("signal-");
        say_number((ul)number, 10);
    }
}

/* Runs an experiment in a child; its death is one of the outcomes. */
static void experiment(const char *name, void (*run)(void), int (*on)(const struct map *))
{
    static char words[1024];
    int ends[2];
    int status = 0;
    long child;
    long got = 0;
    long more;
    look();
    tried = find(on);
    if (!tried || failed(sys(NR_pipe2, address(ends), 0, 0, 0, 0)))
        return;
    child = fork_child();
    if (!child) {
        output = ends[1];
        set_alarm();
        run();
        sys(NR_exit, 0, 0, 0, 0, 0);
    }
    sys(NR_close, ends[1], 0, 0, 0, 0);
    while ((more = (long)sys(NR_read, ends[0], address(words + got), sizeof words - (ul)got, 0, 0)) > 0)
        got += more;
    sys(NR_close, ends[0], 0, 0, 0, 0);
    sys(NR_wait4, child, address(&status), 0, 0, 0);
    begin_line("try ");
    say(name);
    say_bytes(words, (ul)got);
    if (status & 127)
        say_death(status & 127);
    end_line();
}

static void tell_maps(void)
{
    long got = read_file("/proc/self/smaps", text, sizeof text);
    char *at = text;
    if (got <= 0)
        got = read_file("/proc/self/maps", text, sizeof text);
    while (got > 0 && *at) {
        char *end = at;
        while (*end && *end != '\n')
            end++;
        if ((*at >= '0' && *at <= '9') || (*at >= 'a' && *at <= 'f'))
            tell("map", at);
        else if (begins(at, "VmFlags:"))
            tell("flags", at + 8);
        at = *end ? end + 1 : end;
    }
}

#define BYTES_A_LINE 192

static void tell_image(void)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    ul size = loaded_size(image);
    struct map *map;
    look();
    for (map = maps; map < maps + map_count && !(image >= map->start && image < map->end); map++)
        ;
    if (map < maps + map_count && size > map->end - image)
        size = map->end - image;
    if (size > sizeof text)
        size = sizeof text;
    memcpy(text, (const void *)image, size);
    memset(text + size, 0, size + 2 < sizeof text ? 2 : 0);
    tell_number("image-size", size);
    for (ul from = 0; from < size; from += BYTES_A_LINE) {
        ul end = from + BYTES_A_LINE < size ? from + BYTES_A_LINE : size;
        int something = 0;
        for (ul i = from; i < end; i++)
            something |= text[i];
        if (!something)
            continue;
        begin_line("image ");
        say_number(from, 16);
        say(" ");
        for (ul i = from; i < end; i += 3) {
            u32 three = (u32)(u8)text[i] << 16 | (u32)(i + 1 < end ? (u8)text[i + 1] : 0) << 8
                    | (u32)(i + 2 < end ? (u8)text[i + 2] : 0);
            char four[4];
            four[0] = digits[three >> 18 & 63];
            four[1] = digits[three >> 12 & 63];
            four[2] = i + 1 < end ? digits[three >> 6 & 63] : '=';
            four[3] = i + 2 < end ? digits[three & 63] : '=';
            say_bytes(four, 4);
        }
        end_line();
    }
}

static void find_mark(void)
{
    static char command_line[4096];
    char *at = command_line;
    if (read_file("/proc/cmdline", command_line, sizeof command_line) < 0)
        return;
    for (; *at; at++)
        if (begins(at, "vvarmap=") && (at == command_line || at[-1] == ' ')) {
            mark = at + 8;
            while (*at && *at != ' ' && *at != '\n')
                at++;
            *at = 0;
            return;
        }
}

static void make_folder(const char *path)
{
#ifdef NR_OPENAT_ONLY
    sys(NR_mkdirat, -100, address(path), 0755, 0, 0);
#else
    sys(NR_mkdir, address(path), 0755, 0, 0, 0);
#endif
}

static void tell_file(const char *what, const char *path)
{
    if (read_file(path, text, sizeof text) > 0)
        tell(what, text);
}

static void experiments(void)
{
    experiment("still", try_still, is_code);
    experiment("moveCode", try_move_code, is_code);
    experiment("moveCodeSignal", try_move_code_signal, is_code);
    experiment("moveData", try_move_data, is_data);
    experiment("moveBoth", try_move_both, is_data);
    experiment("moveAtOnce", try_move_at_once, is_data);
    experiment("unmapCode", try_unmap_code, is_code);
    experiment("unmapData", try_unmap_data, is_data);
    experiment("shrinkCode", try_shrink, is_code);
    experiment("shrinkCodeMoving", try_shrink_moving, is_code);
    experiment("growCode", try_grow, is_code);
    experiment("growCodeMoving", try_grow_moving, is_code);
    experiment("moveFirstPageOfCode", try_move_first_page, is_code);
    experiment("moveLastPageOfCode", try_move_last_page, is_code);
    experiment("unmapLastPageOfCode", try_unmap_last_page, is_code);
    experiment("shrinkData", try_shrink, is_data);
    experiment("shrinkDataMoving", try_shrink_moving, is_data);
    experiment("growData", try_grow, is_data);
    experiment("moveFirstPageOfData", try_move_first_page, is_data);
    experiment("moveLastPageOfData", try_move_last_page, is_data);
    experiment("unmapLastPageOfData", try_unmap_last_page, is_data);
    experiment("writeCode", try_write, is_code);
    experiment("writeData", try_write, is_data);
    experiment("timeNamespace", try_time_namespace, is_code);
}

__attribute__((used)) void probe(ul *stack)
{
    static char names[6 * 65];
    ul *at = stack + 1 + *stack + 1;
    while (*at++)
        ;
    ul *auxv = at;
    for (; *at; at += 2) {
        if (*at == AT_PAGESZ)
            page_size = at[1];
        if (*at == AT_SYSINFO_EHDR)
            image = at[1];
    }
    make_folder("/proc");
    sys(NR_mount, address("proc"), address("/proc"), address("proc"), 0, 0);
    find_mark();
    sys(NR_uname, address(names), 0, 0, 0, 0);
    /* Firmware may have left a line without an end. */
    end_line();
    tell("begin", "vvarmap/probe/1");
    tell("abi", ABI_NAME);
    tell("sysname", names);
    tell("release", names + 130);
    tell("version", names + 195);
    tell("machine", names + 260);
    tell_file("proc-version", "/proc/version");
    tell_file("version-signature", "/proc/version_signature");
    for (at = auxv; *at; at += 2)
        if (*at == AT_PAGESZ || *at == AT_BASE || *at == AT_SYSINFO || *at == AT_SYSINFO_EHDR) {
            begin_line("auxv ");
            say_number(*at, 10);
            say(" ");
            say_number(at[1], 16);
            end_line();
        }
    tell_maps();
    if (image && is_elf(image)) {
        ul found = clock_function(image);
        clock_offset = found ? found - image : 0;
        tell_image();
    }
    experiments();
    begin_line("end ");
    say_number(lines, 10);
    end_line();
    sys(NR_reboot, (word)(int)0xfee1dead, 672274793, 0x4321fedc, 0, 0);
    sys(NR_reboot, (word)(int)0xfee1dead, 672274793, 0x01234567, 0, 0);
    for (;;)
        ;
}
