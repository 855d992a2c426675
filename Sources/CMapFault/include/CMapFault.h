// Ends the process with a prepared line where a database that is mapped into memory turns out to be damaged: LMDB trusts
// its file, so that a page that is not there is SIGBUS, and a page of nonsense may be SIGSEGV or a failed assertion.
#ifndef MTATRAIL_CMAPFAULT_H
#define MTATRAIL_CMAPFAULT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// What is said of one environment. It is never freed: a handler may need it at any time.
struct cmapfault_report;

/// Copies `head`, with which each line begins, and keeps the rest of the line for the data file and of the one for the
/// lock file, which must last. Installs the handlers with the first report. NULL without memory, or when a handler cannot
/// be installed. Any thread.
///
/// A fault counts as one of the database when the thread is between `cmapfault_enter` and `cmapfault_leave`, or when its
/// address lies in a mapping of a file called data.mdb or lock.mdb; every other one goes to the handler before.
struct cmapfault_report *_Nullable cmapfault_add(
    const uint8_t *_Nonnull head, size_t head_length, const char *_Nonnull data, const char *_Nonnull lock, int status);

/// The environment that this thread is inside of, if any.
extern _Thread_local const struct cmapfault_report *_Nullable cmapfault_current;

/// Says that the thread goes into an environment's code; gives what to say when it comes out again.
static inline const struct cmapfault_report *_Nullable cmapfault_enter(const struct cmapfault_report *_Nullable report) {
    const struct cmapfault_report *outer = cmapfault_current;
    cmapfault_current = report;
    return outer;
}

static inline void cmapfault_leave(const struct cmapfault_report *_Nullable outer) {
    cmapfault_current = outer;
}

/// To be called when the database's own check has failed; comes back when there is no report.
void cmapfault_assertion_failed(void);

#endif
