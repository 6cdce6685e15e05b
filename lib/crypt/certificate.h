// certificate.h — what X.509 certificates and keys in PEM are good for (OpenSSL).
#pragma once

#include "base/base.h"

/** How many certificates the text holds and when the first of them ends; false if there is none or
 * something in it is none. */
bool certificate_read(Blob pem, size_t *ret_count, Time *ret_ends_at);

/** Whether it is one private key, without a passphrase. */
bool private_key_is(Blob pem);

/** Whether the key is that of the first certificate. */
bool certificate_fits(Blob pem, Blob key);
