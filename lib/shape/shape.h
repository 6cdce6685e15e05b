// shape.h — how a struct looks from outside: as JSON in and out, as a row, as a schema.
//
//     SHAPE(api_key_shape, ApiKey,
//         FIELD(ApiKey, id),
//         FIELD(ApiKey, name, .required = true, .min = 1, .max = 80),
//         FIELD(ApiKey, revoked_at),
//         FIELD(ApiKey, secret_digest, .hidden = true));
//
// One table serves all boundaries, so a name is spelt once: member, column and JSON member are
// the same word. The kind of a field follows from its C type.
#pragma once

#include "base/ctx.h"
#include "base/money.h"

/** A text in the languages of the platform; a language that is missing is NULL. */
typedef struct Texts {
    const char *en, *de, *fr, *cs;
} Texts;

#define LANGUAGE_PATTERN "en|de|fr|cs" // for .pattern: one of them

// For .pattern: something to see, no control characters, and none that turn the direction of what
// stands behind them, so that a name looks like what it is.
#define ONE_LINE "(?=.*[\\p{L}\\p{N}\\p{P}\\p{S}])[^\\p{Cc}\u202A-\u202E\u2066-\u2069]*"

typedef struct TextList {
    const char **items;
    size_t count;
} TextList;

bool text_list_has(TextList list, const char *text);

/** A JSON text that is passed on as it is; NULL if there is none. */
typedef struct RawJson {
    const char *text;
} RawJson;

typedef enum FieldKind {
    FIELD_KIND_END,
    FIELD_KIND_TEXT,   // const char *
    FIELD_KIND_INT,    // int64_t
    FIELD_KIND_BOOL,   // bool
    FIELD_KIND_ID,     // Id
    FIELD_KIND_TIME,   // Time: RFC 3339 in JSON, microseconds in a row
    FIELD_KIND_DATE,   // Date: "2026-11-22" in JSON and in a row
    FIELD_KIND_DIGEST, // Digest: hexadecimal in JSON, 32 bytes in a row
    FIELD_KIND_MONEY,  // Money: {"minor":4990,"currency":"EUR"}; not from a row: select its parts
    FIELD_KIND_RATE,   // Rate: {"micros":…,"per":…,"currency":…}; in a row JSON
    FIELD_KIND_TEXTS,  // Texts: {"en":…,"de":…}; in a row JSON
    FIELD_KIND_TEXT_LIST, // TextList: ["…"]; in a row JSON
    FIELD_KIND_RAW,       // RawJson: anything; in a row JSON
    FIELD_KIND_ENUM,      // an enum, by FIELD_ENUM: its name in JSON and in a row
    FIELD_KIND_OBJECT,    // a struct by value, by FIELD_OBJECT; in a row JSON
    FIELD_KIND_OPTION,    // a pointer to a struct or NULL, by FIELD_OPTION; in a row JSON
    FIELD_KIND_LIST,      // {items, count} of structs, by FIELD_LIST; in a row JSON
} FieldKind;

enum { DEFAULT_MAX_CHARACTERS = 10000, DEFAULT_MAX_ITEMS = 1000 };
#define DEFAULT_MAX_NUMBER                                                                         \
    INT64_C(9007199254740991) // what every JSON reader keeps exact (RFC 7493)

typedef struct Shape Shape;

/** What is kept as the text, for a reader of the language. */
typedef const char *FieldTell(Arena *arena, const char *language, const char *text);

typedef struct Field {
    const char *name;
    FieldKind kind;
    size_t offset;
    const char *const *names; // of an enum, in its order, ended by NULL; a first name "" is "none":
                              // null in JSON and in a row
    const Shape *shape;       // of the object, option or list item

    // What makes a value that comes in valid. (Going out everything is written.)
    bool required;       // coming in: there, and not blank; going out: never null
    int64_t min, max;    // of a number, money (minor units) or rate (micros); of a text its
                         // characters; of a list its items. max 0: DEFAULT_MAX_…
    int64_t if_absent;   // the number where a body says none
    const char *pattern; // PCRE2, matches the whole text; of a list of texts each
    const char *format;  // "email", "uri" (http or https), "currency": checked, told in the schema

    bool hidden;       // in rows only: neither read from JSON nor written nor told
    bool once;         // shown in the answer that creates it and never again (secrets)
    bool write_only;   // read from JSON, never written
    FieldTell *tell;   // of a text or list of texts that is kept in another form than it is read
    const char *about; // one sentence for the API reference, where the name does not say it
} Field;

struct Shape {
    const char *name; // "ApiKey": the component's name in the OpenAPI description
    size_t size;
    const Field *fields;
};

/** A list of T, for FIELD_LIST and db_all. */
#define LIST_OF(Type)                                                                              \
    struct {                                                                                       \
        Type *items;                                                                               \
        size_t count;                                                                              \
    }

// clang-format off
#define SHAPE(variable, Type, ...) SHAPE_NAMED(variable, Type, #Type, __VA_ARGS__)

/** Another view of the same struct: what API descriptions call a shape must be unique. */
#define SHAPE_NAMED(variable, Type, called, ...)                                                   \
    const Shape variable = {called, sizeof(Type), (const Field[]){__VA_ARGS__, {.name = NULL}}}

#define FIELD_KIND(x) _Generic((x),                                                                \
    char *: FIELD_KIND_TEXT, const char *: FIELD_KIND_TEXT, int64_t: FIELD_KIND_INT,               \
    bool: FIELD_KIND_BOOL, Id: FIELD_KIND_ID, Time: FIELD_KIND_TIME, Date: FIELD_KIND_DATE,        \
    Digest: FIELD_KIND_DIGEST, Money: FIELD_KIND_MONEY, Rate: FIELD_KIND_RATE,                     \
    Texts: FIELD_KIND_TEXTS, TextList: FIELD_KIND_TEXT_LIST, RawJson: FIELD_KIND_RAW)

#define FIELD(Type, member, ...)                                                                   \
    {.name = #member, .kind = FIELD_KIND(((Type *)0)->member), .offset = offsetof(Type, member),   \
     ##__VA_ARGS__}
/** The text member once more, under another name and told in another way. */
#define FIELD_TOLD(Type, member, called, how, ...)                                                 \
    {.name = (called), .kind = FIELD_KIND_TEXT, .offset = offsetof(Type, member), .tell = (how),   \
     ##__VA_ARGS__}
#define FIELD_ENUM(Type, member, enum_names, ...)                                                  \
    {.name = #member, .kind = FIELD_KIND_ENUM, .offset = offsetof(Type, member),                   \
     .names = (enum_names), ##__VA_ARGS__}
#define FIELD_OBJECT(Type, member, of, ...)                                                        \
    {.name = #member, .kind = FIELD_KIND_OBJECT, .offset = offsetof(Type, member), .shape = &(of), \
     ##__VA_ARGS__}
#define FIELD_OPTION(Type, member, of, ...)                                                        \
    {.name = #member, .kind = FIELD_KIND_OPTION, .offset = offsetof(Type, member), .shape = &(of), \
     ##__VA_ARGS__}
#define FIELD_LIST(Type, member, of, ...)                                                          \
    {.name = #member, .kind = FIELD_KIND_LIST, .offset = offsetof(Type, member), .shape = &(of),   \
     ##__VA_ARGS__}
// clang-format on

extern const Shape texts_shape;

const Field *shape_field(const Shape *shape, const char *name, size_t length); // NULL if none

/** One of the texts of a boundary that has nothing but texts, such as a query string: numbers,
 * "true" and "false", ids, times …; a list of texts is separated by commas. What is wrong becomes a
 * fault under the path; then the record's field is untouched. Codes as in json.h. */
void field_read_text(
    Ctx *ctx, const Field *field, const char *path, const char *text, void *ret_record);
void field_read_int(
    Ctx *ctx, const Field *field, const char *path, int64_t number, void *ret_record);

/** Whether the text is one the field allows: length, characters, pattern, format; else a fault. */
bool field_allows_text(Ctx *ctx, const Field *field, const char *path, const char *text);

/** Whether the size (a number, or how many items) is in the field's range; else a fault. */
bool field_allows_number(Ctx *ctx, const Field *field, const char *path, int64_t number);
bool field_allows_count(Ctx *ctx, const Field *field, const char *path, size_t count);

/** Notes that something is missing under the path. */
void fault_required(Ctx *ctx, const char *path);

static inline void *field_of(const Field *field, const void *record)
{
    return (char *)record + field->offset;
}

/** What a FIELD_LIST looks like whatever its items are. */
typedef struct AnyList {
    void *items;
    size_t count;
} AnyList;

/** The text in the language, or in English, or in whichever there is; NULL if there is none. */
const char *texts_in(Texts texts, const char *language);
