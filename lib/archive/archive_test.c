#include "archive/archive.h"

#include "base/text.h"
#include "test/test.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

static const ArchiveLimits limits = {.max_packed = 100000, .max_size = 1000, .max_entries = 4};

static Ctx *ctx(void)
{
    static Ctx kept;
    if (!kept.arena)
        kept.arena = arena_new();
    kept.failure = (Failure){0};
    return &kept;
}

// An archive with one entry as somebody hostile would make it.
static Blob hostile(const char *path, mode_t type, const char *target)
{
    size_t used = 0, room = 100000;
    char *bytes = arena_alloc(ctx()->arena, room);
    struct archive *out = archive_write_new();
    struct archive_entry *entry = archive_entry_new();
    archive_write_add_filter_gzip(out);
    archive_write_set_format_pax_restricted(out);
    archive_write_open_memory(out, bytes, room, &used);
    archive_entry_set_pathname(entry, path);
    archive_entry_set_filetype(entry, type);
    archive_entry_set_perm(entry, 0644);
    archive_entry_set_size(entry, target || type != AE_IFREG ? 0 : 4);
    if (target && type == AE_IFREG)
        archive_entry_set_hardlink(entry, target);
    else if (target)
        archive_entry_set_symlink(entry, target);
    archive_write_header(out, entry);
    if (!target && type == AE_IFREG)
        archive_write_data(out, "evil", 4);
    archive_entry_free(entry);
    archive_write_free(out);
    return (Blob){bytes, used};
}

static Blob packed(const ArchiveFile *files, size_t count)
{
    Blob tgz = {NULL, 0};
    ArchiveFileList list = {(ArchiveFile *)files, count};
    EXPECT(archive_write(ctx(), &list, &tgz) == OK);
    return tgz;
}

static const char *problem_of(Blob tgz)
{
    ArchiveFileList files;
    Ctx *reading = ctx();
    return archive_read(reading, tgz, limits, &files) == INVALID ? reading->failure.message
                                                                 : "none";
}

TEST("what is packed comes out the same, and packing again gives the same bytes")
{
    const ArchiveFile files[] = {{"a/Chart.yaml", {"name: a", 7}}, {"a/empty", {"", 0}}};
    ArchiveFileList read;
    Blob first = packed(files, 2), second = packed(files, 2);
    EXPECT_INT(first.length, second.length);
    EXPECT(memcmp(first.bytes, second.bytes, first.length) == 0);
    EXPECT(archive_read(ctx(), first, limits, &read) == OK);
    EXPECT_INT(read.count, 2);
    EXPECT_INT(archive_file(&read, "a/Chart.yaml")->bytes.length, 7);
    EXPECT(!archive_file(&read, "a/none"));
}

TEST("links, devices and paths that lead out are refused")
{
    EXPECT_TEXT(
        problem_of(hostile("a/link", AE_IFLNK, "/etc/passwd")), "The archive has a link, a/link.");
    EXPECT_TEXT(problem_of(hostile("a/hard", AE_IFREG, "b")), "The archive has a link, a/hard.");
    EXPECT_TEXT(
        problem_of(hostile("a/fifo", AE_IFIFO, NULL)), "a/fifo in the archive is no plain file.");
    EXPECT_TEXT(problem_of(hostile("/etc/passwd", AE_IFREG, NULL)),
        "The archive has a file whose path leads out of it.");
    EXPECT_TEXT(problem_of(hostile("a/../../b", AE_IFREG, NULL)),
        "The archive has a file whose path leads out of it.");
    EXPECT_TEXT(problem_of(hostile("./a//b", AE_IFREG, NULL)), "none");
}

TEST("a bomb is refused before it is kept")
{
    static const char zeros[2000];
    const ArchiveFile big[] = {{"a", {zeros, 600}}, {"b", {zeros, 600}}};
    const ArchiveFile many[] = {
        {"1", {"", 0}}, {"2", {"", 0}}, {"3", {"", 0}}, {"4", {"", 0}}, {"5", {"", 0}}};
    EXPECT_TEXT(problem_of(packed(big, 2)), "The archive is too big when it is unpacked.");
    EXPECT_TEXT(problem_of(packed(many, 5)), "The archive has too many files.");
}

TEST("two files of one path are refused")
{
    const ArchiveFile twice[] = {{"a", {"1", 1}}, {"./a", {"2", 1}}};
    EXPECT_TEXT(problem_of(packed(twice, 2)), "The archive has a twice.");
}

TEST("what is no archive is refused")
{
    EXPECT_TEXT(problem_of((Blob){"hello", 5}), "It is no packed archive (.tgz).");
    const ArchiveFile files[] = {{"a", {"some bytes", 10}}};
    Blob tgz = packed(files, 1);
    EXPECT(strcmp(problem_of((Blob){tgz.bytes, 40}), "none") != 0);
}

TEST("gzip is read up to a limit")
{
    const ArchiveFile files[] = {{"a", {"some bytes", 10}}};
    Blob tgz = packed(files, 1), bytes;
    EXPECT(gzip_read(ctx(), tgz, 100000, &bytes) == OK);
    EXPECT(bytes.length >= 1024);
    EXPECT(gzip_read(ctx(), tgz, 100, &bytes) == INVALID);
    EXPECT(gzip_read(ctx(), (Blob){"plain", 5}, 100, &bytes) == INVALID);
}

// [Content_Types].xml (8 bytes) and word/document.xml (4)
#define ZIP                                                                                        \
    "UEsDBBQAAAAIAAAAIQDHHBc8CgAAAAgAAAATAAAAW0NvbnRlbnRfVHlwZXNdLnhtbLMJqSxILda3AwBQ"             \
    "SwMEFAAAAAgAAAAhABbDehkGAAAABAAAABEAAAB3b3JkL2RvY3VtZW50LnhtbLMp17cDAFBLAQIUAxQA"             \
    "AAAIAAAAIQDHHBc8CgAAAAgAAAATAAAAAAAAAAAAAACAAQAAAABbQ29udGVudF9UeXBlc10ueG1sUEsB"             \
    "AhQDFAAAAAgAAAAhABbDehkGAAAABAAAABEAAAAAAAAAAAAAAIABOwAAAHdvcmQvZG9jdW1lbnQueG1s"             \
    "UEsFBgAAAAACAAIAgAAAAHAAAAAAAA=="

TEST("of a zip archive the paths are known, within limits")
{
    Blob zip;
    ArchiveFileList files;
    EXPECT(base64_read(ctx()->arena, ZIP, &zip));
    EXPECT(archive_list_zip(ctx(), zip, (ArchiveLimits){1000, 12, 2}, &files) == OK);
    EXPECT_INT(files.count, 2);
    EXPECT_TEXT(files.items[1].path, "word/document.xml");
    EXPECT_INT(files.items[1].bytes.length, 4);
    EXPECT(archive_list_zip(ctx(), zip, (ArchiveLimits){1000, 11, 2}, &files) == INVALID);
    EXPECT(archive_list_zip(ctx(), zip, (ArchiveLimits){1000, 12, 1}, &files) == INVALID);
    EXPECT(archive_list_zip(ctx(), zip, (ArchiveLimits){100, 12, 2}, &files) == INVALID);
}
