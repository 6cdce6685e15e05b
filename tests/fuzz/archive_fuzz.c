// an archive that is taken stays within its limits and has no path that leads out
// sources: lib/archive/archive.c lib/base/*.c
// packages: libarchive
#include "archive/archive.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static const ArchiveLimits limits = {.max_packed = 1 << 20, .max_size = 1 << 20, .max_entries = 50};

static void check(const ArchiveFileList *files)
{
    size_t size = 0;
    for (size_t i = 0; i < files->count; i++) {
        const char *path = files->items[i].path;
        size += files->items[i].bytes.length;
        if (*path == '/' || strcmp(path, "..") == 0 || strncmp(path, "../", 3) == 0 ||
            strstr(path, "/../"))
            abort();
    }
    if (files->count > limits.max_entries || size > limits.max_size)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    Ctx ctx = {.arena = arena_new()};
    ArchiveFileList files;
    if (archive_read(&ctx, (Blob){bytes, length}, limits, &files) == OK)
        check(&files);
    if (archive_list_zip(&ctx, (Blob){bytes, length}, limits, &files) == OK)
        check(&files);
    arena_free(ctx.arena);
    return 0;
}
