#include "CDeflateBlock.h"

#include <stdbool.h>
#include <stdlib.h>
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

cdeflate_tables *cdeflate_tables_create(void) {
    cdeflate_tables *tables = malloc(sizeof *tables);
    if (tables != NULL) tables->are_fixed = false;
    return tables;
}
void cdeflate_tables_free(cdeflate_tables *tables) { free(tables); }

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

static inline unsigned reversed(unsigned code, unsigned length) {
    code = (code & 0x5555) << 1 | (code >> 1 & 0x5555);
    code = (code & 0x3333) << 2 | (code >> 2 & 0x3333);
    code = (code & 0x0f0f) << 4 | (code >> 4 & 0x0f0f);
    code = (code & 0x00ff) << 8 | (code >> 8 & 0x00ff);
    return code >> (16 - length);
}

/// Fills a table for the canonical code whose `count` symbols have these code lengths (RFC 1951, section 3.2.2), each
/// symbol's entry being `entries[symbol]` with the code's length put in. False unless the code is complete.
static bool build(uint32_t *table, unsigned first_bits, const uint8_t *lengths, unsigned count, const uint32_t *entries) {
    unsigned counts[MAX_CODE + 1] = {0}, next[MAX_CODE + 2] = {0}, longest = 0, space = 0;
    for (unsigned symbol = 0; symbol < count; symbol++) counts[lengths[symbol]]++;
    counts[0] = 0;
    for (unsigned length = 1; length <= MAX_CODE; length++) {
        next[length + 1] = (next[length] + counts[length]) << 1;
        space += counts[length] << (MAX_CODE - length);
        if (counts[length] > 0) longest = length;
    }
    if (space != 1u << MAX_CODE) return false;
    unsigned second_bits = longest > first_bits ? longest - first_bits : 0, used = 1u << first_bits;
    for (unsigned index = 0; index < used; index++) table[index] = 0;
    for (unsigned symbol = 0; symbol < count; symbol++) {
        unsigned length = lengths[symbol];
        if (length == 0) continue;
        unsigned code = reversed(next[length]++, length), end = 1u << first_bits;
        uint32_t *part = table, entry = entries[symbol];
        if (length > first_bits) {
            uint32_t *pointer = &table[code & (end - 1)];
            if (*pointer == 0) {
                *pointer = (uint32_t)used << 16 | POINTER | SPECIAL | second_bits << 8 | first_bits;
                used += 1u << second_bits;
            }
            part += *pointer >> 16;
            code >>= first_bits;
            length -= first_bits;
            end = 1u << second_bits;
        }
        entry += length << 8 | length;
        for (; code < end; code += 1u << length) part[code] = entry;
    }
    return true;
}

#define BASE(value, extra) ((uint32_t)(value) << 16 | (extra))

/// The symbols of RFC 1951, section 3.2.5.
static const uint32_t length_bases[] = {
    BASE(3, 0), BASE(4, 0), BASE(5, 0), BASE(6, 0), BASE(7, 0), BASE(8, 0), BASE(9, 0), BASE(10, 0), BASE(11, 1),
    BASE(13, 1), BASE(15, 1), BASE(17, 1), BASE(19, 2), BASE(23, 2), BASE(27, 2), BASE(31, 2), BASE(35, 3),
    BASE(43, 3), BASE(51, 3), BASE(59, 3), BASE(67, 4), BASE(83, 4), BASE(99, 4), BASE(115, 4), BASE(131, 5),
    BASE(163, 5), BASE(195, 5), BASE(227, 5), BASE(258, 0), SPECIAL, SPECIAL,
};
static const uint32_t distance_bases[DISTANCES] = {
    BASE(1, 0), BASE(2, 0), BASE(3, 0), BASE(4, 0), BASE(5, 1), BASE(7, 1), BASE(9, 2), BASE(13, 2), BASE(17, 3),
    BASE(25, 3), BASE(33, 4), BASE(49, 4), BASE(65, 5), BASE(97, 5), BASE(129, 6), BASE(193, 6), BASE(257, 7),
    BASE(385, 7), BASE(513, 8), BASE(769, 8), BASE(1025, 9), BASE(1537, 9), BASE(2049, 10), BASE(3073, 10),
    BASE(4097, 11), BASE(6145, 11), BASE(8193, 12), BASE(12289, 12), BASE(16385, 13), BASE(24577, 13), SPECIAL,
    SPECIAL,
};

static bool build_symbols(cdeflate_tables *tables, const uint8_t *lengths, unsigned literals, unsigned distances) {
    uint32_t entries[SYMBOLS];
    for (unsigned symbol = 0; symbol < 256; symbol++) entries[symbol] = (uint32_t)symbol << 16 | LITERAL;
    entries[256] = 1u << 16 | SPECIAL;
    memcpy(entries + 257, length_bases, sizeof length_bases);
    return build(tables->lengths, LENGTH_BITS, lengths, literals, entries)
        && build(tables->distances, DISTANCE_BITS, lengths + literals, distances, distance_bases);
}

/// RFC 1951, section 3.2.6.
static bool build_fixed(cdeflate_tables *tables) {
    if (tables->are_fixed) return true;
    uint8_t lengths[SYMBOLS + DISTANCES];
    memset(lengths, 8, 144);
    memset(lengths + 144, 9, 112);
    memset(lengths + 256, 7, 24);
    memset(lengths + 280, 8, 8);
    memset(lengths + SYMBOLS, 5, DISTANCES);
    return tables->are_fixed = build_symbols(tables, lengths, SYMBOLS, DISTANCES);
}

/// RFC 1951, section 3.2.7.
static bool build_dynamic(cdeflate_tables *tables, bit_reader *reader) {
    tables->are_fixed = false;
    static const uint8_t order[LENGTH_CODES] = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};
    uint32_t symbols[LENGTH_CODES];
    for (unsigned symbol = 0; symbol < LENGTH_CODES; symbol++) symbols[symbol] = symbol << 16;
    refill(reader);
    unsigned literals = take(reader, 5) + 257, distances = take(reader, 5) + 1, codes = take(reader, 4) + 4;
    if (literals > 286 || distances > 30) return false;
    uint8_t code_lengths[LENGTH_CODES] = {0};
    for (unsigned index = 0; index < codes; index++) {
        refill(reader);
        code_lengths[order[index]] = (uint8_t)take(reader, 3);
    }
    if (!build(tables->order, ORDER_BITS, code_lengths, LENGTH_CODES, symbols)) return false;
    // The longest repeat is of 138.
    uint8_t lengths[SYMBOLS + DISTANCES + 138];
    unsigned count = 0;
    while (count < literals + distances) {
        refill(reader);
        uint32_t entry = tables->order[reader->bits & ((1 << ORDER_BITS) - 1)];
        consume(reader, entry & 0xff);
        unsigned symbol = entry >> 16, repeat = 1;
        uint8_t value = (uint8_t)symbol;
        if (symbol == 16) {
            if (count == 0) return false;
            value = lengths[count - 1];
            repeat = 3 + take(reader, 2);
        } else if (symbol > 16) {
            value = 0;
            repeat = symbol == 17 ? 3 + take(reader, 3) : 11 + take(reader, 7);
        }
        memset(lengths + count, value, repeat);
        count += repeat;
    }
    if (count != literals + distances || lengths[256] == 0) return false;
    return build_symbols(tables, lengths, literals, distances);
}

/// Copies a match, and up to 31 bytes more behind it.
static inline void copy_match(uint8_t *output, unsigned length, unsigned distance) {
    const uint8_t *from = output - distance;
    uint8_t *end = output + length;
    if (__builtin_expect(distance >= 16, 1)) {
        memcpy(output + 0, from + 0, 16);
        memcpy(output + 16, from + 16, 16);
        memcpy(output + 32, from + 32, 16);
        for (output += 48, from += 48; output < end; output += 16, from += 16) memcpy(output, from, 16);
    } else if (distance == 1) {
        memset(output, *from, length);
    } else {
        while (output < end) *output++ = *from++;
    }
}

/// The entry of the code that comes next, of which the first table's is `entry`.
static inline uint32_t follow(const uint32_t *table, bit_reader *reader, uint32_t entry) {
    if (!(entry & POINTER)) return entry;
    consume(reader, entry & 0xff);
    return table[(entry >> 16) + (reader->bits & ((1u << (entry >> 8 & 31)) - 1))];
}

/// The base and the extra bits of a length or distance.
static inline unsigned take_value(bit_reader *reader, uint32_t entry) {
    unsigned all = entry & 0xff, code = entry >> 8 & 31;
    unsigned extra = (unsigned)(reader->bits >> code) & ((1u << (all - code)) - 1);
    consume(reader, all);
    return (entry >> 16) + extra;
}

/// Decodes symbols up to the block's end; gives where the output ended, NULL where something is wrong.
static uint8_t *decode_symbols(
    const cdeflate_tables *tables, bit_reader *input, uint8_t *output, const uint8_t *oldest, const uint8_t *limit) {
    const uint64_t first = (1 << LENGTH_BITS) - 1, first_distance = (1 << DISTANCE_BITS) - 1;
    bit_reader reader = *input;
    refill(&reader);
    uint32_t entry = tables->lengths[reader.bits & first];
    while (output <= limit) {
        // The first table's codes have 11 bits at most, so that after two of them there is still one to look at; a
        // length and a distance with all they have take 48.
        if (entry & LITERAL) {
            consume(&reader, entry & 0xff);
            *output++ = (uint8_t)(entry >> 16);
            entry = tables->lengths[reader.bits & first];
            if (entry & LITERAL) {
                consume(&reader, entry & 0xff);
                *output++ = (uint8_t)(entry >> 16);
                entry = tables->lengths[reader.bits & first];
            }
            refill(&reader);
            if (entry & LITERAL) {
                consume(&reader, entry & 0xff);
                *output++ = (uint8_t)(entry >> 16);
                entry = tables->lengths[reader.bits & first];
                continue;
            }
        }
        if (__builtin_expect(entry & SPECIAL, 0)) {
            entry = follow(tables->lengths, &reader, entry);
            if (entry & SPECIAL) {
                consume(&reader, entry & 0xff);
                *input = reader;
                return entry >> 16 ? output : NULL;
            }
            if (entry & LITERAL) {
                consume(&reader, entry & 0xff);
                *output++ = (uint8_t)(entry >> 16);
                refill(&reader);
                entry = tables->lengths[reader.bits & first];
                continue;
            }
        }
        unsigned length = take_value(&reader, entry);
        entry = follow(tables->distances, &reader, tables->distances[reader.bits & first_distance]);
        if (__builtin_expect(entry & SPECIAL, 0)) return NULL;
        unsigned distance = take_value(&reader, entry);
        if (__builtin_expect(distance > (size_t)(output - oldest), 0)) return NULL;
        // Looked up before the copy, so that the two go on side by side.
        refill(&reader);
        entry = tables->lengths[reader.bits & first];
        copy_match(output, length, distance);
        output += length;
    }
    return NULL;
}

/// Where the reader stands, in bits from `start` on.
static uint64_t position(const bit_reader *reader, const uint8_t *start) {
    return ((uint64_t)(reader->next - start) + reader->missing) * 8 - reader->count;
}

/// RFC 1951, section 3.2.4. Gives where the output ended, NULL where something is wrong.
static uint8_t *copy_stored(bit_reader *reader, const uint8_t *start, uint8_t *output, const uint8_t *limit) {
    size_t byte = (size_t)((position(reader, start) + 7) / 8), size = (size_t)(reader->end - start);
    if (byte > size || size - byte < 4) return NULL;
    const uint8_t *header = start + byte;
    unsigned length = header[0] + 256u * header[1], complement = header[2] + 256u * header[3];
    if ((length ^ complement) != 0xffff || size - byte - 4 < length || output > limit) return NULL;
    if ((size_t)(limit - output) < length) return NULL;
    memcpy(output, header + 4, length);
    *reader = (bit_reader){.next = header + 4 + length, .end = reader->end};
    return output + length;
}

cdeflate_outcome cdeflate_decode_block(
    cdeflate_tables *tables, const uint8_t *input, size_t input_size, uint64_t *bit, uint8_t *room, size_t size,
    size_t *end, size_t history) {
    if (*bit / 8 >= input_size || size < STEP || *end > size - STEP || history > *end) return CDEFLATE_REFUSED;
    bit_reader reader = {.next = input + *bit / 8, .end = input + input_size};
    refill(&reader);
    consume(&reader, *bit % 8);
    bool is_last = take(&reader, 1);
    uint8_t *output = room + *end;
    const uint8_t *oldest = output - history, *limit = room + size - STEP;
    switch (take(&reader, 2)) {
    case 0: output = copy_stored(&reader, input, output, limit); break;
    case 1: output = build_fixed(tables) ? decode_symbols(tables, &reader, output, oldest, limit) : NULL; break;
    case 2: output = build_dynamic(tables, &reader) ? decode_symbols(tables, &reader, output, oldest, limit) : NULL; break;
    default: output = NULL;
    }
    if (output == NULL || position(&reader, input) > (uint64_t)input_size * 8) return CDEFLATE_REFUSED;
    *bit = position(&reader, input);
    *end = (size_t)(output - room);
    return is_last ? CDEFLATE_STREAM_END : CDEFLATE_BLOCK_END;
}
