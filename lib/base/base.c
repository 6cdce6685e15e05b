#include "base.h"

#include "ctx.h"

#include <openssl/evp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>

enum {
    FIRST_BLOCK = 2048,
    BIGGEST_BLOCK = 256 * 1024,
    BIG = 2048,
    ALIGNMENT = _Alignof(max_align_t)
};

// Small allocations share a block; big ones get their own. Under the sanitizers every allocation
// has its own, so that reading past one is seen.
typedef struct Block Block;
struct Block {
    Block *next;
    size_t size;
    max_align_t bytes[];
};

struct Arena {
    Block *blocks; // the first one is the one that is filled
    size_t used, room;
};

#if defined(__SANITIZE_ADDRESS__)
static const bool shares_blocks = false;
#else
static const bool shares_blocks = true;
#endif

static void *must(void *memory)
{
    if (!memory)
        abort();
    return memory;
}

Arena *arena_new(void)
{
    return must(calloc(1, sizeof(Arena)));
}

static Block *block_new(Arena *arena, size_t size)
{
    Block *block = must(malloc(sizeof(Block) + size));
    block->size = size;
    block->next = arena->blocks;
    arena->blocks = block;
    return block;
}

static void blocks_free(Block *block)
{
    for (Block *next; block; block = next) {
        next = block->next;
        free(block);
    }
}

void arena_free(Arena *arena)
{
    if (!arena)
        return;
    blocks_free(arena->blocks);
    free(arena);
}

void arena_reset(Arena *arena)
{
    Block *kept = arena->blocks;
    if (kept && shares_blocks && arena->room == FIRST_BLOCK && kept->size == FIRST_BLOCK) {
        blocks_free(kept->next);
        kept->next = NULL;
        arena->used = 0;
        return;
    }
    blocks_free(kept);
    *arena = (Arena){0};
}

void *arena_alloc(Arena *arena, size_t size)
{
    size_t need = (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
    if (need < size)
        abort();
    if (!shares_blocks || need > BIG) {
        // A block of its own goes behind the one that is being filled.
        Block *filled = arena->blocks;
        Block *own = block_new(arena, size ? size : 1);
        if (filled && shares_blocks && arena->room) {
            arena->blocks = filled;
            own->next = filled->next;
            filled->next = own;
        }
        return memset(own->bytes, 0, size ? size : 1);
    }
    if (arena->used + need > arena->room) {
        arena->room = arena->room ? arena->room * 2 : FIRST_BLOCK;
        if (arena->room > BIGGEST_BLOCK)
            arena->room = BIGGEST_BLOCK;
        block_new(arena, arena->room);
        arena->used = 0;
    }
    void *memory = (char *)arena->blocks->bytes + arena->used;
    arena->used += need;
    return memset(memory, 0, need);
}

char *arena_text(Arena *arena, const char *bytes, size_t length)
{
    char *text = arena_alloc(arena, length + 1);
    if (length)
        memcpy(text, bytes, length);
    return text;
}

__attribute__((nonnull, format(printf, 2, 0))) static char *arena_vprintf(
    Arena *arena, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, again);
    char *text = arena_alloc(arena, (size_t)length + 1);
    va_end(again);
    vsnprintf(text, (size_t)length + 1, format, args);
    return text;
}

char *arena_printf(Arena *arena, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *text = arena_vprintf(arena, format, args);
    va_end(args);
    return text;
}

void random_bytes(void *bytes, size_t count)
{
    for (size_t done = 0; done < count;) {
        ssize_t got = getrandom((char *)bytes + done, count - done, 0);
        if (got < 0)
            abort();
        done += (size_t)got;
    }
}

static void crockford(char *out, const uint8_t *bytes, size_t count)
{
    static const char alphabet[] = "0123456789abcdefghjkmnpqrstvwxyz";
    for (size_t i = 0; i < count; i++)
        out[i] = alphabet[bytes[i] & 31];
}

static Id id_of(const char *prefix, uint64_t ns)
{
    uint8_t bytes[26];
    random_bytes(bytes, sizeof bytes);
    for (int i = 12; i >= 0; i--, ns >>= 5)
        bytes[i] = ns & 31;
    char digits[27] = {0};
    crockford(digits, bytes, sizeof bytes);
    Id id = ID_NONE;
    snprintf(id.text, sizeof id.text, "%.4s_%.26s", prefix, digits);
    return id;
}

Id id_new(const char *prefix)
{
    struct timespec now; // finer than time_now(): two of one thread never share it
    clock_gettime(CLOCK_REALTIME, &now);
    return id_of(prefix, (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec);
}

Id id_new_at(const char *prefix, Time time)
{
    return id_of(prefix, (uint64_t)time.us * 1000);
}

Id id_from(const char *text)
{
    Id id = ID_NONE;
    if (text && strlen(text) < sizeof id.text)
        strcpy(id.text, text);
    return id;
}

bool id_same(Id a, Id b)
{
    return strcmp(a.text, b.text) == 0;
}

Digest digest_of(const char *text)
{
    return digest_of_bytes(text, strlen(text));
}

Digest digest_of_bytes(const void *bytes, size_t length)
{
    Digest digest;
    if (!EVP_Digest(bytes, length, digest.bytes, NULL, EVP_sha256(), NULL))
        abort();
    return digest;
}

const char *digest_text(Arena *arena, Digest digest)
{
    char *text = arena_alloc(arena, 2 * sizeof digest.bytes + 1);
    for (size_t i = 0; i < sizeof digest.bytes; i++)
        sprintf(text + 2 * i, "%02x", digest.bytes[i]);
    return text;
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

bool digest_read(const char *text, Digest *ret_digest)
{
    Digest digest;
    if (strlen(text) != 2 * sizeof digest.bytes)
        return false;
    for (size_t i = 0; i < sizeof digest.bytes; i++) {
        int high = hex_digit(text[2 * i]), low = hex_digit(text[2 * i + 1]);
        if (high < 0 || low < 0)
            return false;
        digest.bytes[i] = (uint8_t)(high << 4 | low);
    }
    *ret_digest = digest;
    return true;
}

bool digest_same(Digest a, Digest b)
{
    uint8_t difference = 0;
    for (size_t i = 0; i < sizeof a.bytes; i++)
        difference |= a.bytes[i] ^ b.bytes[i];
    return difference == 0;
}

const char *secret_new(Arena *arena, const char *prefix, size_t bytes)
{
    size_t digits = (bytes * 8 + 4) / 5;
    uint8_t *random = arena_alloc(arena, digits);
    char *text = arena_alloc(arena, strlen(prefix) + digits + 1);
    random_bytes(random, digits);
    strcpy(text, prefix);
    crockford(text + strlen(prefix), random, digits);
    return text;
}

Error fail(Ctx *ctx, Error kind, const char *code, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    ctx->failure = (Failure){.code = code, .message = arena_vprintf(ctx->arena, format, args)};
    va_end(args);
    return kind;
}

Error fail_kept(Ctx *ctx, Error error)
{
    ctx->failure.is_kept = error != OK;
    return error;
}

void fault(Ctx *ctx, const char *field, const char *code, const char *format, ...)
{
    Failure *failure = &ctx->failure;
    if (failure->fault_count == MAX_FAULTS)
        return;
    va_list args;
    va_start(args, format);
    failure->faults[failure->fault_count++] =
        (Fault){field, code, arena_vprintf(ctx->arena, format, args)};
    va_end(args);
}

Error faults(Ctx *ctx)
{
    Failure *failure = &ctx->failure;
    if (!failure->fault_count)
        return OK;
    failure->code = "invalid_body";
    failure->message =
        failure->fault_count == 1
            ? failure->faults[0].message
            : arena_printf(ctx->arena, "%zu things are wrong; see errors.", failure->fault_count);
    return INVALID;
}
