// filters and paths of SCIM are read or refused, and matching ends
// sources: src/scim/scim_filter.c lib/json/*.c lib/shape/*.c lib/base/*.c
// packages: libcurl
#include "scim/scim_filter.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static const char resource[] =
    "{\"userName\":\"a\",\"active\":true,\"name\":{\"givenName\":\"b\"},"
    "\"emails\":[{\"value\":\"c\",\"type\":\"work\"},{}],\"none\":null}";

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    Ctx ctx = {.arena = arena_new()};
    const char *problem, *text = arena_text(ctx.arena, (const char *)bytes, length);
    const JsonValue *user = json_parse(ctx.arena, resource, sizeof resource - 1, &problem);
    const ScimFilter *filter = NULL;
    ScimPath path = {0};
    bool is_read = !scim_filter_read(&ctx, text, &filter);
    // What must be equal to another name cannot match.
    if (is_read && scim_filter_equal(filter, "userName") &&
        strcasecmp(scim_filter_equal(filter, "userName"), "a") != 0 &&
        scim_filter_matches(filter, user))
        abort();
    if (is_read)
        scim_filter_has(filter, "members");
    if (!scim_path_read(&ctx, text, &path) && path.filter)
        scim_filter_matches(path.filter, user);
    arena_free(ctx.arena);
    return 0;
}
