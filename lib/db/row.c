#include "engine.h"
#include "json/json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const Field **row_fields(Ctx *ctx, const Rows *rows, const Shape *shape)
{
    const Field **fields = arena_array_of(ctx->arena, const Field *, (size_t)rows->columns + 1);
    for (int i = 0; i < rows->columns; i++) {
        const char *name = rows->db->database->engine->column(rows, i);
        fields[i] = shape_field(shape, name, strlen(name));
        if (!fields[i]) {
            fprintf(stderr, "a statement answers a column %s, which %s does not have\n", name,
                shape->name);
            abort();
        }
    }
    return fields;
}

static size_t field_size(const Field *field)
{
    switch (field->kind) {
    case FIELD_KIND_INT: return sizeof(int64_t);
    case FIELD_KIND_BOOL: return sizeof(bool);
    case FIELD_KIND_ID: return sizeof(Id);
    case FIELD_KIND_TIME: return sizeof(Time);
    case FIELD_KIND_DATE: return sizeof(Date);
    case FIELD_KIND_DIGEST: return sizeof(Digest);
    case FIELD_KIND_MONEY: return sizeof(Money);
    case FIELD_KIND_RATE: return sizeof(Rate);
    case FIELD_KIND_TEXTS: return sizeof(Texts);
    case FIELD_KIND_TEXT_LIST: return sizeof(TextList);
    case FIELD_KIND_ENUM: return sizeof(int);
    case FIELD_KIND_OBJECT: return field->shape->size;
    case FIELD_KIND_LIST: return sizeof(AnyList);
    default: return sizeof(void *);
    }
}

static Error bad_cell(Ctx *ctx, const Field *field)
{
    return fail(ctx, INTERNAL, "bad_row", "A row has a %s that cannot be read.", field->name);
}

// The reader of bodies reads columns too: as the one member of an object, without its rules.
static Error read_json(Ctx *ctx, const Field *field, const char *text, void *ret_member)
{
    const Field fields[] = {
        {.name = field->name, .kind = field->kind, .offset = 0, .shape = field->shape},
        {.name = NULL},
    };
    const Shape shape = {"Row", field_size(field), fields};
    const char *object = arena_printf(ctx->arena, "{\"%s\":%s}", field->name, text);
    const char *problem;
    const JsonValue *value = json_parse(ctx->arena, object, strlen(object), &problem);
    if (!value)
        return bad_cell(ctx, field);
    size_t faults_before = ctx->failure.fault_count;
    json_read_value(ctx, value, &shape, "", ret_member);
    return ctx->failure.fault_count == faults_before ? OK : bad_cell(ctx, field);
}

static Error read_enum(Ctx *ctx, const Field *field, const char *text, int *ret_value)
{
    for (int i = 0; field->names[i]; i++)
        if (strcmp(field->names[i], text) == 0) {
            *ret_value = i;
            return OK;
        }
    return bad_cell(ctx, field);
}

static Error read_digest(Ctx *ctx, const Rows *rows, int column, const Field *field, void *member)
{
    Blob blob = rows->db->database->engine->blob(ctx, rows, column);
    if (blob.length != sizeof(Digest))
        return bad_cell(ctx, field);
    memcpy(member, blob.bytes, sizeof(Digest));
    return OK;
}

static Error read_cell(Ctx *ctx, const Rows *rows, int column, const Field *field, void *record)
{
    const Engine *engine = rows->db->database->engine;
    void *member = field_of(field, record);
    size_t length;
    memset(member, 0, field_size(field));
    if (engine->is_null(rows, column))
        return OK;
    switch (field->kind) {
    case FIELD_KIND_INT: *(int64_t *)member = engine->number(rows, column); return OK;
    case FIELD_KIND_TIME: *(Time *)member = (Time){engine->number(rows, column)}; return OK;
    case FIELD_KIND_BOOL: *(bool *)member = engine->number(rows, column) != 0; return OK;
    case FIELD_KIND_DIGEST: return read_digest(ctx, rows, column, field, member);
    case FIELD_KIND_MONEY: return bad_cell(ctx, field);
    default: break;
    }
    const char *text = engine->text(rows, column, &length);
    switch (field->kind) {
    case FIELD_KIND_TEXT: *(const char **)member = arena_text(ctx->arena, text, length); return OK;
    case FIELD_KIND_ID: *(Id *)member = id_from(text); return OK;
    case FIELD_KIND_DATE: return date_read(text, member) ? OK : bad_cell(ctx, field);
    case FIELD_KIND_ENUM: return read_enum(ctx, field, text, member);
    default: return read_json(ctx, field, text, member);
    }
}

Error row_read(Ctx *ctx, const Rows *rows, const Field *const *fields, void *ret_record)
{
    for (int i = 0; i < rows->columns; i++)
        TRY(read_cell(ctx, rows, i, fields[i], ret_record));
    return OK;
}
