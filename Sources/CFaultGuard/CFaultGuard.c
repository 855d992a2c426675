// The handler may interrupt anything, so it takes no lock and no memory: it walks a list that only ever grows, whose
// fields are atomic, and makes one system call.
#define _GNU_SOURCE
#include "CFaultGuard.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

struct cfaultguard {
    struct cfaultguard *next;
    /// Among those that are free; only with the lock held.
    struct cfaultguard *next_free;
    /// 0 while the guard is free.
    _Atomic uintptr_t start;
    _Atomic uintptr_t end;
    _Atomic bool has_faulted;
};

static struct cfaultguard *_Atomic guards;
static struct cfaultguard *free_guards;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct sigaction previous;
static bool is_installed;
static uintptr_t page_size;

/// Replaces what is left of the range by zeros: behind the end of a file nothing can be read.
static bool mend(struct cfaultguard *guard, uintptr_t address) {
    uintptr_t page = address & ~(page_size - 1);
    uintptr_t end = (atomic_load(&guard->end) + page_size - 1) & ~(page_size - 1);
    void *zeros = mmap((void *)page, end - page, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
    return zeros != MAP_FAILED;
}

static void pass_on(int number, siginfo_t *info, void *context) {
    if (previous.sa_flags & SA_SIGINFO) {
        previous.sa_sigaction(number, info, context);
    } else if (previous.sa_handler != SIG_DFL && previous.sa_handler != SIG_IGN) {
        previous.sa_handler(number);
    } else {
        // The instruction is tried again, and then the process ends as it would have without this handler.
        signal(number, SIG_DFL);
    }
}

static void handle(int number, siginfo_t *info, void *context) {
    int saved = errno;
    uintptr_t address = (uintptr_t)info->si_addr;
    // A signal that somebody sent has no address.
    bool is_fault = info->si_code > 0;
    for (struct cfaultguard *guard = atomic_load(&guards); is_fault && guard; guard = guard->next) {
        uintptr_t start = atomic_load(&guard->start);
        if (start == 0 || address < start || address >= atomic_load(&guard->end)) continue;
        atomic_store(&guard->has_faulted, true);
        if (!mend(guard, address)) break;
        errno = saved;
        return;
    }
    errno = saved;
    pass_on(number, info, context);
}

static bool install(void) {
    if (is_installed) return true;
    page_size = (uintptr_t)sysconf(_SC_PAGESIZE);
    struct sigaction action = {.sa_sigaction = handle, .sa_flags = SA_SIGINFO | SA_ONSTACK | SA_RESTART};
    sigemptyset(&action.sa_mask);
    is_installed = sigaction(SIGBUS, &action, &previous) == 0;
    return is_installed;
}

/// A free guard, or a new one at the head of the list. The lock is held.
static struct cfaultguard *take(void) {
    struct cfaultguard *guard = free_guards;
    if (guard) {
        free_guards = guard->next_free;
        return guard;
    }
    guard = calloc(1, sizeof *guard);
    if (!guard) return NULL;
    guard->next = atomic_load(&guards);
    atomic_store(&guards, guard);
    return guard;
}

struct cfaultguard *cfaultguard_add(uintptr_t start, uintptr_t length) {
    pthread_mutex_lock(&lock);
    struct cfaultguard *guard = install() ? take() : NULL;
    if (guard) {
        atomic_store(&guard->has_faulted, false);
        atomic_store(&guard->end, start + length);
        atomic_store(&guard->start, start);
    }
    pthread_mutex_unlock(&lock);
    return guard;
}

void cfaultguard_remove(struct cfaultguard *guard) {
    pthread_mutex_lock(&lock);
    atomic_store(&guard->start, 0);
    atomic_store(&guard->end, 0);
    guard->next_free = free_guards;
    free_guards = guard;
    pthread_mutex_unlock(&lock);
}

bool cfaultguard_has_faulted(const struct cfaultguard *guard) {
    return atomic_load(&guard->has_faulted);
}
