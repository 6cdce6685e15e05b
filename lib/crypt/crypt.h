// crypt.h — passwords, sealed values, message authentication (libsodium).
#pragma once

#include "base/ctx.h"

void crypt_start(void); // once, before anything else; aborts if libsodium cannot start

/** Argon2id with libsodium's "interactive" cost; takes about 0.1 s: never inside a transaction. */
const char *password_hash(Arena *arena, const char *password);
bool password_matches(const char *hash, const char *password);

/** Takes as long as a real comparison, for accounts that do not exist. */
void password_pretend(const char *password);

/**
 * The master key that seals stored credentials. Kept in a file outside the database (mode 0600),
 * made at the first start. Exits with a message if it is unreadable.
 */
void master_key_load(const char *path);

/** XChaCha20-Poly1305 with a random nonce; purpose is bound to it: a value sealed for one is no
 * value for another. */
Blob crypt_seal(Arena *arena, const char *purpose, const char *secret);
Error crypt_open(Ctx *ctx, const char *purpose, Blob sealed, const char **ret_secret); // INTERNAL

/** HMAC-SHA-256 (RFC 2104), for signatures that others check with a key of theirs. */
Digest crypt_authenticate(Blob key, const char *text);

/** HMAC-SHA-256 under the master key, for links and cookies that must not be forged. */
Digest crypt_sign(const char *purpose, const char *text);

/** "text.SEAL": comes back from a link or page, and cannot have been made or changed elsewhere. It
 * can be read by everybody, so nothing in it is secret. */
const char *crypt_signed(Arena *arena, const char *purpose, const char *text);

/** The text that was signed for the purpose; NULL: this is none. */
const char *crypt_open_signed(Arena *arena, const char *purpose, const char *signed_text);
