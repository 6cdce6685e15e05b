// money.h — amounts are whole minor units, prices are exact, and one function rounds.
//
// A Rate is a price: so many micros of the currency for so many units, "0.15 EUR per
// 1,000,000 tokens". Rates become Money only through money_charge(), once per invoice line.
#pragma once

#include "base/base.h"

typedef struct Currency {
    char code[4]; // ISO 4217, "EUR"
} Currency;

typedef struct Money {
    int64_t minor; // cents, or whatever the currency's smallest unit is
    Currency currency;
} Money;

typedef struct Rate {
    int64_t micros; // of the currency: 150000 is 0.15
    int64_t per;    // units that this buys: 1000000
    Currency currency;
} Rate;

/** How many decimal places the currency has: EUR 2, JPY 0, KWD 3; -1 if ISO 4217 has no such code.
 */
int currency_places(Currency currency);

/** Reads "0.15" exactly into micros; false if it is no plain decimal or finer than six places. */
bool micros_read(const char *text, int64_t *ret_micros);
const char *micros_text(Arena *arena, int64_t micros); // "0.15", "12", "0.000001"
const char *money_text(Arena *arena, Money money);     // "49.90"

/**
 * quantity × rate, rounded once, half away from zero. Stops the process if it overflows int64, or
 * if the currency does not exist or per is not positive: bound what comes from outside before.
 */
Money money_charge(Rate rate, int64_t quantity);

/** The same in micros of the currency, for showing what is not yet an invoice line. */
int64_t micros_charge(Rate rate, int64_t quantity);

/** a + b. Adding different currencies is a programming error and stops the process. */
Money money_add(Money a, Money b);
