#include "quantity.h"

#include <ctype.h>
#include <stddef.h>
#include <string.h>

enum { MAX_EXPONENT = 30 };

typedef struct Suffix {
    const char *text;
    int64_t times;
    int power; // of ten
} Suffix;

#define KI INT64_C(1024)
static const Suffix suffixes[] = {{"", 1, 0}, {"n", 1, -9}, {"u", 1, -6}, {"m", 1, -3}, {"k", 1, 3},
    {"M", 1, 6}, {"G", 1, 9}, {"T", 1, 12}, {"P", 1, 15}, {"E", 1, 18}, {"Ki", KI, 0},
    {"Mi", KI *KI, 0}, {"Gi", KI *KI *KI, 0}, {"Ti", KI *KI *KI *KI, 0},
    {"Pi", KI *KI *KI *KI *KI, 0}, {"Ei", KI *KI *KI *KI *KI *KI, 0}};

// "e3", "E-2"
static bool exponent_read(const char *text, int *ret_power)
{
    if (*text != 'e' && *text != 'E')
        return false;
    int sign = text[1] == '-' ? -1 : 1, power = 0;
    text += 1 + (text[1] == '-' || text[1] == '+');
    if (!isdigit((unsigned char)*text))
        return false;
    for (; isdigit((unsigned char)*text) && power <= MAX_EXPONENT; text++)
        power = power * 10 + (*text - '0');
    *ret_power = sign * power;
    return !*text && power <= MAX_EXPONENT;
}

static bool suffix_read(const char *text, Suffix *ret_suffix)
{
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++)
        if (strcmp(text, suffixes[i].text) == 0) {
            *ret_suffix = suffixes[i];
            return true;
        }
    *ret_suffix = (Suffix){NULL, 1, 0};
    return exponent_read(text, &ret_suffix->power);
}

// The digits as a whole number; what stands behind the point counts into the power.
static const char *digits_read(const char *text, __int128 *ret_number, int *ret_power)
{
    const __int128 most = (__int128)INT64_MAX * 1000;
    __int128 number = 0;
    bool has_point = false;
    int digits = 0, power = 0;
    for (; isdigit((unsigned char)*text) || (*text == '.' && !has_point); text++) {
        if (*text == '.') {
            has_point = true;
            continue;
        }
        digits++;
        if (number > most) { // more digits than count
            power += !has_point;
            continue;
        }
        number = number * 10 + (*text - '0');
        power -= has_point;
    }
    *ret_number = number;
    *ret_power = power;
    return digits ? text : NULL;
}

bool quantity_read(const char *text, int64_t *ret_thousandths)
{
    __int128 number;
    int power;
    Suffix suffix;
    text = digits_read(text + (*text == '+'), &number, &power);
    if (!text || !suffix_read(text, &suffix))
        return false;
    const __int128 most = (__int128)1 << 100;
    number = number > most / suffix.times ? most : number * suffix.times;
    for (power += suffix.power + 3; power > 0; power--)
        number = number > most / 10 ? most : number * 10;
    for (; power < 0; power++)
        number = number / 10 + (number % 10 != 0);
    *ret_thousandths = number > INT64_MAX ? INT64_MAX : (int64_t)number;
    return true;
}

int64_t quantity_milli(const char *text)
{
    int64_t thousandths = 0;
    return text && quantity_read(text, &thousandths) ? thousandths : 0;
}

int64_t quantity_mib(const char *text)
{
    const int64_t mib = KI * KI * 1000;
    int64_t thousandths = quantity_milli(text);
    return thousandths / mib + (thousandths % mib != 0);
}
