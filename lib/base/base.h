// base.h — the few words every file speaks: arenas, errors, ids, time, text.
//
// Nothing here does I/O and nothing here knows what a marketplace is.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PRINTF_LIKE(fmt, args) __attribute__((format(printf, fmt, args)))
#define COUNT_OF(array)        (sizeof(array) / sizeof(*(array)))

// gcc honours [[nodiscard]] on a type in every dialect; clang 14 only from C2x on.
#if defined(__clang__) && __STDC_VERSION__ < 202000L
#define NODISCARD
#else
#define NODISCARD [[nodiscard]]
#endif

/**
 * Memory that lives as long as one piece of work and is freed as a whole.
 *
 * Allocation never returns NULL: a process that runs out of memory stops. Memory is zeroed.
 * An arena belongs to one thread at a time.
 */
typedef struct Arena Arena;

Arena *arena_new(void);
void arena_free(Arena *arena);
void arena_reset(Arena *arena); // forgets everything, keeps the first block for reuse
void *arena_alloc(Arena *arena, size_t size);
char *arena_printf(Arena *arena, const char *format, ...) PRINTF_LIKE(2, 3);
char *arena_text(Arena *arena, const char *bytes, size_t length); // a copy, ended by NUL

#define arena_new_of(arena, Type)          ((Type *)arena_alloc((arena), sizeof(Type)))
#define arena_array_of(arena, Type, count) ((Type *)arena_alloc((arena), sizeof(Type) * (count)))

/** An opaque, sortable name such as "sub_01hzy…" (prefix of at most 4, 26 Crockford digits). */
typedef struct Id {
    char text[32];
} Id;

#define ID_NONE ((Id){{0}})

Id id_new(const char *prefix); // 65 bits of nanoseconds, then 65 random bits
Id id_from(const char *text);  // ID_NONE if it is too long or NULL
bool id_same(Id a, Id b);
static inline bool id_is_set(Id id)
{
    return id.text[0] != '\0';
}

/** SHA-256, for things we must recognise but may not keep, and for contents by address. */
typedef struct Digest {
    uint8_t bytes[32];
} Digest;

#define DIGEST_NONE ((Digest){{0}})

Digest digest_of(const char *text);
Digest digest_of_bytes(const void *bytes, size_t length);
const char *digest_text(Arena *arena, Digest digest);   // 64 hexadecimal digits
bool digest_read(const char *text, Digest *ret_digest); // the inverse; false if malformed
bool digest_same(Digest a, Digest b);                   // in constant time
static inline bool digest_is_set(Digest digest)
{
    return !digest_same(digest, DIGEST_NONE);
}

/** Bytes with a length; not ended by anything. */
typedef struct Blob {
    const void *bytes;
    size_t length;
} Blob;

void random_bytes(void *bytes, size_t count);

/** A printable random secret of `bytes` bytes of entropy (Crockford base 32), with a prefix. */
const char *secret_new(Arena *arena, const char *prefix, size_t bytes);

/**
 * The outcome of anything that can fail. The compiler insists that it is looked at.
 *
 * The kind decides the HTTP status; the code and the sentence for people go into the Failure
 * that fail() leaves in the Ctx.
 */
typedef enum NODISCARD Error {
    OK,
    INVALID,         // 422  the request is understood but wrong
    UNAUTHENTICATED, // 401  who asks is not known
    FORBIDDEN,       // 403  the actor may not do this
    NOT_FOUND,       // 404  no such thing, or none this actor may see
    CONFLICT,        // 409  the thing is in the wrong state for this
    LIMITED,         // 429  too often, or too much at once
    UNAVAILABLE,     // 503  a system we depend on is not answering
    INTERNAL,        // 500  our own fault; logged, never explained to the client
} Error;

/** Leaves the function with the error, if there is one. */
#define TRY(call)                                                                                  \
    do {                                                                                           \
        Error error_ = (call);                                                                     \
        if (error_)                                                                                \
            return error_;                                                                         \
    } while (0)

#include "base/moment.h"
