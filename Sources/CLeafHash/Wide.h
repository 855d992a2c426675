#pragma once

#include "CLeafHash.h"

#if defined(__x86_64__) && defined(__clang__)
#define CLEAFHASH_HAS_WIDE 1
/// The same with AVX2, which the caller has made sure of.
cleafhash_digest cleafhash_wide(const uint8_t *bytes, size_t length);
#else
#define CLEAFHASH_HAS_WIDE 0
#endif
