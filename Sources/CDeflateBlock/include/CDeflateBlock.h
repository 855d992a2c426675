#pragma once

#include <stddef.h>
#include <stdint.h>

/// How decoding a deflate block ended.
typedef enum {
    /// The block is decoded, and another one follows.
    CDEFLATE_BLOCK_END,
    /// The block is decoded, and it is the last one of its stream.
    CDEFLATE_STREAM_END,
    /// The block is not decoded: it is broken or cut, needs more room, or is of a form that is left to zlib.
    CDEFLATE_REFUSED,
} cdeflate_outcome;

/// Decode tables of one block at a time, which may be used again for any other block.
typedef struct cdeflate_tables cdeflate_tables;

/// NULL when there is no memory for them.
cdeflate_tables *cdeflate_tables_create(void);
void cdeflate_tables_free(cdeflate_tables *tables);

/// Decodes one whole block of a deflate stream (RFC 1951), or refuses it.
///
/// `*bit` is the place in `input`, in bits, where the block begins, and then where it ended; on refusal it stays. The
/// block is written from `room + *end` on, and `*end` moves behind it; on refusal it stays, and what lies behind it is
/// of no value. What the block refers back to are the `history` bytes before `room + *end`.
///
/// Never reads outside the input or writes outside the `size` bytes of the room. What it decodes zlib decodes to the
/// same bytes; it refuses all that zlib does.
cdeflate_outcome cdeflate_decode_block(
    cdeflate_tables *tables, const uint8_t *input, size_t input_size, uint64_t *bit, uint8_t *room, size_t size,
    size_t *end, size_t history);
