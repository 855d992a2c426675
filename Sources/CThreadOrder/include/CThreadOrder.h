// Tells the thread sanitizer of an order between threads that it cannot see: it knows neither Swift's Mutex nor Dispatch.
// Compiled without the sanitizer the calls do nothing.
#ifndef MTATRAIL_CTHREADORDER_H
#define MTATRAIL_CTHREADORDER_H

#include <stdint.h>

/// A point by which threads are ordered. 0 where there is no memory.
uintptr_t cthreadorder_make(void);
void cthreadorder_free(uintptr_t point);

/// What this thread did so far comes before what others do after they acquire the point.
void cthreadorder_release(uintptr_t point);
void cthreadorder_acquire(uintptr_t point);

#endif
