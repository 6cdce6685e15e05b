#include "test/test.h"
#include "text.h"

#include <string.h>

static Arena *arena(void)
{
    static Arena *kept;
    return kept ? kept : (kept = arena_new());
}

TEST("a text grows piece by piece")
{
    Text text = {.arena = arena()};
    EXPECT_TEXT(text_of(&text), "");
    text_append(&text, "", 0);
    text_append(&text, "abc", 2);
    text_printf(&text, "%d%s", 42, "");
    for (int i = 0; i < 1000; i++)
        text_add(&text, "x");
    EXPECT_INT(text.length, 1004);
    EXPECT_INT(strlen(text_of(&text)), 1004);
    EXPECT(text_starts_with(text_of(&text), "ab42xxx"));
}

TEST("texts are compared, also with none")
{
    EXPECT(text_same("a", "a") && text_same(NULL, NULL));
    EXPECT(!text_same("a", "b") && !text_same("a", NULL) && !text_same(NULL, ""));
    EXPECT(text_is_empty(NULL) && text_is_empty("") && text_is_empty(" \t\r\n"));
    EXPECT(!text_is_empty(" x"));
    EXPECT(text_starts_with("abc", "") && !text_starts_with("ab", "abc"));
}

TEST("characters are counted, not bytes")
{
    EXPECT_INT(text_characters("aé€😀"), 4);
    EXPECT_INT(text_characters(""), 0);
}

TEST("only well-formed UTF-8 is UTF-8")
{
    EXPECT(text_is_utf8("aé€😀", strlen("aé€😀")) && text_is_utf8("", 0));
    static const char *const bad[] = {
        "\x80", "\xc3", "\xc0\xaf", "\xe0\x80\xaf", "\xed\xa0\x80", "\xf5\x80\x80\x80"};
    for (size_t i = 0; i < COUNT_OF(bad); i++)
        EXPECT(!text_is_utf8(bad[i], strlen(bad[i])));
    EXPECT(!text_is_utf8("é", 1));
    EXPECT(text_is_utf8("12345678é2345678", 17) && !text_is_utf8("1234567812345678\xff", 17));
    EXPECT(!text_is_utf8("1234567\xc3", 8));
}

TEST("a mail address has one @ and a dotted domain")
{
    static const char *const good[] = {
        "a@b.cz", "first.last+tag@sub.example.org", "o'neil@example.org", "jiří@příklad.cz"};
    static const char *const bad[] = {"", "a", "@b.cz", "a@", "a@b", "a@b.", "a@.cz", "a@b..cz",
        "a b@c.cz", "a@b@c.cz", "a@b.cz\n", "a@b.cz\r\nBcc: x@y.cz", "<a@b.cz>", "a@b.cz,c@d.cz",
        "\"a\"@b.cz", "a\\@b.cz"};
    for (size_t i = 0; i < COUNT_OF(good); i++)
        EXPECT(text_is_mail_address(good[i]));
    for (size_t i = 0; i < COUNT_OF(bad); i++)
        EXPECT(!text_is_mail_address(bad[i]));
    char *long_name = arena_alloc(arena(), 80);
    memset(long_name, 'a', 65);
    strcat(long_name, "@b.cz");
    EXPECT(!text_is_mail_address(long_name));
}

TEST("texts are trimmed and lowered")
{
    EXPECT_TEXT(text_trimmed(arena(), " \n a b\t "), "a b");
    EXPECT_TEXT(text_trimmed(arena(), "  "), "");
    EXPECT_TEXT(text_lower(arena(), "AbZ-Ä"), "abz-Ä");
}

TEST("folding forgets case, accents and presentation")
{
    EXPECT_TEXT(text_folded(arena(), "Überwachung"), "uberwachung");
    EXPECT_TEXT(text_folded(arena(), "PŘÍLIŠ žluťoučký"), "prilis zlutoucky");
    EXPECT_TEXT(text_folded(arena(), "Straße ﬁx Ⅳ"), "strasse fix iv");
    EXPECT_TEXT(text_folded(arena(), "u\u0308ber"), "uber");
    EXPECT_TEXT(text_folded(arena(), ""), "");
}

TEST("what means something in HTML is escaped")
{
    EXPECT_TEXT(text_escaped(arena(), "<a href=\"x\">'&é</a>"),
        "&lt;a href=&quot;x&quot;&gt;&#39;&amp;é&lt;/a&gt;");
}

static const char *decoded(const char *text, bool plus)
{
    return text_url_decoded(arena(), text, strlen(text), plus);
}

TEST("percent-encoding is undone")
{
    EXPECT_TEXT(decoded("a%20b%2Fc%c3%a9+", false), "a b/cé+");
    EXPECT_TEXT(decoded("a+b%2B", true), "a b+");
    EXPECT_TEXT(text_url_decoded(arena(), "a%41bc", 4, false), "aA");
    static const char *const bad[] = {"%", "%4", "%zz", "%00", "%ff", "%c3", "a%"};
    for (size_t i = 0; i < COUNT_OF(bad); i++)
        EXPECT(!decoded(bad[i], false));
}

TEST("percent-encoding comes back as it was")
{
    EXPECT_TEXT(text_url_encoded(arena(), "a-b_c.d~e f/é?"), "a-b_c.d~e%20f%2F%C3%A9%3F");
    EXPECT_TEXT(decoded(text_url_encoded(arena(), "1+1=2 & ü%"), true), "1+1=2 & ü%");
}

TEST("bytes become base64 as in RFC 4648")
{
    static const struct {
        const char *plain, *base64;
    } cases[] = {{"", ""}, {"f", "Zg=="}, {"fo", "Zm8="}, {"foo", "Zm9v"}, {"foob", "Zm9vYg=="},
        {"fooba", "Zm9vYmE="}, {"foobar", "Zm9vYmFy"}};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        Blob blob = {0};
        size_t length = strlen(cases[i].plain);
        EXPECT_TEXT(base64_of(arena(), cases[i].plain, length), cases[i].base64);
        EXPECT(base64_read(arena(), cases[i].base64, &blob));
        EXPECT_INT(blob.length, length);
        EXPECT(memcmp(blob.bytes, cases[i].plain, length) == 0);
    }
    EXPECT_TEXT(base64_of(arena(), "\xfb\xff\xfe", 3), "+//+");
    EXPECT_TEXT(base64url_of(arena(), "\xfb\xff\xfe\xfb", 4), "-__--w");
}

TEST("base64 is read in either alphabet, with or without padding")
{
    static const char *const good[] = {"+//++w==", "-__--w", "-__--w=="};
    static const char *const bad[] = {
        "A", "AA=", "A===", "AA=A", "AAAAA", "AA A", "AA\n", "AAA*", "====", "=", "AAAA="};
    for (size_t i = 0; i < COUNT_OF(good); i++) {
        Blob blob = {0};
        EXPECT(base64_read(arena(), good[i], &blob));
        EXPECT_INT(blob.length, 4);
        EXPECT(memcmp(blob.bytes, "\xfb\xff\xfe\xfb", 4) == 0);
    }
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        Blob blob;
        EXPECT(!base64_read(arena(), bad[i], &blob));
    }
}
