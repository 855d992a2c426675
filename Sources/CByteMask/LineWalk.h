// The walk over a line's blocks, the same for each width of vectors.
#pragma once

#include "CByteMask.h"

/// What is told of 64 bytes.
typedef struct {
    uint64_t blanks, marks, breaks;
} line_block;

/// Where a walk stands in the text, and how many blocks it has marked.
typedef struct {
    size_t at, number;
} line_place;

#if defined(__x86_64__) && defined(__clang__)
#define CBYTEMASK_HAS_WIDE 1
/// `cbytemask_line` with AVX2, which the caller has made sure of.
cbytemask_line_ends cbytemask_line_wide(const uint8_t *_Nullable text, size_t count, size_t start, size_t limit,
                                        uint64_t *_Nonnull blanks, uint64_t *_Nonnull marks);
#else
#define CBYTEMASK_HAS_WIDE 0
#endif

/// Marks the text's last block, which is not whole; gives the offset of its first break, or one behind the text.
size_t cbytemask_line_rest(const uint8_t *_Nonnull text, size_t count, line_place place, uint64_t *_Nonnull blanks,
                           uint64_t *_Nonnull marks);

/// Notes one block; true where a break stands in it.
CBYTEMASK_INLINE bool note_block(line_block block, line_place *_Nonnull place, uint64_t *_Nonnull blanks,
                                 uint64_t *_Nonnull marks) {
    if (place->number < CBYTEMASK_LINE_BLOCKS) {
        blanks[place->number] = block.blanks;
        marks[place->number] = block.marks;
    }
    if (block.breaks != 0) {
        place->at += (size_t)__builtin_ctzll(block.breaks);
        return true;
    }
    place->at += 64;
    place->number++;
    return false;
}

/// Sets the bit of the line's end, and clears those behind it.
CBYTEMASK_INLINE void stop_at(size_t end, uint64_t *_Nonnull masks) {
    const uint64_t bit = (uint64_t)1 << end % 64;
    masks[end / 64] = (masks[end / 64] & (bit - 1)) | bit;
}

CBYTEMASK_INLINE cbytemask_line_ends
walk_line(const uint8_t *_Nullable text, size_t count, size_t start, size_t limit, uint64_t *_Nonnull blanks,
          uint64_t *_Nonnull marks, line_block (*_Nonnull classify)(const uint8_t *_Nonnull)) {
    line_place place = {.at = start, .number = 0};
    while (place.at < limit) {
        if (count - place.at < 64) {
            place.at = cbytemask_line_rest(text, count, place, blanks, marks);
            break;
        }
        if (note_block(classify(text + place.at), &place, blanks, marks)) break;
    }
    cbytemask_line_ends ends;
    ends.end = place.at < limit ? place.at : limit;
    ends.stop = ends.end;
    if (ends.end < limit && text[ends.end] == '\r') {
        size_t next = ends.end + 1;
        while (next < limit && text[next] == '\r') next++;
        if (next == limit || text[next] == '\n') ends.stop = next;
    }
    if (ends.end - start < CBYTEMASK_LINE_BLOCKS * 64) {
        stop_at(ends.end - start, blanks);
        stop_at(ends.end - start, marks);
    }
    return ends;
}
