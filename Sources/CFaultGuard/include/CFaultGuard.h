// Keeps a process alive when a file shrinks while it is mapped. The kernel answers a read of the lost part with SIGBUS;
// the handler puts zeros there and marks the mapping, and whoever reads it asks afterwards whether that happened.
#ifndef MTATRAIL_CFAULTGUARD_H
#define MTATRAIL_CFAULTGUARD_H

#include <stdbool.h>
#include <stdint.h>

/// A guarded range of addresses. It lives as long as the process and is used again.
struct cfaultguard;

/// Guards `length` bytes from `start` on, the whole of one mapping. The first call installs the handler, which passes
/// faults elsewhere on to the one before it. NULL without memory or when the handler cannot be installed. Any thread.
struct cfaultguard *_Nullable cfaultguard_add(uintptr_t start, uintptr_t length);

/// Ends the guard; to be called before the range is unmapped.
void cfaultguard_remove(struct cfaultguard *_Nonnull guard);

/// Whether any of the range turned out to be lost. Once true it stays so.
bool cfaultguard_has_faulted(const struct cfaultguard *_Nonnull guard);

#endif
