// The one vector primitive of the scanner: which of 64 bytes equal a given byte.
// Header only, so that the Swift compiler inlines it and no call is left at run time.
#ifndef MTATRAIL_CBYTEMASK_H
#define MTATRAIL_CBYTEMASK_H

#include <stdint.h>
#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#elif defined(__ARM_NEON) && defined(__aarch64__)
#include <arm_neon.h>
#endif

/// Bit i of the result is set when block[i] == needle. Reads exactly 64 bytes; any alignment.
static inline __attribute__((always_inline)) uint64_t
cbytemask_equal(const uint8_t *_Nonnull block, uint8_t needle) {
#if defined(__SSE2__)
    const __m128i pattern = _mm_set1_epi8((char)needle);
    uint64_t mask = 0;
    for (int lane = 0; lane < 4; lane++) {
        const __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)(block + 16 * lane));
        const uint64_t lanes = (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, pattern));
        mask |= lanes << (16 * lane);
    }
    return mask;
#elif defined(__ARM_NEON) && defined(__aarch64__)
    static const uint8_t weights[16] = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
    const uint8x16_t weight = vld1q_u8(weights), pattern = vdupq_n_u8(needle);
    const uint8x16_t a = vandq_u8(vceqq_u8(vld1q_u8(block), pattern), weight);
    const uint8x16_t b = vandq_u8(vceqq_u8(vld1q_u8(block + 16), pattern), weight);
    const uint8x16_t c = vandq_u8(vceqq_u8(vld1q_u8(block + 32), pattern), weight);
    const uint8x16_t d = vandq_u8(vceqq_u8(vld1q_u8(block + 48), pattern), weight);
    const uint8x16_t sums = vpaddq_u8(vpaddq_u8(a, b), vpaddq_u8(c, d));
    return vgetq_lane_u64(vreinterpretq_u64_u8(vpaddq_u8(sums, sums)), 0);
#else
    uint64_t mask = 0;
    for (int i = 0; i < 64; i++) mask |= (uint64_t)(block[i] == needle) << i;
    return mask;
#endif
}

#endif
