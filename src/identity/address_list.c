#include "address_list.h"

#include "http/address.h"

#include <string.h>

static bool range_read(const char *text, AddressRange *ret_range)
{
    return address_range_read(text, strlen(text), ret_range);
}

void address_list_check(Ctx *ctx, const char *field, TextList addresses)
{
    if (addresses.count > MAX_ADDRESSES)
        fault(ctx, field, "too_many", "At most %d addresses.", MAX_ADDRESSES);
    for (size_t i = 0; i < addresses.count; i++) {
        AddressRange range;
        if (!range_read(addresses.items[i], &range))
            fault(ctx, field, "malformed",
                "%s is no address; write one such as 203.0.113.7 or a range such as"
                " 203.0.113.0/24.",
                addresses.items[i]);
    }
}

bool address_list_has(TextList addresses, const char *address)
{
    Address wanted;
    if (!addresses.count)
        return true;
    if (!address || !address_read(address, strlen(address), &wanted))
        return false;
    for (size_t i = 0; i < addresses.count; i++) {
        AddressRange range;
        if (range_read(addresses.items[i], &range) && address_range_has(&range, wanted))
            return true;
    }
    return false;
}
