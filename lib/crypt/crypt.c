#include "crypt.h"

#include "base/text.h"
#include "password_cost.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { KEY_BYTES = crypto_aead_xchacha20poly1305_ietf_KEYBYTES };

static uint8_t master_key[KEY_BYTES];

void crypt_start(void)
{
    if (sodium_init() < 0)
        abort();
}

const char *password_hash(Arena *arena, const char *password)
{
    const PasswordCost cost = password_cost();
    char *hash = arena_alloc(arena, crypto_pwhash_STRBYTES);
    if (crypto_pwhash_str(hash, password, strlen(password), cost.passes, cost.memory) != 0)
        abort(); // out of memory
    return hash;
}

bool password_matches(const char *hash, const char *password)
{
    return crypto_pwhash_str_verify(hash, password, strlen(password)) == 0;
}

void password_pretend(const char *password)
{
    const PasswordCost cost = password_cost();
    uint8_t key[32];
    static const uint8_t salt[crypto_pwhash_SALTBYTES] = {0};
    if (crypto_pwhash(key, sizeof key, password, strlen(password), salt, cost.passes, cost.memory,
            crypto_pwhash_ALG_ARGON2ID13) != 0)
        abort();
}

_Noreturn static void give_up(const char *path, const char *problem)
{
    fprintf(stderr, "kontor: the master key %s: %s\n", path, problem);
    exit(1);
}

// Made under a name of its own and linked, so that two first starts agree on one key and a crash
// leaves no half of one.
static void master_key_make(const char *path)
{
    char fresh[4096];
    snprintf(fresh, sizeof fresh, "%s.%d", path, (int)getpid());
    uint8_t key[KEY_BYTES];
    random_bytes(key, sizeof key);
    int file = open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0 || write(file, key, sizeof key) != sizeof key || fsync(file) != 0)
        give_up(fresh, strerror(errno));
    close(file);
    if (link(fresh, path) != 0 && errno != EEXIST)
        give_up(path, strerror(errno));
    unlink(fresh);
}

void master_key_load(const char *path)
{
    if (access(path, F_OK) != 0)
        master_key_make(path);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    struct stat about;
    if (file < 0 || fstat(file, &about) != 0)
        give_up(path, strerror(errno));
    if (about.st_mode & 077)
        give_up(path, "others may read it; chmod 600 it, and replace it if they did.");
    if (about.st_size != KEY_BYTES || read(file, master_key, KEY_BYTES) != KEY_BYTES)
        give_up(path, "it is damaged; restore it from its backup.");
    close(file);
}

Blob crypt_seal(Arena *arena, const char *purpose, const char *secret)
{
    enum { NONCE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES };
    size_t length = strlen(secret);
    uint8_t *sealed =
        arena_alloc(arena, NONCE + length + crypto_aead_xchacha20poly1305_ietf_ABYTES);
    random_bytes(sealed, NONCE);
    unsigned long long sealed_length;
    crypto_aead_xchacha20poly1305_ietf_encrypt(sealed + NONCE, &sealed_length,
        (const uint8_t *)secret, length, (const uint8_t *)purpose, strlen(purpose), NULL, sealed,
        master_key);
    return (Blob){sealed, NONCE + (size_t)sealed_length};
}

Error crypt_open(Ctx *ctx, const char *purpose, Blob sealed, const char **ret_secret)
{
    enum { NONCE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES };
    const uint8_t *bytes = sealed.bytes;
    uint8_t *secret = arena_alloc(ctx->arena, sealed.length + 1);
    if (sealed.length < NONCE || crypto_aead_xchacha20poly1305_ietf_decrypt(secret, NULL, NULL,
                                     bytes + NONCE, sealed.length - NONCE, (const uint8_t *)purpose,
                                     strlen(purpose), bytes, master_key) != 0)
        return fail(ctx, INTERNAL, "cannot_open",
            "A stored credential (%s) cannot be opened with this master key.", purpose);
    *ret_secret = (const char *)secret;
    return OK;
}

Digest crypt_authenticate(Blob key, const char *text)
{
    Digest digest;
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, key.bytes, key.length);
    crypto_auth_hmacsha256_update(&state, (const uint8_t *)text, strlen(text));
    crypto_auth_hmacsha256_final(&state, digest.bytes);
    return digest;
}

Digest crypt_sign(const char *purpose, const char *text)
{
    Digest digest;
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, master_key, sizeof master_key);
    // The NUL between them keeps "a"+"bc" apart from "ab"+"c".
    crypto_auth_hmacsha256_update(&state, (const uint8_t *)purpose, strlen(purpose) + 1);
    crypto_auth_hmacsha256_update(&state, (const uint8_t *)text, strlen(text));
    crypto_auth_hmacsha256_final(&state, digest.bytes);
    return digest;
}

const char *crypt_signed(Arena *arena, const char *purpose, const char *text)
{
    Digest seal = crypt_sign(purpose, text);
    return arena_printf(arena, "%s.%s", text, base64url_of(arena, seal.bytes, sizeof seal.bytes));
}

const char *crypt_open_signed(Arena *arena, const char *purpose, const char *signed_text)
{
    const char *seal = strrchr(signed_text, '.');
    if (!seal)
        return NULL;
    const char *text = arena_text(arena, signed_text, (size_t)(seal - signed_text));
    // Compared by their digests, which takes the same time wherever they differ.
    bool is_genuine =
        digest_same(digest_of(signed_text), digest_of(crypt_signed(arena, purpose, text)));
    return is_genuine ? text : NULL;
}
