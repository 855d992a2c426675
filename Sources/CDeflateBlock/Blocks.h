// What decoding a block and building its tables share.
#pragma once

#include "CDeflateBlock.h"

#include <stdbool.h>
#include <string.h>

// Bits are taken from the low end of a 64-bit buffer that is refilled to at least 56 of them. A code is looked up by
// its first bits; longer ones go on in a second table. An entry tells all that is to be known of a symbol:
//
//   bits 0-7    bits to consume: the code's, and the extra ones behind it; of a pointer the first table's bits
//   bits 8-12   the code's bits alone; of a pointer the second table's bits
//   bit 13      a literal
//   bit 14      neither a literal nor a base: a pointer to a second table, the end of the block, or nothing valid
//   bit 15      with bit 14: a pointer
//   bits 16-31  the literal; the base of a length or distance; where the second table begins; 1 for the block's end
enum {
    LITERAL = 1 << 13,
    SPECIAL = 1 << 14,
    POINTER = 1 << 15,
    MAX_CODE = 15,
    LENGTH_BITS = 11,
    DISTANCE_BITS = 8,
    ORDER_BITS = 7,
    SYMBOLS = 288,
    DISTANCES = 32,
    LENGTH_CODES = 19,
    // A second table serves at least two codes.
    LENGTH_TABLE = (1 << LENGTH_BITS) + (SYMBOLS / 2 << (MAX_CODE - LENGTH_BITS)),
    DISTANCE_TABLE = (1 << DISTANCE_BITS) + (DISTANCES / 2 << (MAX_CODE - DISTANCE_BITS)),
    // A step writes three literals or one match, and a match is copied in pieces that go beyond its end.
    STEP = 258 + 3 + 48,
};

struct cdeflate_tables {
    uint32_t lengths[LENGTH_TABLE];
    uint32_t distances[DISTANCE_TABLE];
    uint32_t order[1 << ORDER_BITS];
    /// Whether those of the fixed codes are built: streams that are flushed at every line have nothing else.
    bool are_fixed;
};

typedef struct {
    const uint8_t *next, *end;
    uint64_t bits;
    unsigned count;
    /// Zero bytes given in place of input that is not there.
    uint64_t missing;
} bit_reader;

static inline void refill(bit_reader *reader) {
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    if (__builtin_expect(reader->end - reader->next >= 8, 1)) {
        uint64_t word;
        memcpy(&word, reader->next, sizeof word);
        reader->bits |= word << reader->count;
        reader->next += (63 - reader->count) >> 3;
        reader->count |= 56;
        return;
    }
#endif
    for (; reader->count < 56; reader->count += 8) {
        if (reader->next < reader->end) {
            reader->bits |= (uint64_t)*reader->next++ << reader->count;
        } else {
            reader->missing++;
        }
    }
}

static inline void consume(bit_reader *reader, unsigned count) {
    reader->bits >>= count;
    reader->count -= count;
}

static inline unsigned take(bit_reader *reader, unsigned count) {
    unsigned value = (unsigned)reader->bits & ((1u << count) - 1);
    consume(reader, count);
    return value;
}

/// Builds the tables of the fixed codes (RFC 1951, section 3.2.6), if they are not there already.
bool cdeflate_build_fixed(cdeflate_tables *tables);

/// Reads the codes of a dynamic block and builds their tables (RFC 1951, section 3.2.7). False where they are not as
/// they must be, or are incomplete.
bool cdeflate_build_dynamic(cdeflate_tables *tables, bit_reader *reader);
