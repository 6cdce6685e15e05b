#include "office.h"

#include "archive/archive.h"
#include "attachment.h"
#include "base/text.h"

#include <string.h>

#define OPEN_XML      "application/vnd.openxmlformats-officedocument."
#define OPEN_DOCUMENT "application/vnd.oasis.opendocument."

static const ArchiveLimits limits = {
    .max_packed = MAX_ATTACHMENT, .max_size = 16 << 20, .max_entries = 2000};

// Of Open XML, by the part that every document of the kind has.
static const struct {
    const char *part, *media_type;
} kinds[] = {
    {"word/document.xml", OPEN_XML "wordprocessingml.document"},
    {"xl/workbook.xml", OPEN_XML "spreadsheetml.sheet"},
    {"ppt/presentation.xml", OPEN_XML "presentationml.presentation"},
};

// An OpenDocument begins with its media type, stored as it is, for whoever looks at the first
// bytes.
static const char *const open_documents[] = {OPEN_DOCUMENT "text", OPEN_DOCUMENT "spreadsheet"};

static bool is_macro(Arena *arena, const char *path)
{
    const char *lower = text_lower(arena, path);
    return strstr(lower, "vbaproject") || strstr(lower, "macrosheets/") ||
           strstr(lower, "activex/") || text_starts_with(lower, "basic/") ||
           text_starts_with(lower, "scripts/");
}

static const char *open_xml_type(const ArchiveFileList *files)
{
    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        if (archive_file(files, "[Content_Types].xml") && archive_file(files, kinds[i].part))
            return kinds[i].media_type;
    return NULL;
}

static const char *open_document_type(Arena *arena, Blob bytes)
{
    enum { NAME_AT = 30 };
    for (size_t i = 0; i < COUNT_OF(open_documents); i++) {
        const char *start = arena_printf(arena, "mimetype%sPK", open_documents[i]);
        size_t length = strlen(start);
        if (bytes.length >= NAME_AT + length &&
            memcmp((const char *)bytes.bytes + NAME_AT, start, length) == 0)
            return open_documents[i];
    }
    return NULL;
}

const char *office_media_type(Ctx *ctx, Blob bytes, const char **ret_problem)
{
    ArchiveFileList files;
    Ctx probe = *ctx;
    *ret_problem = "This is no docx, xlsx, pptx, odt or ods document.";
    if (archive_list_zip(&probe, bytes, limits, &files)) {
        *ret_problem = probe.failure.message;
        return NULL;
    }
    for (size_t i = 0; i < files.count; i++)
        if (is_macro(ctx->arena, files.items[i].path)) {
            *ret_problem = "The document has macros; save it without them.";
            return NULL;
        }
    const char *media_type = open_document_type(ctx->arena, bytes);
    return media_type ? media_type : open_xml_type(&files);
}
