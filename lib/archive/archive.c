#include "archive/archive.h"

#include "base/text.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdlib.h>
#include <string.h>

typedef struct archive Handle;

static void reader_free(Handle **handle)
{
    archive_read_free(*handle);
}

static void writer_free(Handle **handle)
{
    archive_write_free(*handle);
}

static void entry_free(struct archive_entry **entry)
{
    archive_entry_free(*entry);
}

#define READER __attribute__((cleanup(reader_free))) Handle
#define WRITER __attribute__((cleanup(writer_free))) Handle

static void *must(void *memory)
{
    if (!memory)
        abort();
    return memory;
}

static Error refuse(Ctx *ctx, const char *problem)
{
    return fail(ctx, INVALID, "bad_archive", "%s", problem);
}

static const char *reason_of(Handle *handle)
{
    const char *reason = archive_error_string(handle);
    return reason ? reason : "It cannot be read";
}

// ── reading ──────────────────────────────────────────────────────────────────────────────────

// Everything of one entry, or of a stream: at most max bytes, which are only counted if bytes is
// NULL.
static Error read_data(Ctx *ctx, Handle *handle, size_t max, Text *bytes, size_t *ret_size)
{
    const void *block;
    size_t length, size = 0;
    la_int64_t offset;
    int found;
    while ((found = archive_read_data_block(handle, &block, &length, &offset)) == ARCHIVE_OK) {
        if (offset != (la_int64_t)size)
            return refuse(ctx, "The archive has a file with holes.");
        size += length;
        if (size > max)
            return refuse(ctx, "The archive is too big when it is unpacked.");
        if (bytes)
            text_append(bytes, block, length);
    }
    if (found != ARCHIVE_EOF)
        return fail(ctx, INVALID, "bad_archive", "%s.", reason_of(handle));
    *ret_size = size;
    return OK;
}

static Error read_bytes(Ctx *ctx, Handle *handle, size_t max, Blob *ret_bytes)
{
    Text bytes = {.arena = ctx->arena};
    size_t size;
    TRY(read_data(ctx, handle, max, &bytes, &size));
    *ret_bytes = (Blob){text_of(&bytes), size};
    return OK;
}

static Error skip_bytes(Ctx *ctx, Handle *handle, size_t max, Blob *ret_bytes)
{
    size_t size;
    TRY(read_data(ctx, handle, max, NULL, &size));
    *ret_bytes = (Blob){NULL, size};
    return OK;
}

typedef Error BytesReader(Ctx *ctx, Handle *handle, size_t max, Blob *ret_bytes);

// "./a//b" is "a/b"; NULL if the path leads elsewhere.
static const char *plain_path(Arena *arena, const char *path)
{
    Text plain = {.arena = arena};
    if (!path || *path == '/' || !text_is_utf8(path, strlen(path)) || strchr(path, '\\'))
        return NULL;
    for (; *path; path += *path == '/') {
        size_t length = strcspn(path, "/");
        bool is_here = length == 0 || (length == 1 && *path == '.');
        if (length == 2 && strncmp(path, "..", 2) == 0)
            return NULL;
        if (!is_here) {
            text_add(&plain, plain.length ? "/" : "");
            text_append(&plain, path, length);
        }
        path += length;
    }
    return text_of(&plain);
}

static Error read_entry(Ctx *ctx, Handle *handle, struct archive_entry *entry, BytesReader *reader,
    size_t max, ArchiveFileList *files)
{
    const char *path = plain_path(ctx->arena, archive_entry_pathname(entry));
    if (!path)
        return refuse(ctx, "The archive has a file whose path leads out of it.");
    if (archive_entry_hardlink(entry) || archive_entry_symlink(entry))
        return fail(ctx, INVALID, "bad_archive", "The archive has a link, %s.", path);
    if (archive_entry_filetype(entry) == AE_IFDIR && !archive_entry_size(entry))
        return OK;
    if (archive_entry_filetype(entry) != AE_IFREG || !*path)
        return fail(ctx, INVALID, "bad_archive", "%s in the archive is no plain file.", path);
    if (archive_file(files, path))
        return fail(ctx, INVALID, "bad_archive", "The archive has %s twice.", path);
    ArchiveFile *file = &files->items[files->count];
    TRY(reader(ctx, handle, max, &file->bytes));
    file->path = path;
    files->count++;
    return OK;
}

static Error read_entries(
    Ctx *ctx, Handle *handle, BytesReader *reader, ArchiveLimits limits, ArchiveFileList *ret_files)
{
    ArchiveFileList files = {arena_array_of(ctx->arena, ArchiveFile, limits.max_entries), 0};
    size_t size = 0, entries = 0;
    struct archive_entry *entry;
    int found;
    while ((found = archive_read_next_header(handle, &entry)) == ARCHIVE_OK) {
        if (++entries > limits.max_entries)
            return refuse(ctx, "The archive has too many files.");
        size_t before = files.count;
        TRY(read_entry(ctx, handle, entry, reader, limits.max_size - size, &files));
        if (files.count > before)
            size += files.items[before].bytes.length;
    }
    if (found != ARCHIVE_EOF)
        return fail(ctx, INVALID, "bad_archive", "The archive is damaged: %s.", reason_of(handle));
    *ret_files = files;
    return OK;
}

Error archive_read(Ctx *ctx, Blob tgz, ArchiveLimits limits, ArchiveFileList *ret_files)
{
    if (tgz.length > limits.max_packed)
        return refuse(ctx, "The archive is too big.");
    READER *handle = must(archive_read_new());
    archive_read_support_filter_gzip(handle);
    archive_read_support_format_tar(handle);
    if (archive_read_open_memory(handle, tgz.bytes, tgz.length) != ARCHIVE_OK ||
        archive_filter_code(handle, 0) != ARCHIVE_FILTER_GZIP)
        return refuse(ctx, "It is no packed archive (.tgz).");
    return read_entries(ctx, handle, read_bytes, limits, ret_files);
}

Error archive_list_zip(Ctx *ctx, Blob zip, ArchiveLimits limits, ArchiveFileList *ret_files)
{
    if (zip.length > limits.max_packed)
        return refuse(ctx, "The archive is too big.");
    READER *handle = must(archive_read_new());
    archive_read_support_format_zip_seekable(handle); // by its directory, as other programs do
    if (archive_read_open_memory(handle, zip.bytes, zip.length) != ARCHIVE_OK)
        return refuse(ctx, "It is no packed archive (.zip).");
    return read_entries(ctx, handle, skip_bytes, limits, ret_files);
}

const ArchiveFile *archive_file(const ArchiveFileList *files, const char *path)
{
    for (size_t i = 0; i < files->count; i++)
        if (strcmp(files->items[i].path, path) == 0)
            return &files->items[i];
    return NULL;
}

Error gzip_read(Ctx *ctx, Blob bytes, size_t max, Blob *ret_bytes)
{
    READER *handle = must(archive_read_new());
    struct archive_entry *entry;
    archive_read_support_filter_gzip(handle);
    archive_read_support_format_raw(handle);
    if (archive_read_open_memory(handle, bytes.bytes, bytes.length) != ARCHIVE_OK ||
        archive_filter_code(handle, 0) != ARCHIVE_FILTER_GZIP ||
        archive_read_next_header(handle, &entry) != ARCHIVE_OK)
        return refuse(ctx, "It is not packed with gzip.");
    return read_bytes(ctx, handle, max, ret_bytes);
}

// ── writing ──────────────────────────────────────────────────────────────────────────────────

static la_ssize_t append(Handle *handle, void *arg, const void *bytes, size_t length)
{
    (void)handle;
    text_append(arg, bytes, length);
    return (la_ssize_t)length;
}

static bool write_file(Handle *handle, const ArchiveFile *file)
{
    __attribute__((cleanup(entry_free))) struct archive_entry *entry = must(archive_entry_new());
    archive_entry_set_pathname(entry, file->path);
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    archive_entry_set_size(entry, (la_int64_t)file->bytes.length);
    return archive_write_header(handle, entry) == ARCHIVE_OK &&
           archive_write_data(handle, file->bytes.bytes, file->bytes.length) ==
               (la_ssize_t)file->bytes.length;
}

Error archive_write(Ctx *ctx, const ArchiveFileList *files, Blob *ret_tgz)
{
    Text packed = {.arena = ctx->arena};
    WRITER *handle = must(archive_write_new());
    archive_write_add_filter_gzip(handle);
    archive_write_set_filter_option(handle, "gzip", "timestamp", NULL);
    archive_write_set_format_ustar(handle);
    bool is_written = archive_write_open(handle, &packed, NULL, append, NULL) == ARCHIVE_OK;
    for (size_t i = 0; is_written && i < files->count; i++)
        is_written = write_file(handle, &files->items[i]);
    if (!is_written || archive_write_close(handle) != ARCHIVE_OK)
        return fail(ctx, INVALID, "bad_archive", "%s.", reason_of(handle));
    *ret_tgz = (Blob){text_of(&packed), packed.length};
    return OK;
}
