// Throws bytes at the decoder of deflate blocks, under the sanitizers, with zlib beside it: what is decoded must be
// what zlib decodes, and end at the same bit. `make fuzz-deflate` builds and runs it.
#include "CDeflateBlock.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

enum { WINDOW = 32 << 10, ROOM = 1 << 20 };

static void expect(int holds) {
    if (!holds) abort();
}

/// Lets zlib decode a block that begins at a bit of the input; gives how it ended.
static int decode_by_zlib(
    const uint8_t *input, size_t size, uint64_t *bit, const uint8_t *window, size_t history, uint8_t *output,
    size_t *count) {
    z_stream stream = {0};
    expect(inflateInit2(&stream, -15) == Z_OK);
    size_t byte = (size_t)((*bit + 7) / 8);
    int unread = (int)(byte * 8 - *bit);
    if (unread > 0) expect(inflatePrime(&stream, unread, input[byte - 1] >> (8 - unread)) == Z_OK);
    if (history > 0) expect(inflateSetDictionary(&stream, window, (uInt)history) == Z_OK);
    stream.next_in = (Bytef *)input + byte;
    stream.avail_in = (uInt)(size - byte);
    stream.next_out = output;
    stream.avail_out = ROOM;
    int code = inflate(&stream, Z_BLOCK);
    // Behind the last block it stops once more.
    if (code == Z_OK && (stream.data_type & 192) == 192) code = inflate(&stream, Z_BLOCK);
    *bit = (byte + stream.total_in) * 8 - (code == Z_STREAM_END ? 0 : stream.data_type & 7);
    *count = stream.total_out;
    int isEnd = code == Z_STREAM_END || (code == Z_OK && (stream.data_type & 128) && !(stream.data_type & 64));
    inflateEnd(&stream);
    return isEnd ? code : Z_DATA_ERROR;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    // The first two bytes say where the first block begins, how much lies before it and how much room there is.
    if (size < 3) return 0;
    uint64_t bit = 16 + data[0] % 8;
    size_t room_size = WINDOW + (data[1] % 2 ? ROOM : (size_t)data[1] * 8), end = data[0] / 8 * 1000;
    static uint8_t output[ROOM];
    uint8_t *room = malloc(room_size);
    memset(room, 'x', end);
    cdeflate_tables *tables = cdeflate_tables_create();
    cdeflate_outcome outcome;
    do {
        uint64_t zlib_bit = bit;
        size_t start = end, count, history = start < WINDOW ? start : WINDOW;
        outcome = cdeflate_decode_block(tables, data, size, &bit, room, room_size, &end, history);
        if (outcome == CDEFLATE_REFUSED) {
            expect(bit == zlib_bit && end == start);
            break;
        }
        int code = decode_by_zlib(data, size, &zlib_bit, room + start - history, history, output, &count);
        expect(code == (outcome == CDEFLATE_STREAM_END ? Z_STREAM_END : Z_OK));
        expect(zlib_bit == (outcome == CDEFLATE_STREAM_END ? (bit + 7) / 8 * 8 : bit));
        expect(count == end - start && memcmp(room + start, output, count) == 0);
    } while (outcome == CDEFLATE_BLOCK_END);
    cdeflate_tables_free(tables);
    free(room);
    return 0;
}
