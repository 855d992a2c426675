#include "LineWalk.h"

typedef struct {
    cbytemask_lane blanks, marks, breaks;
} line_lane;

CBYTEMASK_INLINE line_lane classify_lane(cbytemask_lane bytes) {
    const cbytemask_lane controls = cbytemask_atmost(bytes, cbytemask_all(0x1f));
    const cbytemask_lane quotes = cbytemask_same(bytes, cbytemask_all('"'));
    // '<' and '>' differ in one bit.
    const cbytemask_lane angles = cbytemask_same(cbytemask_and(bytes, cbytemask_all((uint8_t)~2)), cbytemask_all('<'));
    return (line_lane){
        .blanks = cbytemask_same(bytes, cbytemask_all(' ')),
        .marks = cbytemask_or(controls, cbytemask_or(quotes, angles)),
        .breaks = cbytemask_break_lane(bytes),
    };
}

CBYTEMASK_INLINE line_block classify(const uint8_t *block) {
    const line_lane a = classify_lane(cbytemask_load(block)), b = classify_lane(cbytemask_load(block + 16)),
                    c = classify_lane(cbytemask_load(block + 32)), d = classify_lane(cbytemask_load(block + 48));
    return (line_block){
        .blanks = cbytemask_bits(a.blanks, b.blanks, c.blanks, d.blanks),
        .marks = cbytemask_bits(a.marks, b.marks, c.marks, d.marks),
        .breaks = cbytemask_bits(a.breaks, b.breaks, c.breaks, d.breaks),
    };
}

size_t cbytemask_line_rest(const uint8_t *text, size_t count, line_place place, uint64_t *blanks, uint64_t *marks) {
    uint8_t rest[64] = {0};
    // Behind the text there are zeros, which are breaks.
    memcpy(rest, text + place.at, count - place.at);
    note_block(classify(rest), &place, blanks, marks);
    return place.at;
}

// Out of line, so that the way to the wide one is short.
__attribute__((noinline)) cbytemask_line_ends
cbytemask_line_narrow(const uint8_t *text, size_t count, size_t start, size_t limit, uint64_t *blanks,
                      uint64_t *marks) {
    return walk_line(text, count, start, limit, blanks, marks, classify);
}

cbytemask_line_ends cbytemask_line(const uint8_t *text, size_t count, size_t start, size_t limit, uint64_t *blanks,
                                   uint64_t *marks) {
#if CBYTEMASK_HAS_WIDE
    if (__builtin_cpu_supports("avx2")) return cbytemask_line_wide(text, count, start, limit, blanks, marks);
#endif
    return cbytemask_line_narrow(text, count, start, limit, blanks, marks);
}
