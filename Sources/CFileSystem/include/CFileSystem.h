// System calls of Linux that Swift's Glibc does not show.
#ifndef MTATRAIL_CFILESYSTEM_H
#define MTATRAIL_CFILESYSTEM_H

#include <sys/types.h>
#include <sys/xattr.h>

/// Gives a file another name, which nothing may have yet. 0, or -1 with errno: EEXIST where something has the name,
/// EINVAL or ENOSYS where the file system or the kernel cannot do it.
int cfilesystem_rename_exclusive(const char *_Nonnull from, const char *_Nonnull to);

/// Gives a file blocks for its first `length` bytes, so that a map of them does not fault on a full disk, and leaves its
/// size. 0 or an errno.
int cfilesystem_reserve(int descriptor, size_t length);

#endif
