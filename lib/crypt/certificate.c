#include "certificate.h"

#include <limits.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <stdlib.h>
#include <time.h>

static BIO *bio_of(Blob pem)
{
    BIO *bio =
        BIO_new_mem_buf(pem.length ? pem.bytes : "", pem.length < INT_MAX ? (int)pem.length : 0);
    if (!bio)
        abort();
    return bio;
}

// Asked for a passphrase we have none, rather than a terminal.
static int no_passphrase(char *bytes, int room, int is_writing, void *arg)
{
    (void)bytes, (void)room, (void)is_writing, (void)arg;
    return -1;
}

static Time end_of(const X509 *certificate)
{
    struct tm end;
    if (ASN1_TIME_to_tm(X509_get0_notAfter(certificate), &end) != 1)
        return TIME_NONE;
    return (Time){SECONDS(timegm(&end))};
}

static X509 *next_certificate(BIO *bio)
{
    return PEM_read_bio_X509(bio, NULL, no_passphrase, NULL);
}

// Whether reading stopped because there was no more.
static bool is_at_end(void)
{
    unsigned long error = ERR_peek_last_error();
    bool is_end = ERR_GET_LIB(error) == ERR_LIB_PEM && ERR_GET_REASON(error) == PEM_R_NO_START_LINE;
    ERR_clear_error();
    return is_end;
}

bool certificate_read(Blob pem, size_t *ret_count, Time *ret_ends_at)
{
    BIO *bio = bio_of(pem);
    size_t count = 0;
    Time ends_at = TIME_NONE;
    for (X509 *certificate; (certificate = next_certificate(bio)); count++) {
        if (!count)
            ends_at = end_of(certificate);
        X509_free(certificate);
    }
    BIO_free(bio);
    if (!is_at_end() || !count)
        return false;
    *ret_count = count;
    *ret_ends_at = ends_at;
    return true;
}

static EVP_PKEY *read_key(Blob pem)
{
    BIO *bio = bio_of(pem);
    EVP_PKEY *key = PEM_read_bio_PrivateKey(bio, NULL, no_passphrase, NULL);
    BIO_free(bio);
    ERR_clear_error();
    return key;
}

bool private_key_is(Blob pem)
{
    EVP_PKEY *key = read_key(pem);
    EVP_PKEY_free(key);
    return key != NULL;
}

bool certificate_fits(Blob pem, Blob key_pem)
{
    BIO *bio = bio_of(pem);
    X509 *certificate = next_certificate(bio);
    EVP_PKEY *key = read_key(key_pem);
    bool fits = certificate && key && X509_check_private_key(certificate, key) == 1;
    EVP_PKEY_free(key);
    X509_free(certificate);
    BIO_free(bio);
    ERR_clear_error();
    return fits;
}
