// XXH3-128 of a leaf, by the widest vectors that the processor has: Debian's libxxhash is built for the narrowest.
#pragma once

#include <stddef.h>
#include <stdint.h>

typedef struct {
    uint64_t low, high;
} cleafhash_digest;

/// The XXH3 128-bit hash of the bytes, without a seed.
cleafhash_digest cleafhash(const uint8_t *_Nullable bytes, size_t length);
