// The vector primitives of the scanner: which bytes of a block are of a class.
// What is short is here, so that the Swift compiler inlines it and no call is left at run time.
#ifndef MTATRAIL_CBYTEMASK_H
#define MTATRAIL_CBYTEMASK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define CBYTEMASK_INLINE static inline __attribute__((always_inline))

#if defined(__SSE2__)
#include <emmintrin.h>

typedef __m128i cbytemask_lane;

CBYTEMASK_INLINE cbytemask_lane cbytemask_load(const uint8_t *_Nonnull block) {
    return _mm_loadu_si128((const __m128i *)(const void *)block);
}
CBYTEMASK_INLINE cbytemask_lane cbytemask_all(uint8_t byte) { return _mm_set1_epi8((char)byte); }
CBYTEMASK_INLINE cbytemask_lane cbytemask_and(cbytemask_lane a, cbytemask_lane b) { return _mm_and_si128(a, b); }
CBYTEMASK_INLINE cbytemask_lane cbytemask_or(cbytemask_lane a, cbytemask_lane b) { return _mm_or_si128(a, b); }
CBYTEMASK_INLINE cbytemask_lane cbytemask_minus(cbytemask_lane a, cbytemask_lane b) { return _mm_sub_epi8(a, b); }
CBYTEMASK_INLINE cbytemask_lane cbytemask_same(cbytemask_lane a, cbytemask_lane b) { return _mm_cmpeq_epi8(a, b); }
CBYTEMASK_INLINE cbytemask_lane cbytemask_atmost(cbytemask_lane a, cbytemask_lane b) {
    return _mm_cmpeq_epi8(_mm_min_epu8(a, b), a);
}
CBYTEMASK_INLINE uint64_t
cbytemask_bits(cbytemask_lane a, cbytemask_lane b, cbytemask_lane c, cbytemask_lane d) {
    return (uint64_t)(uint32_t)_mm_movemask_epi8(a) | (uint64_t)(uint32_t)_mm_movemask_epi8(b) << 16
        | (uint64_t)(uint32_t)_mm_movemask_epi8(c) << 32 | (uint64_t)(uint32_t)_mm_movemask_epi8(d) << 48;
}

#elif defined(__ARM_NEON) && defined(__aarch64__)
#include <arm_neon.h>

typedef uint8x16_t cbytemask_lane;

CBYTEMASK_INLINE cbytemask_lane cbytemask_load(const uint8_t *_Nonnull block) { return vld1q_u8(block); }
CBYTEMASK_INLINE cbytemask_lane cbytemask_all(uint8_t byte) { return vdupq_n_u8(byte); }
CBYTEMASK_INLINE cbytemask_lane cbytemask_and(cbytemask_lane a, cbytemask_lane b) { return vandq_u8(a, b); }
CBYTEMASK_INLINE cbytemask_lane cbytemask_or(cbytemask_lane a, cbytemask_lane b) { return vorrq_u8(a, b); }
CBYTEMASK_INLINE cbytemask_lane cbytemask_minus(cbytemask_lane a, cbytemask_lane b) { return vsubq_u8(a, b); }
CBYTEMASK_INLINE cbytemask_lane cbytemask_same(cbytemask_lane a, cbytemask_lane b) { return vceqq_u8(a, b); }
CBYTEMASK_INLINE cbytemask_lane cbytemask_atmost(cbytemask_lane a, cbytemask_lane b) { return vcleq_u8(a, b); }
CBYTEMASK_INLINE uint64_t
cbytemask_bits(cbytemask_lane a, cbytemask_lane b, cbytemask_lane c, cbytemask_lane d) {
    static const uint8_t weights[16] = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
    const uint8x16_t weight = vld1q_u8(weights);
    const uint8x16_t low = vpaddq_u8(vandq_u8(a, weight), vandq_u8(b, weight));
    const uint8x16_t high = vpaddq_u8(vandq_u8(c, weight), vandq_u8(d, weight));
    const uint8x16_t sums = vpaddq_u8(low, high);
    return vgetq_lane_u64(vreinterpretq_u64_u8(vpaddq_u8(sums, sums)), 0);
}

#else

// A lane is 16 bytes, as with vectors, so that what is built on lanes is the same everywhere.
typedef struct { uint8_t bytes[16]; } cbytemask_lane;

CBYTEMASK_INLINE cbytemask_lane cbytemask_load(const uint8_t *_Nonnull block) {
    cbytemask_lane lane;
    memcpy(lane.bytes, block, 16);
    return lane;
}
CBYTEMASK_INLINE cbytemask_lane cbytemask_all(uint8_t byte) {
    cbytemask_lane lane;
    memset(lane.bytes, byte, 16);
    return lane;
}
#define CBYTEMASK_EACH(NAME, EXPRESSION) \
    CBYTEMASK_INLINE cbytemask_lane NAME(cbytemask_lane a, cbytemask_lane b) { \
        for (int i = 0; i < 16; i++) { a.bytes[i] = (uint8_t)(EXPRESSION); } \
        return a; \
    }
CBYTEMASK_EACH(cbytemask_and, a.bytes[i] & b.bytes[i])
CBYTEMASK_EACH(cbytemask_or, a.bytes[i] | b.bytes[i])
CBYTEMASK_EACH(cbytemask_minus, a.bytes[i] - b.bytes[i])
CBYTEMASK_EACH(cbytemask_same, a.bytes[i] == b.bytes[i] ? 0xff : 0)
CBYTEMASK_EACH(cbytemask_atmost, a.bytes[i] <= b.bytes[i] ? 0xff : 0)
CBYTEMASK_INLINE uint64_t
cbytemask_bits(cbytemask_lane a, cbytemask_lane b, cbytemask_lane c, cbytemask_lane d) {
    uint64_t mask = 0;
    for (int i = 0; i < 16; i++) {
        mask |= (uint64_t)(a.bytes[i] >> 7) << i | (uint64_t)(b.bytes[i] >> 7) << (16 + i)
            | (uint64_t)(c.bytes[i] >> 7) << (32 + i) | (uint64_t)(d.bytes[i] >> 7) << (48 + i);
    }
    return mask;
}

#endif

/// Bit i of the result is set when block[i] == needle. Reads exactly 64 bytes, of any alignment.
CBYTEMASK_INLINE uint64_t cbytemask_equal(const uint8_t *_Nonnull block, uint8_t needle) {
    const cbytemask_lane pattern = cbytemask_all(needle);
    return cbytemask_bits(
        cbytemask_same(cbytemask_load(block), pattern), cbytemask_same(cbytemask_load(block + 16), pattern),
        cbytemask_same(cbytemask_load(block + 32), pattern), cbytemask_same(cbytemask_load(block + 48), pattern));
}

CBYTEMASK_INLINE cbytemask_lane cbytemask_break_lane(cbytemask_lane bytes) {
    return cbytemask_or(
        cbytemask_same(bytes, cbytemask_all('\n')),
        cbytemask_or(cbytemask_same(bytes, cbytemask_all('\r')), cbytemask_same(bytes, cbytemask_all(0))));
}
/// Bit i of the result is set when block[i] is a break: a line feed, a carriage return or a NUL. Reads exactly 64 bytes.
CBYTEMASK_INLINE uint64_t cbytemask_breaks(const uint8_t *_Nonnull block) {
    return cbytemask_bits(
        cbytemask_break_lane(cbytemask_load(block)), cbytemask_break_lane(cbytemask_load(block + 16)),
        cbytemask_break_lane(cbytemask_load(block + 32)), cbytemask_break_lane(cbytemask_load(block + 48)));
}

CBYTEMASK_INLINE cbytemask_lane cbytemask_word_lane(cbytemask_lane bytes) {
    const cbytemask_lane small = cbytemask_or(bytes, cbytemask_all(0x20));
    const cbytemask_lane letters = cbytemask_atmost(cbytemask_minus(small, cbytemask_all('a')), cbytemask_all(25));
    const cbytemask_lane digits = cbytemask_atmost(cbytemask_minus(bytes, cbytemask_all('0')), cbytemask_all(9));
    return cbytemask_or(cbytemask_or(letters, digits), cbytemask_same(bytes, cbytemask_all('_')));
}
/// Bit i of the result is set when block[i] is a letter, a digit or an underscore. Reads exactly 32 bytes.
CBYTEMASK_INLINE uint32_t cbytemask_words(const uint8_t *_Nonnull block) {
    const cbytemask_lane none = cbytemask_all(0);
    return (uint32_t)cbytemask_bits(cbytemask_word_lane(cbytemask_load(block)),
                                    cbytemask_word_lane(cbytemask_load(block + 16)), none, none);
}

typedef uint8_t cbytemask_vector __attribute__((ext_vector_type(16)));

/// Whether each byte, the bits of `fold` set, is one of the `spans + 1` values from `lows` on.
CBYTEMASK_INLINE bool
cbytemask_fits(cbytemask_vector bytes, cbytemask_vector fold, cbytemask_vector lows, cbytemask_vector spans) {
    cbytemask_lane lanes[4];
    memcpy(&lanes[0], &bytes, 16);
    memcpy(&lanes[1], &fold, 16);
    memcpy(&lanes[2], &lows, 16);
    memcpy(&lanes[3], &spans, 16);
    const cbytemask_lane fits = cbytemask_atmost(
        cbytemask_minus(cbytemask_or(lanes[0], lanes[1]), lanes[2]), lanes[3]);
    return (uint16_t)cbytemask_bits(fits, fits, fits, fits) == 0xffff;
}

/// Blocks of a line that are marked.
#define CBYTEMASK_LINE_BLOCKS 64

typedef struct {
    /// Where the line ends: at its first break.
    size_t end;
    /// The last byte of what ends it: of carriage returns and a line feed that is the line feed, else it is the break
    /// itself. The limit where there is none, and where nothing but carriage returns stands before it.
    size_t stop;
} cbytemask_line_ends;

/// Looks for a line's first break (a line feed, a carriage return or a NUL), and marks on the way what stands around its
/// words, by the widest vectors that the processor has.
///
/// Bit i of `blanks[b]` is set when the byte at `start + 64 * b + i` is a blank, of `marks[b]` when it is another control,
/// a quote or an angle bracket. In both the bit of the line's end is set and none behind it, so that a search stops there.
/// No more than CBYTEMASK_LINE_BLOCKS blocks are marked: of a line that is longer the masks are of no use.
///
/// Reads nothing at or behind `count`, and takes nothing at or behind `limit` for a part of the line;
/// `start <= limit <= count`.
cbytemask_line_ends cbytemask_line(const uint8_t *_Nullable text, size_t count, size_t start, size_t limit,
                                   uint64_t *_Nonnull blanks, uint64_t *_Nonnull marks);

/// The same by the vectors that every processor has.
cbytemask_line_ends cbytemask_line_narrow(const uint8_t *_Nullable text, size_t count, size_t start, size_t limit,
                                          uint64_t *_Nonnull blanks, uint64_t *_Nonnull marks);

#endif
