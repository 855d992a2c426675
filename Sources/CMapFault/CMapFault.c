// The handler may interrupt anything: it takes no lock and no memory, reads what was prepared, and makes system calls.
#define _GNU_SOURCE
#include "CMapFault.h"

#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct cmapfault_report {
    const char *data;
    const char *lock;
    int status;
    size_t head_length;
    char head[];
};

enum place { elsewhere, in_data, in_lock };

_Thread_local const struct cmapfault_report *cmapfault_current;

/// For what is read of a map outside of the database's code.
static const struct cmapfault_report *_Atomic latest;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static bool is_installed;

static const int signals[] = {SIGBUS, SIGSEGV, SIGFPE, SIGABRT};
enum { signal_count = sizeof signals / sizeof *signals };
static struct sigaction previous[signal_count];

static void say(const char *text, size_t length) {
    while (length > 0) {
        ssize_t written = write(STDERR_FILENO, text, length);
        if (written <= 0) break;
        text += written;
        length -= (size_t)written;
    }
}

static _Noreturn void end(const struct cmapfault_report *report, enum place place) {
    const char *rest = place == in_lock ? report->lock : report->data;
    say(report->head, report->head_length);
    say(rest, strlen(rest));
    _exit(report->status);
}

// MARK: Where an address lies

/// One line of /proc/self/maps while it comes in: its two addresses, and its last bytes.
struct line {
    uintptr_t address[2];
    int part;
    char tail[32];
    size_t length;
};

static void take(struct line *line, char byte) {
    if (line->part < 2) {
        int digit = byte >= '0' && byte <= '9' ? byte - '0' : byte >= 'a' && byte <= 'f' ? byte - 'a' + 10 : -1;
        if (digit < 0) line->part++;
        else line->address[line->part] = line->address[line->part] << 4 | (uintptr_t)digit;
    }
    line->tail[line->length++ % sizeof line->tail] = byte;
}

static bool ends_with(const struct line *line, const char *end) {
    size_t count = strlen(end);
    if (line->length < count) return false;
    for (size_t index = 0; index < count; index++) {
        if (line->tail[(line->length - count + index) % sizeof line->tail] != end[index]) return false;
    }
    return true;
}

static enum place place_of(const struct line *line, uintptr_t address) {
    if (address < line->address[0] || address >= line->address[1]) return elsewhere;
    // A file whose place another has taken is still mapped.
    if (ends_with(line, "/data.mdb") || ends_with(line, "/data.mdb (deleted)")) return in_data;
    if (ends_with(line, "/lock.mdb") || ends_with(line, "/lock.mdb (deleted)")) return in_lock;
    return elsewhere;
}

static enum place find(uintptr_t address) {
    int maps = open("/proc/self/maps", O_RDONLY | O_CLOEXEC);
    if (maps < 0) return elsewhere;
    enum place place = elsewhere;
    struct line line = {0};
    char buffer[1024];
    ssize_t count;
    while (place == elsewhere && (count = read(maps, buffer, sizeof buffer)) > 0) {
        for (ssize_t index = 0; index < count && place == elsewhere; index++) {
            if (buffer[index] != '\n') {
                take(&line, buffer[index]);
            } else {
                place = place_of(&line, address);
                line = (struct line){0};
            }
        }
    }
    close(maps);
    return place;
}

// MARK: Handlers

static void pass_on(int number, siginfo_t *info, void *context) {
    const struct sigaction *action = NULL;
    for (int index = 0; index < signal_count; index++) {
        if (signals[index] == number) action = &previous[index];
    }
    if (action && action->sa_flags & SA_SIGINFO) {
        action->sa_sigaction(number, info, context);
    } else if (action && action->sa_handler != SIG_DFL && action->sa_handler != SIG_IGN) {
        action->sa_handler(number);
    } else {
        // A fault comes again when the instruction is tried again, and what was sent is sent again: then it ends the
        // process as it would have without this handler.
        signal(number, SIG_DFL);
        if (info->si_code <= 0) raise(number);
    }
}

static void handle(int number, siginfo_t *info, void *context) {
    const struct cmapfault_report *report = cmapfault_current;
    bool has_address = info->si_code > 0 && (number == SIGBUS || number == SIGSEGV);
    bool is_own = has_address || number == SIGFPE || number == SIGABRT;
    enum place place = has_address ? find((uintptr_t)info->si_addr) : elsewhere;
    if (!report && place != elsewhere) report = atomic_load(&latest);
    if (report && is_own) end(report, place);
    pass_on(number, info, context);
}

static bool install(void) {
    struct sigaction action = {.sa_sigaction = handle, .sa_flags = SA_SIGINFO | SA_ONSTACK | SA_RESTART};
    sigemptyset(&action.sa_mask);
    for (int index = 0; !is_installed && index < signal_count; index++) {
        if (sigaction(signals[index], &action, &previous[index]) != 0) return false;
    }
    is_installed = true;
    return true;
}

struct cmapfault_report *cmapfault_add(
    const uint8_t *head, size_t head_length, const char *data, const char *lock_line, int status) {
    struct cmapfault_report *report = malloc(sizeof *report + head_length);
    if (!report) return NULL;
    report->data = data;
    report->lock = lock_line;
    report->status = status;
    report->head_length = head_length;
    memcpy(report->head, head, head_length);
    pthread_mutex_lock(&lock);
    bool can_report = install();
    pthread_mutex_unlock(&lock);
    if (!can_report) {
        free(report);
        return NULL;
    }
    atomic_store(&latest, report);
    return report;
}

void cmapfault_assertion_failed(void) {
    const struct cmapfault_report *report = cmapfault_current ? cmapfault_current : atomic_load(&latest);
    if (report) end(report, in_data);
}
