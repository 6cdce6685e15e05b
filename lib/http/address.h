// address.h — internet addresses and ranges of them.
#pragma once

#include "base/base.h"

#include <sys/socket.h>

/** Version 6; a version 4 address is ::ffff:a.b.c.d. */
typedef struct Address {
    uint8_t bytes[16];
} Address;

typedef struct AddressText {
    char text[46];
} AddressText;

bool address_of(const struct sockaddr *socket_address, Address *ret_address);
bool address_read(const char *text, size_t length, Address *ret_address);
bool address_is_version4(Address address);
AddressText address_text(Address address); // "203.0.113.7", "2001:db8::1"

typedef struct AddressRange {
    Address start;
    int bits;
} AddressRange;

/** "127.0.0.1", "10.1.0.0/16", "fd00::/8" */
bool address_range_read(const char *text, size_t length, AddressRange *ret_range);

typedef struct AddressRanges {
    size_t count;
    AddressRange items[];
} AddressRanges;

/** "127.0.0.1, 10.1.0.0/16, fd00::/8"; NULL or "" has none. NULL if malformed; free() it. */
AddressRanges *address_ranges_new(const char *text);
bool address_range_has(const AddressRange *range, Address address);
bool address_ranges_have(const AddressRanges *ranges, Address address);

/**
 * Who asks, when `peer` is the other end of the connection: the last address of X-Forwarded-For
 * that is not one of the trusted proxies, if the peer is one; else the peer.
 */
Address address_behind(const AddressRanges *trusted, Address peer, const char *forwarded_for);
