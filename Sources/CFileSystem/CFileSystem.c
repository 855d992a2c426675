#define _GNU_SOURCE
#include "CFileSystem.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>

int cfilesystem_rename_exclusive(const char *from, const char *to) {
    return renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE);
}

int cfilesystem_reserve(int descriptor, size_t length) {
    while (fallocate(descriptor, FALLOC_FL_KEEP_SIZE, 0, (off_t)length) != 0) {
        if (errno != EINTR) return errno;
    }
    return 0;
}
