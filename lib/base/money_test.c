#include "money.h"
#include "test/test.h"

static Arena *arena(void)
{
    static Arena *kept;
    return kept ? kept : (kept = arena_new());
}

static Currency currency(const char *code)
{
    return (Currency){{code[0], code[1], code[2], 0}};
}

TEST("prices are exact until the line is rounded once, half away from zero")
{
    static const struct {
        int64_t micros, per;
        const char *currency;
        int64_t quantity, minor;
    } cases[] = {
        {150000, 1000000, "EUR", 1234567, 19}, // 0.18518505
        {150000, 1000000, "EUR", 33333, 0},    // 0.00499995
        {150000, 1000000, "EUR", 33334, 1},    // 0.0050001
        {5000, 1, "EUR", 1, 1},                // half goes up
        {-5000, 1, "EUR", 1, -1},              // and down for credits
        {4999, 1, "EUR", 1, 0},
        {-4999, 1, "EUR", 1, 0},
        {1234500000, 1, "JPY", 3, 3704}, // 3703.5
        {49900000, 1, "EUR", 12, 59880},
        {1, 3, "EUR", 15000, 1},                   // 0.005 exactly
        {1, 3, "EUR", 14999, 0},                   // a third less
        {1500, 1, "KWD", 1, 2},                    // three places
        {0, 1, "EUR", INT64_MAX, 0},               // nothing costs nothing
        {1, 1000000, "EUR", INT64_MAX, 922337204}, // 9223372.036854775807
        {1, 1, "KWD", INT64_MAX, INT64_C(9223372036854776)},
    };
    for (unsigned i = 0; i < COUNT_OF(cases); i++) {
        Rate rate = {cases[i].micros, cases[i].per, currency(cases[i].currency)};
        Money money = money_charge(rate, cases[i].quantity);
        EXPECT_INT(money.minor, cases[i].minor);
        EXPECT_TEXT(money.currency.code, cases[i].currency);
    }
}

TEST("what is not yet an invoice line is shown in millionths")
{
    EXPECT_INT(micros_charge((Rate){150000, 1000000, {"EUR"}}, 1234567), 185185);
    EXPECT_INT(micros_charge((Rate){150000, 1000000, {"EUR"}}, 10), 2); // 1.5
    EXPECT_INT(micros_charge((Rate){-150000, 1000000, {"EUR"}}, 10), -2);
}

TEST("decimals are read exactly")
{
    static const struct {
        const char *text;
        int64_t micros;
    } cases[] = {{"0", 0}, {"0.15", 150000}, {"12", 12000000}, {"-0.000001", -1},
        {"9223372036854.775807", INT64_MAX}, {"007.50", 7500000}};
    for (unsigned i = 0; i < COUNT_OF(cases); i++) {
        int64_t micros = 99;
        EXPECT(micros_read(cases[i].text, &micros));
        EXPECT_INT(micros, cases[i].micros);
    }
}

TEST("what is no price is refused")
{
    static const char *const bad[] = {"", "-", ".", "1.", ".5", "1,5", "1e3", "+1", " 1", "1 ",
        "0.0000001", "1.2.3", "--1", "9223372036854.775808", "99999999999999999999"};
    for (unsigned i = 0; i < COUNT_OF(bad); i++) {
        int64_t micros = 99;
        EXPECT(!micros_read(bad[i], &micros));
        EXPECT_INT(micros, 99);
    }
}

TEST("micros are written without needless zeros, amounts with all their places")
{
    EXPECT_TEXT(micros_text(arena(), 150000), "0.15");
    EXPECT_TEXT(micros_text(arena(), 12000000), "12");
    EXPECT_TEXT(micros_text(arena(), 1), "0.000001");
    EXPECT_TEXT(micros_text(arena(), -1500000), "-1.5");
    EXPECT_TEXT(micros_text(arena(), 0), "0");
    EXPECT_TEXT(micros_text(arena(), INT64_MIN), "-9223372036854.775808");
    EXPECT_TEXT(money_text(arena(), (Money){4990, {"EUR"}}), "49.90");
    EXPECT_TEXT(money_text(arena(), (Money){-5, {"EUR"}}), "-0.05");
    EXPECT_TEXT(money_text(arena(), (Money){100, {"JPY"}}), "100");
    EXPECT_TEXT(money_text(arena(), (Money){1500, {"KWD"}}), "1.500");
}

TEST("a currency is one of ISO 4217, in capitals")
{
    EXPECT_INT(currency_places(currency("EUR")), 2);
    EXPECT_INT(currency_places(currency("JPY")), 0);
    EXPECT_INT(currency_places(currency("TND")), 3);
    EXPECT_INT(currency_places(currency("eur")), -1);
    EXPECT_INT(currency_places(currency("XYZ")), -1);
    EXPECT_INT(currency_places(currency("UR ")), -1);
    EXPECT_INT(currency_places((Currency){"EU"}), -1);
    EXPECT_INT(currency_places((Currency){""}), -1);
}

TEST("amounts of one currency add up")
{
    Money sum = money_add((Money){4990, {"EUR"}}, (Money){-5000, {"EUR"}});
    EXPECT_INT(sum.minor, -10);
    EXPECT_TEXT(sum.currency.code, "EUR");
}
