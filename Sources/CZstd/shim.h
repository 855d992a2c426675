// The library is linked statically: decoding a block at a time into the caller's memory is there, and stays there.
#define ZSTD_STATIC_LINKING_ONLY
#define ZSTD_DISABLE_DEPRECATE_WARNINGS
#include <zstd.h>
