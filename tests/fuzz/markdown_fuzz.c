// Markdown becomes only the HTML it may become
// sources: src/catalog/markdown.c lib/base/*.c
// packages: libcmark-gfm
// libraries: -lcmark-gfm-extensions
#include "catalog/markdown.h"

#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define LINK "<a rel=\"nofollow noopener\" href=\""

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static const char *const tags[] = {"p>", "h3>", "h4>", "h5>", "h6>", "em>", "strong>", "del>",
    "code>", "pre>", "pre lang=\"", "code class=\"language-", "blockquote>", "ul>", "ol>",
    "ol start=\"", "li>", "hr />", "br />", "table>", "thead>", "tbody>", "tr>", "th>", "td>",
    "th align=\"", "td align=\"", "a rel=\"nofollow noopener\" href=\"", "a>",
    "!-- raw HTML omitted -->"};

static bool is_tag(const char *at)
{
    at += *at == '/';
    for (size_t i = 0; i < COUNT_OF(tags); i++)
        if (text_starts_with(at, tags[i]))
            return true;
    return false;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    Arena *arena = arena_new();
    const char *text = arena_text(arena, (const char *)bytes, length);
    const char *html = markdown_html(arena, text);
    for (const char *at = html; (at = strchr(at, '<')); at++)
        if (!is_tag(at + 1)) {
            fprintf(stderr, "%s\n", html);
            abort();
        }
    for (const char *at = html; (at = strstr(at, LINK)); at++)
        if (strncasecmp(at + sizeof LINK - 1, "http", 4) != 0 &&
            strncasecmp(at + sizeof LINK - 1, "mailto:", 7) != 0 && at[sizeof LINK - 1] != '#') {
            fprintf(stderr, "%s\n", html);
            abort();
        }
    arena_free(arena);
    return 0;
}
