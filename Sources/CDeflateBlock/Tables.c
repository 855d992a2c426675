#include "Blocks.h"

#include <stdlib.h>

cdeflate_tables *cdeflate_tables_create(void) {
    cdeflate_tables *tables = malloc(sizeof *tables);
    if (tables != NULL) tables->are_fixed = false;
    return tables;
}
void cdeflate_tables_free(cdeflate_tables *tables) { free(tables); }

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

bool cdeflate_build_fixed(cdeflate_tables *tables) {
    if (tables->are_fixed) return true;
    uint8_t lengths[SYMBOLS + DISTANCES];
    memset(lengths, 8, 144);
    memset(lengths + 144, 9, 112);
    memset(lengths + 256, 7, 24);
    memset(lengths + 280, 8, 8);
    memset(lengths + SYMBOLS, 5, DISTANCES);
    return tables->are_fixed = build_symbols(tables, lengths, SYMBOLS, DISTANCES);
}

bool cdeflate_build_dynamic(cdeflate_tables *tables, bit_reader *reader) {
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
