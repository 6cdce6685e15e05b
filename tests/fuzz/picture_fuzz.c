// a drawing that is let through has nothing in it that runs
// sources: src/catalog/picture.c lib/base/*.c
// packages: expat
#include "catalog/picture.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    Arena *arena = arena_new();
    const char *problem, *text = arena_text(arena, (const char *)bytes, length);
    bool is_safe = svg_is_safe((Blob){bytes, length}, &problem);
    if (!is_safe && !problem)
        abort();
    // Comments and CDATA may say anything.
    if (is_safe && !strstr(text, "<!") &&
        (strcasestr(text, "<script") || strcasestr(text, "<foreign")))
        abort();
    arena_free(arena);
    return 0;
}
