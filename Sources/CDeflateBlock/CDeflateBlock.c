#include "Blocks.h"

/// Copies a match, and up to 45 bytes more behind it.
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
        // The first table's codes have 11 bits at most, so that after two of them there is still one to look at. A
        // length and a distance with all they have take 48: for them there must be a refill behind every literal.
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
                refill(&reader);
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
    case 1: output = cdeflate_build_fixed(tables) ? decode_symbols(tables, &reader, output, oldest, limit) : NULL; break;
    case 2: output = cdeflate_build_dynamic(tables, &reader) ? decode_symbols(tables, &reader, output, oldest, limit) : NULL; break;
    default: output = NULL;
    }
    if (output == NULL || position(&reader, input) > (uint64_t)input_size * 8) return CDEFLATE_REFUSED;
    *bit = position(&reader, input);
    *end = (size_t)(output - room);
    return is_last ? CDEFLATE_STREAM_END : CDEFLATE_BLOCK_END;
}
