#include "CThreadOrder.h"

#include <stdlib.h>

#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define SANITIZED 1
#endif
#endif

#ifdef SANITIZED
void __tsan_acquire(void *address);
void __tsan_release(void *address);
#else
#define __tsan_acquire(address) ((void)(address))
#define __tsan_release(address) ((void)(address))
#endif

uintptr_t cthreadorder_make(void) { return (uintptr_t)malloc(8); }

void cthreadorder_free(uintptr_t point) { free((void *)point); }

void cthreadorder_release(uintptr_t point) { __tsan_release((void *)point); }

void cthreadorder_acquire(uintptr_t point) { __tsan_acquire((void *)point); }
