#include "quantity.h"

#include "base/base.h"
#include "test/test.h"

static int64_t read_as(const char *text)
{
    int64_t thousandths = -1;
    return quantity_read(text, &thousandths) ? thousandths : -1;
}

TEST("amounts are read as Kubernetes writes them")
{
    EXPECT_INT(read_as("0"), 0);
    EXPECT_INT(read_as("2"), 2000);
    EXPECT_INT(read_as("100m"), 100);
    EXPECT_INT(read_as("1.5"), 1500);
    EXPECT_INT(read_as(".5"), 500);
    EXPECT_INT(read_as("1e3"), 1000000);
    EXPECT_INT(read_as("15E-1"), 1500);
    EXPECT_INT(read_as("1Ki"), 1024000);
    EXPECT_INT(read_as("1k"), 1000000);
    EXPECT_INT(read_as("500u"), 1);
    EXPECT_INT(read_as("1n"), 1);
    EXPECT_INT(quantity_milli("250m"), 250);
    EXPECT_INT(quantity_mib("1Gi"), 1024);
    EXPECT_INT(quantity_mib("16374212Ki"), 15991);
    EXPECT_INT(quantity_mib("1"), 1);
}

TEST("what is too much is the most there is, not something else")
{
    EXPECT_INT(read_as("99999999999999999999999999999999999999999999"), INT64_MAX);
    EXPECT_INT(read_as("9Ei"), INT64_MAX);
    EXPECT_INT(read_as("1e30"), INT64_MAX);
}

TEST("what is no amount is none")
{
    static const char *const wrong[] = {
        "", ".", "m", "-1", "1x", "1 Gi", "1e", "1e999999999999", "0x10", "1.2.3", "1kk"};
    for (size_t i = 0; i < COUNT_OF(wrong); i++)
        EXPECT_INT(read_as(wrong[i]), -1);
    EXPECT_INT(quantity_milli(NULL), 0);
    EXPECT_INT(quantity_mib("many"), 0);
}
