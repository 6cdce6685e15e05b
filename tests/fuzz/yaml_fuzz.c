// YAML of any kind is written and read again the same
// sources: lib/yaml/*.c lib/json/*.c lib/shape/*.c lib/base/*.c
// packages: yaml-0.1
#include "yaml/yaml.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

// Values whatever their spelling: "a" may come back as "\u0061", never 1 as "1".
static bool is_same(const JsonValue *a, const JsonValue *b)
{
    if (a->kind != b->kind || a->count != b->count)
        return false;
    if (a->kind == JSON_TEXT)
        return strcmp(a->text, b->text) == 0;
    if (a->kind != JSON_ARRAY && a->kind != JSON_OBJECT)
        return a->raw_length == b->raw_length && memcmp(a->raw, b->raw, a->raw_length) == 0;
    const JsonValue *x = json_first(a), *y = json_first(b);
    for (; x && y; x = json_next(a, x), y = json_next(b, y))
        if (!is_same(x, y))
            return false;
    return !x && !y;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    Arena *arena = arena_new();
    const char *problem = NULL;
    JsonValueList documents;
    bool is_read = yaml_read_all(arena, (Blob){bytes, length}, &documents, &problem);
    if (!is_read && !problem)
        abort(); // whoever sent it must hear why
    for (size_t i = 0; is_read && i < documents.count; i++) {
        const char *yaml = yaml_write(arena, documents.items[i]);
        const JsonValue *again = yaml_read(arena, (Blob){yaml, strlen(yaml)}, &problem);
        if (!again || !is_same(documents.items[i], again)) {
            fprintf(stderr, "%s\n%s\n", yaml, again ? "differs" : problem);
            abort();
        }
    }
    arena_free(arena);
    return 0;
}
