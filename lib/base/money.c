#include "money.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { MICRO_PLACES = 6 };

// ISO 4217: the active currencies by their number of decimal places; all others have two.
static const char no_places[] = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF ";
static const char three_places[] = "BHD IQD JOD KWD LYD OMR TND ";
static const char two_places[] =
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD "
    "CAD CDF CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD "
    "GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD "
    "MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP "
    "PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SYP SZL THB TJS TMT "
    "TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG ";

static bool listed(const char *list, Currency currency)
{
    for (; *list; list += 4)
        if (memcmp(list, currency.code, 3) == 0)
            return true;
    return false;
}

int currency_places(Currency currency)
{
    if (strnlen(currency.code, 4) != 3)
        return -1;
    return listed(two_places, currency)     ? 2
           : listed(no_places, currency)    ? 0
           : listed(three_places, currency) ? 3
                                            : -1;
}

static int64_t power_of_ten(int places)
{
    int64_t power = 1;
    while (places-- > 0)
        power *= 10;
    return power;
}

bool micros_read(const char *text, int64_t *ret_micros)
{
    bool negative = *text == '-';
    int64_t value = 0;
    int places = -1; // digits seen after the point; -1 before it
    bool some = false;
    for (text += negative; *text; text++) {
        if (*text == '.' && places < 0 && some) {
            places = 0;
            continue;
        }
        if (*text < '0' || *text > '9' || places == MICRO_PLACES ||
            __builtin_mul_overflow(value, 10, &value) ||
            __builtin_add_overflow(value, *text - '0', &value))
            return false;
        some = true;
        places += places >= 0;
    }
    int64_t scale = power_of_ten(MICRO_PLACES - (places < 0 ? 0 : places));
    if (!some || places == 0 || __builtin_mul_overflow(value, scale, &value))
        return false;
    *ret_micros = negative ? -value : value;
    return true;
}

static const char *decimal_text(Arena *arena, int64_t value, int places, int least_places)
{
    uint64_t size = value < 0 ? -(uint64_t)value : (uint64_t)value;
    uint64_t scale = (uint64_t)power_of_ten(places);
    char *text = arena_printf(arena, "%s%" PRIu64 ".%0*" PRIu64, value < 0 ? "-" : "", size / scale,
        places ? places : 1, size % scale);
    char *point = strchr(text, '.'), *end = text + strlen(text);
    while (end > point + 1 + least_places && end[-1] == '0')
        *--end = '\0';
    if (end == point + 1)
        *point = '\0';
    return text;
}

const char *micros_text(Arena *arena, int64_t micros)
{
    return decimal_text(arena, micros, MICRO_PLACES, 0);
}

// A currency that does not exist is a programming error: an amount in it would be wrong.
static int places_of(Currency currency)
{
    int places = currency_places(currency);
    if (places < 0)
        abort();
    return places;
}

const char *money_text(Arena *arena, Money money)
{
    int places = places_of(money.currency);
    return decimal_text(arena, money.minor, places, places);
}

static int64_t rounded(__int128 numerator, __int128 denominator)
{
    if (denominator <= 0)
        abort();
    __int128 half = numerator < 0 ? -(denominator / 2) : denominator / 2;
    __int128 result = (numerator + half) / denominator;
    if (result > INT64_MAX || result < INT64_MIN)
        abort();
    return (int64_t)result;
}

Money money_charge(Rate rate, int64_t quantity)
{
    int64_t micros_per_minor = power_of_ten(MICRO_PLACES - places_of(rate.currency));
    __int128 exact = (__int128)rate.micros * quantity;
    return (Money){rounded(exact, (__int128)rate.per * micros_per_minor), rate.currency};
}

int64_t micros_charge(Rate rate, int64_t quantity)
{
    return rounded((__int128)rate.micros * quantity, rate.per);
}

Money money_add(Money a, Money b)
{
    int64_t sum;
    if (strcmp(a.currency.code, b.currency.code) != 0 ||
        __builtin_add_overflow(a.minor, b.minor, &sum))
        abort();
    return (Money){sum, a.currency};
}
