// archive.h — packed files (.tgz, .zip), read and made in memory.
//
// What is read was made by others: total size and number of entries are bounded before anything is
// kept, and only plain files with relative paths are taken. Nothing is ever written to disk.
#pragma once

#include "base/ctx.h"
#include "shape/shape.h"

typedef struct ArchiveFile {
    const char *path; // relative, without "." and ".."
    Blob bytes;
} ArchiveFile;

typedef LIST_OF(ArchiveFile) ArchiveFileList;

typedef struct ArchiveLimits {
    size_t max_packed; // bytes of the archive itself
    size_t max_size;   // bytes of all files together
    size_t max_entries;
} ArchiveLimits;

/**
 * Reads a tar archive that is packed with gzip. Directories are left out.
 * INVALID bad_archive: it is none, breaks a limit, or has a link, a device, an absolute path, a
 * path with "..", or two files of one path
 */
Error archive_read(Ctx *ctx, Blob tgz, ArchiveLimits limits, ArchiveFileList *ret_files);

/**
 * The paths of the files in a zip archive. All is unpacked once, to know that it can be and how
 * much it is, and nothing of it is kept: their bytes have a length only. INVALID bad_archive as
 * above.
 */
Error archive_list_zip(Ctx *ctx, Blob zip, ArchiveLimits limits, ArchiveFileList *ret_files);

/** The same files in the same order give the same bytes. */
Error archive_write(Ctx *ctx, const ArchiveFileList *files, Blob *ret_tgz);

const ArchiveFile *archive_file(const ArchiveFileList *files, const char *path); // NULL if none

/** INVALID bad_archive: it is no gzip, or has more than max bytes. */
Error gzip_read(Ctx *ctx, Blob bytes, size_t max, Blob *ret_bytes);
