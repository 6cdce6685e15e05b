#include "guard.h"

#include "address.h"
#include "base/text.h"

#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_URL = 2000 };

struct Guard {
    AddressRanges *allowed, *refused;
};

// IANA's special-purpose registries (RFC 6890 and later entries), and multicast.
static const char special_ranges[] =
    "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 "
    "192.0.2.0/24 192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 "
    "224.0.0.0/4 240.0.0.0/4 "
    "2001::/23 2001:db8::/32 2002::/16 3fff::/20";

// Of version 6 only this is handed out to the public internet.
static const AddressRange public_version6 = {{{0x20}}, 3};

// RFC 6052: a version 4 address in the last four bytes.
static const AddressRange translated = {{{0x00, 0x64, 0xff, 0x9b}}, 96};

Guard *guard_new(const char *allowed_ranges)
{
    AddressRanges *allowed = address_ranges_new(allowed_ranges);
    if (!allowed)
        return NULL;
    Guard *guard = calloc(1, sizeof *guard);
    AddressRanges *refused = address_ranges_new(special_ranges);
    if (!guard || !refused)
        abort();
    *guard = (Guard){.allowed = allowed, .refused = refused};
    return guard;
}

void guard_free(Guard *guard)
{
    if (!guard)
        return;
    free(guard->allowed);
    free(guard->refused);
    free(guard);
}

static Address without_translation(Address address)
{
    if (!address_range_has(&translated, address))
        return address;
    Address four = {{[10] = 0xff, [11] = 0xff}};
    memcpy(four.bytes + 12, address.bytes + 12, 4);
    return four;
}

bool guard_allows(const Guard *guard, const struct sockaddr *socket_address)
{
    Address address;
    if (!address_of(socket_address, &address))
        return false;
    address = without_translation(address);
    if (address_ranges_have(guard->allowed, address))
        return true;
    if (!address_is_version4(address) && !address_range_has(&public_version6, address))
        return false;
    return !address_ranges_have(guard->refused, address);
}

static bool part_is_there(CURLU *url, CURLUPart part)
{
    char *text = NULL;
    bool is_there = !curl_url_get(url, part, &text, 0) && *text;
    curl_free(text);
    return is_there;
}

static bool is_web_scheme(CURLU *url)
{
    char *scheme = NULL;
    bool is_web = !curl_url_get(url, CURLUPART_SCHEME, &scheme, 0) &&
                  (!strcmp(scheme, "https") || !strcmp(scheme, "http"));
    curl_free(scheme);
    return is_web;
}

// By the parser that will make the connection, so that both see the same host.
static bool is_web_address(const char *text)
{
    CURLU *url = curl_url();
    if (!url)
        abort();
    bool is_good = strlen(text) <= MAX_URL &&
                   !curl_url_set(url, CURLUPART_URL, text, CURLU_DISALLOW_USER) &&
                   is_web_scheme(url) && part_is_there(url, CURLUPART_HOST);
    curl_url_cleanup(url);
    return is_good;
}

Error guard_check_url(Ctx *ctx, const char *field, const char *url)
{
    if (!url || !is_web_address(url))
        fault(ctx, field, "bad_address",
            "%s must be an address such as https://example.com/path, without a user name.", field);
    return faults(ctx);
}

bool guard_url_is_confidential(const char *url)
{
    static const char *const starts[] = {"http://127.0.0.1", "http://localhost", "http://[::1]"};
    if (text_starts_with(url, "https://"))
        return true;
    for (size_t i = 0; i < COUNT_OF(starts); i++)
        if (text_starts_with(url, starts[i]) && strchr(":/", url[strlen(starts[i])]))
            return true; // the end of the text is found too
    return false;
}
