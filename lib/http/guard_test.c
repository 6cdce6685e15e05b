#include "address.h"
#include "guard.h"

#include "test/test.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>

static bool allows(const Guard *guard, const char *text)
{
    struct sockaddr_in four = {.sin_family = AF_INET};
    struct sockaddr_in6 six = {.sin6_family = AF_INET6};
    if (inet_pton(AF_INET, text, &four.sin_addr) == 1)
        return guard_allows(guard, (const struct sockaddr *)&four);
    EXPECT_INT(inet_pton(AF_INET6, text, &six.sin6_addr), 1);
    return guard_allows(guard, (const struct sockaddr *)&six);
}

TEST("nothing inside is reached, whatever form its address has")
{
    static const char *const inside[] = {"127.0.0.1", "127.255.0.3", "0.0.0.0", "10.0.0.1",
        "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254", "100.64.0.1", "224.0.0.1",
        "255.255.255.255", "192.0.2.1", "::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
        "::10.0.0.1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "fe80::1", "fc00::1", "fd12::1",
        "ff02::1", "2001:db8::1", "2002:7f00:1::1", "2001::1", "100::1", "fec0::1"};
    Guard *guard = guard_new(NULL);
    for (size_t i = 0; i < COUNT_OF(inside); i++)
        EXPECT(!allows(guard, inside[i]));
    guard_free(guard);
}

TEST("the public internet is reached")
{
    static const char *const outside[] = {"1.1.1.1", "172.15.255.255", "172.32.0.0", "11.0.0.1",
        "100.128.0.1", "2606:4700::1111", "2a00:1450::1", "64:ff9b::101:101", "::ffff:8.8.8.8"};
    Guard *guard = guard_new("");
    for (size_t i = 0; i < COUNT_OF(outside); i++)
        EXPECT(allows(guard, outside[i]));
    guard_free(guard);
}

TEST("the operator allows what is inside by ranges")
{
    Guard *guard = guard_new("127.0.0.0/8, 10.1.0.0/17 fd00::/8,::1");
    EXPECT(allows(guard, "127.0.0.1"));
    EXPECT(allows(guard, "10.1.127.255"));
    EXPECT(!allows(guard, "10.1.128.0"));
    EXPECT(allows(guard, "fd12::1"));
    EXPECT(!allows(guard, "fc12::1"));
    EXPECT(allows(guard, "::1"));
    guard_free(guard);

    static const char *const malformed[] = {"localhost", "10.0.0.0/33",
        "10.0.0.0/9223372036854775807", "10.0.0.0/-1", "10.0.0.0/", "::/129", "10.0.0.0/8x",
        "1.2.3"};
    for (size_t i = 0; i < COUNT_OF(malformed); i++)
        EXPECT(!guard_new(malformed[i]));
}

TEST("only plain web addresses are taken")
{
    static const char *const good[] = {"https://example.com", "http://example.com:8080/a?b=c",
        "https://[2606:4700::1111]/", "https://xn--bcher-kva.example/"};
    static const char *const bad[] = {"", "example.com", "ftp://example.com/", "file:///etc/passwd",
        "https://", "https://user@example.com/", "https://user:pass@example.com/", "gopher://a/",
        "https://exa mple.com/", "javascript:alert(1)"};
    Arena *arena = arena_new();
    for (size_t i = 0; i < COUNT_OF(good); i++) {
        Ctx ctx = {.arena = arena};
        EXPECT(!guard_check_url(&ctx, "url", good[i]));
    }
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        Ctx ctx = {.arena = arena};
        EXPECT_INT(guard_check_url(&ctx, "url", bad[i]), INVALID);
        EXPECT_TEXT(ctx.failure.faults[0].code, "bad_address");
    }
    arena_free(arena);
}

static const char *behind(const char *trusted, const char *peer, const char *forwarded_for)
{
    static AddressText text;
    AddressRanges *ranges = address_ranges_new(trusted);
    Address address;
    EXPECT(address_read(peer, strlen(peer), &address));
    text = address_text(address_behind(ranges, address, forwarded_for));
    free(ranges);
    return text.text;
}

TEST("only trusted proxies say who asks, and only about who asked them")
{
    EXPECT_TEXT(behind("", "198.51.100.1", "203.0.113.9"), "198.51.100.1");
    EXPECT_TEXT(behind("10.0.0.0/8", "198.51.100.1", "203.0.113.9"), "198.51.100.1");
    EXPECT_TEXT(behind("10.0.0.0/8", "10.0.0.1", "203.0.113.9"), "203.0.113.9");
    EXPECT_TEXT(behind("10.0.0.0/8", "10.0.0.1", "1.2.3.4, 203.0.113.9"), "203.0.113.9");
    EXPECT_TEXT(behind("10.0.0.0/8", "10.0.0.1", "203.0.113.9, 10.0.0.2"), "203.0.113.9");
    EXPECT_TEXT(behind("10.0.0.0/8", "10.0.0.1", "10.0.0.3,10.0.0.2"), "10.0.0.3");
    EXPECT_TEXT(behind("10.0.0.0/8", "10.0.0.1", "nonsense"), "10.0.0.1");
    EXPECT_TEXT(behind("10.0.0.0/8", "10.0.0.1", ""), "10.0.0.1");
    EXPECT_TEXT(behind("10.0.0.0/8", "10.0.0.1", NULL), "10.0.0.1");
    EXPECT_TEXT(behind("::1", "::1", "2001:db8::7"), "2001:db8::7");
    EXPECT_TEXT(behind("::1\t10.0.0.0/8\t192.0.2.1", "192.0.2.1", "203.0.113.9"), "203.0.113.9");
}

TEST("a password travels by https, or not beyond this machine")
{
    EXPECT(guard_url_is_confidential("https://iam.example.org/v3"));
    EXPECT(guard_url_is_confidential("http://127.0.0.1:5000/v3"));
    EXPECT(guard_url_is_confidential("http://localhost"));
    EXPECT(guard_url_is_confidential("http://[::1]/v3"));
    EXPECT(!guard_url_is_confidential("http://iam.example.org/v3"));
    EXPECT(!guard_url_is_confidential("http://127.0.0.1.example.org/v3"));
    EXPECT(!guard_url_is_confidential("http://localhost@example.org/v3"));
}
