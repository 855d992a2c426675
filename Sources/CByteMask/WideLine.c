// The line's blocks by vectors of 32 bytes; in a file of its own, for all of it is compiled for AVX2.
#include "LineWalk.h"

#if CBYTEMASK_HAS_WIDE

#include <immintrin.h>

#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)

CBYTEMASK_INLINE __m256i classify_marks(__m256i bytes) {
    const __m256i controls = _mm256_cmpeq_epi8(_mm256_min_epu8(bytes, _mm256_set1_epi8(0x1f)), bytes);
    const __m256i quotes = _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('"'));
    const __m256i angles = _mm256_cmpeq_epi8(_mm256_and_si256(bytes, _mm256_set1_epi8(~2)), _mm256_set1_epi8('<'));
    return _mm256_or_si256(controls, _mm256_or_si256(quotes, angles));
}

/// A table of sixteen that holds each break at the place of its low half, and elsewhere what does not belong there.
CBYTEMASK_INLINE __m256i classify_breaks(__m256i bytes) {
    const __m256i breaks = _mm256_broadcastsi128_si256(
        _mm_setr_epi8(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, '\n', 0, 0, '\r', 0, 0));
    return _mm256_cmpeq_epi8(_mm256_shuffle_epi8(breaks, bytes), bytes);
}

CBYTEMASK_INLINE uint64_t bits(__m256i low, __m256i high) {
    uint64_t lowBits = (uint32_t)_mm256_movemask_epi8(low), highBits = (uint32_t)_mm256_movemask_epi8(high);
    // Keeps the compiler from taking the masks for vectors of single bits, which it then puts together one by one.
    __asm__("" : "+r"(lowBits), "+r"(highBits));
    return lowBits | highBits << 32;
}

CBYTEMASK_INLINE line_block classify_wide(const uint8_t *block) {
    const __m256i low = _mm256_loadu_si256((const __m256i *)(const void *)block);
    const __m256i high = _mm256_loadu_si256((const __m256i *)(const void *)(block + 32));
    const __m256i blank = _mm256_set1_epi8(' ');
    return (line_block){
        .blanks = bits(_mm256_cmpeq_epi8(low, blank), _mm256_cmpeq_epi8(high, blank)),
        .marks = bits(classify_marks(low), classify_marks(high)),
        .breaks = bits(classify_breaks(low), classify_breaks(high)),
    };
}

cbytemask_line_ends cbytemask_line_wide(const uint8_t *text, size_t count, size_t start, size_t limit,
                                        uint64_t *blanks, uint64_t *marks) {
    return walk_line(text, count, start, limit, blanks, marks, classify_wide);
}

#pragma clang attribute pop

#endif
