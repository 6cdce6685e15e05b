#include "address.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>

static const uint8_t version4_prefix[12] = {[10] = 0xff, [11] = 0xff};

// What stands between the items of a list.
static const char separators[] = ", \t";

static Address from_version4(const void *bytes)
{
    Address address;
    memcpy(address.bytes, version4_prefix, sizeof version4_prefix);
    memcpy(address.bytes + sizeof version4_prefix, bytes, 4);
    return address;
}

bool address_of(const struct sockaddr *socket_address, Address *ret_address)
{
    if (socket_address->sa_family == AF_INET) {
        struct sockaddr_in four;
        memcpy(&four, socket_address, sizeof four);
        *ret_address = from_version4(&four.sin_addr);
        return true;
    }
    if (socket_address->sa_family == AF_INET6) {
        struct sockaddr_in6 six;
        memcpy(&six, socket_address, sizeof six);
        memcpy(ret_address->bytes, &six.sin6_addr, sizeof ret_address->bytes);
        return true;
    }
    return false;
}

bool address_read(const char *text, size_t length, Address *ret_address)
{
    char copy[INET6_ADDRSTRLEN];
    struct in_addr four;
    struct in6_addr six;
    if (length >= sizeof copy)
        return false;
    memcpy(copy, text, length);
    copy[length] = '\0';
    if (inet_pton(AF_INET, copy, &four) == 1) {
        *ret_address = from_version4(&four);
        return true;
    }
    if (inet_pton(AF_INET6, copy, &six) != 1)
        return false;
    memcpy(ret_address->bytes, &six, sizeof ret_address->bytes);
    return true;
}

bool address_is_version4(Address address)
{
    return memcmp(address.bytes, version4_prefix, sizeof version4_prefix) == 0;
}

AddressText address_text(Address address)
{
    AddressText text = {{0}};
    if (address_is_version4(address))
        inet_ntop(AF_INET, address.bytes + sizeof version4_prefix, text.text, sizeof text.text);
    else
        inet_ntop(AF_INET6, address.bytes, text.text, sizeof text.text);
    return text;
}

bool address_range_read(const char *text, size_t length, AddressRange *ret_range)
{
    const char *slash = memchr(text, '/', length);
    Address start;
    if (!address_read(text, slash ? (size_t)(slash - text) : length, &start))
        return false;
    long bits = 128, shift = address_is_version4(start) ? 96 : 0;
    if (slash) {
        char *end;
        long prefix = strtol(slash + 1, &end, 10);
        if (!isdigit((unsigned char)slash[1]) || end != text + length || prefix > bits - shift)
            return false;
        bits = prefix + shift;
    }
    *ret_range = (AddressRange){start, (int)bits};
    return true;
}

AddressRanges *address_ranges_new(const char *text)
{
    size_t room = 1;
    for (const char *c = text ? text : ""; *c; c++)
        room += strchr(separators, *c) != NULL;
    AddressRanges *ranges = calloc(1, sizeof *ranges + room * sizeof *ranges->items);
    if (!ranges)
        abort();
    for (const char *at = text ? text : ""; *(at += strspn(at, separators));) {
        size_t length = strcspn(at, separators);
        if (!address_range_read(at, length, &ranges->items[ranges->count++])) {
            free(ranges);
            return NULL;
        }
        at += length;
    }
    return ranges;
}

bool address_range_has(const AddressRange *range, Address address)
{
    int bytes = range->bits / 8, rest = range->bits % 8;
    if (memcmp(range->start.bytes, address.bytes, (size_t)bytes) != 0)
        return false;
    int mask = 0xff00 >> rest & 0xff;
    return !rest || !((range->start.bytes[bytes] ^ address.bytes[bytes]) & mask);
}

bool address_ranges_have(const AddressRanges *ranges, Address address)
{
    for (size_t i = 0; i < ranges->count; i++)
        if (address_range_has(&ranges->items[i], address))
            return true;
    return false;
}

Address address_behind(const AddressRanges *trusted, Address peer, const char *forwarded_for)
{
    const char *end = forwarded_for ? forwarded_for + strlen(forwarded_for) : NULL;
    Address who = peer;
    while (end && address_ranges_have(trusted, who)) {
        while (end > forwarded_for && strchr(separators, end[-1]))
            end--;
        const char *start = end;
        while (start > forwarded_for && !strchr(separators, start[-1]))
            start--;
        if (start == end || !address_read(start, (size_t)(end - start), &who))
            break;
        end = start;
    }
    return who;
}
