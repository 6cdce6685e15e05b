// address_list.h — from which internet addresses something may be used.
//
// Each is an address or a range: "203.0.113.7", "10.0.0.0/8", "2001:db8::/32". An IPv4 address
// that is written or comes as IPv6 (::ffff:203.0.113.7) is the IPv4 address.
#pragma once

#include "base/ctx.h"
#include "shape/shape.h"

enum { MAX_ADDRESSES = 50 };

/** Notes faults of the field: malformed, too_many. */
void address_list_check(Ctx *ctx, const char *field, TextList addresses);

/** Whether the address is in one of them. An empty list has all; no other has NULL. */
bool address_list_has(TextList addresses, const char *address);
