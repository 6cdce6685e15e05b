// An offer file on disk, with the files it names.
#include "archive/archive.h"
#include "base/text.h"
#include "catalog/offer.h"
#include "catalog/offer_document.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static void close_file(FILE **file)
{
    if (*file)
        fclose(*file);
}

static Error read_bytes(Ctx *ctx, const char *path, Blob *ret_bytes)
{
    __attribute__((cleanup(close_file))) FILE *file = fopen(path, "rb");
    if (!file)
        return fail(ctx, INVALID, "file_unreadable", "%s: %s.", path, strerror(errno));
    Text bytes = {.arena = ctx->arena};
    char piece[16 * 1024];
    for (size_t count; (count = fread(piece, 1, sizeof piece, file));) {
        if (bytes.length + count > MAX_OFFER)
            return fail(ctx, INVALID, "file_unreadable", "%s: it has more than 8 MB.", path);
        text_append(&bytes, piece, count);
    }
    if (ferror(file))
        return fail(ctx, INVALID, "file_unreadable", "%s: it cannot be read.", path);
    *ret_bytes = (Blob){text_of(&bytes), bytes.length};
    return OK;
}

// What stands in front of the file's name, so that other files are found beside it.
static const char *folder_of(Ctx *ctx, const char *path)
{
    const char *slash = strrchr(path, '/');
    return arena_text(ctx->arena, path, slash ? (size_t)(slash + 1 - path) : 0);
}

static bool is_beside(const char *name)
{
    if (*name == '/')
        return false;
    for (const char *part = name; part; part = strchr(part, '/')) {
        part += *part == '/';
        if (strncmp(part, "..", 2) == 0 && (part[2] == '/' || !part[2]))
            return false;
    }
    return true;
}

// ── folders: a chart as it lies on disk is packed ────────────────────────────────────────────

enum { MAX_FOLDER_FILES = 2000, MAX_FOLDER_DEPTH = 16 };

typedef struct Folder {
    struct dirent **entries;
    int count;
} Folder;

static void folder_close(Folder *folder)
{
    for (int i = 0; i < folder->count; i++)
        free(folder->entries[i]);
    free(folder->entries);
}

static Error pack_folder(
    Ctx *ctx, const char *path, const char *name, int depth, ArchiveFileList *files);

static Error pack_entry(
    Ctx *ctx, const char *path, const char *name, int depth, ArchiveFileList *files)
{
    struct stat found;
    if (lstat(path, &found) == 0 && S_ISDIR(found.st_mode))
        return pack_folder(ctx, path, name, depth + 1, files);
    if (!S_ISREG(found.st_mode) || files->count == MAX_FOLDER_FILES)
        return fail(ctx, INVALID, "file_unreadable",
            "%s: a folder may have %d plain files and no links.", path, MAX_FOLDER_FILES);
    files->items[files->count].path = name;
    return read_bytes(ctx, path, &files->items[files->count++].bytes);
}

static Error pack_folder(
    Ctx *ctx, const char *path, const char *name, int depth, ArchiveFileList *files)
{
    __attribute__((cleanup(folder_close))) Folder folder = {NULL, 0};
    folder.count = scandir(path, &folder.entries, NULL, alphasort);
    if (folder.count < 0 || depth > MAX_FOLDER_DEPTH)
        return fail(ctx, INVALID, "file_unreadable", "%s: it cannot be read.", path);
    for (int i = 0; i < folder.count; i++) {
        const char *entry = folder.entries[i]->d_name;
        if (strcmp(entry, ".") != 0 && strcmp(entry, "..") != 0)
            TRY(pack_entry(ctx, arena_printf(ctx->arena, "%s/%s", path, entry),
                arena_printf(ctx->arena, "%s/%s", name, entry), depth, files));
    }
    return OK;
}

static Error read_folder(Ctx *ctx, const char *path, const char *name, Blob *ret_tgz)
{
    const char *slash = strrchr(name, '/');
    ArchiveFileList files = {arena_array_of(ctx->arena, ArchiveFile, MAX_FOLDER_FILES), 0};
    TRY(pack_folder(ctx, path, slash ? slash + 1 : name, 0, &files));
    return archive_write(ctx, &files, ret_tgz);
}

static bool is_folder(const char *path)
{
    struct stat found;
    return stat(path, &found) == 0 && S_ISDIR(found.st_mode);
}

// ── the offer ────────────────────────────────────────────────────────────────────────────────

static Error put_file(Ctx *ctx, Json *out, const char *folder, const char *name)
{
    Blob bytes;
    if (!is_beside(name))
        return fail(ctx, INVALID, "file_unreadable",
            "%s: files are named relative to the offer, and never above it.", name);
    const char *path = arena_printf(ctx->arena, "%s%s", folder, name);
    TRY(is_folder(path) ? read_folder(ctx, path, name, &bytes) : read_bytes(ctx, path, &bytes));
    json_put(out, "base64", base64_of(ctx->arena, bytes.bytes, bytes.length));
    return OK;
}

static Error put_value(
    Ctx *ctx, Json *out, const char *name, const JsonValue *value, const char *folder)
{
    bool is_object = value->kind == JSON_OBJECT;
    if (!is_object && value->kind != JSON_ARRAY) {
        json_raw(out, name, arena_text(ctx->arena, value->raw, value->raw_length));
        return OK;
    }
    is_object ? json_begin_object(out, name) : json_begin_array(out, name);
    for (const JsonValue *item = json_first(value); item; item = json_next(value, item)) {
        const char *member = is_object ? item->text : NULL;
        item += is_object;
        if (text_same(member, "file") && item->kind == JSON_TEXT)
            TRY(put_file(ctx, out, folder, item->text));
        else
            TRY(put_value(ctx, out, member, item, folder));
    }
    is_object ? json_end_object(out) : json_end_array(out);
    return OK;
}

Error offer_file_read(Ctx *ctx, const char *path, Blob *ret_bytes)
{
    Blob bytes;
    const char *problem;
    TRY(read_bytes(ctx, path, &bytes));
    const JsonValue *value = yaml_read_as(ctx->arena, bytes, &offer_shape, &problem);
    if (!value)
        return fail(ctx, INVALID, "not_yaml", "%s: %s", path, problem);
    Json *out = json_new(ctx->arena);
    TRY(put_value(ctx, out, NULL, value, folder_of(ctx, path)));
    const char *json = json_finish(out);
    *ret_bytes = (Blob){json, strlen(json)};
    return OK;
}
