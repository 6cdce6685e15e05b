// totp.h — one-time passwords by the clock (RFC 6238): six digits, 30 seconds, SHA-1, which is what
// every authenticator understands. A secret is base32 (RFC 4648), as people can type it (liboath).
#pragma once

#include "base/base.h"

enum { TOTP_DIGITS = 6 };

const char *totp_secret_new(Arena *arena); // 160 bits, as RFC 4226 advises

/**
 * The step of time whose password the code is; one to either side of now counts too, since clocks
 * differ. -1: it is none of them. Whoever keeps the step can refuse to take a code twice.
 */
int64_t totp_step(const char *secret, const char *code, Time now);

/** otpauth://totp/…, which authenticators read from a QR code. */
const char *totp_uri(Arena *arena, const char *issuer, const char *account, const char *secret);
