// xxHash compiled once more, into this file alone and for AVX2.
#include "Wide.h"

#if CLEAFHASH_HAS_WIDE

#include <immintrin.h>
#include <stdlib.h>
#include <string.h>

#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)

#define XXH_INLINE_ALL
#define XXH_VECTOR XXH_AVX2
#include <xxhash.h>

cleafhash_digest cleafhash_wide(const uint8_t *bytes, size_t length) {
    const XXH128_hash_t hash = XXH3_128bits(bytes, length);
    return (cleafhash_digest){.low = hash.low64, .high = hash.high64};
}

#pragma clang attribute pop

#endif
