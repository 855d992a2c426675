#include "CLeafHash.h"
#include "Wide.h"

#include <xxhash.h>

cleafhash_digest cleafhash(const uint8_t *bytes, size_t length) {
#if CLEAFHASH_HAS_WIDE
    if (__builtin_cpu_supports("avx2")) return cleafhash_wide(bytes, length);
#endif
    const XXH128_hash_t hash = XXH3_128bits(bytes, length);
    return (cleafhash_digest){.low = hash.low64, .high = hash.high64};
}
