#include "markdown.h"

#include "base/text.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum {
    FIRST_HEADING = 3,
    LAST_HEADING = 6,
    MAX_CELLS = 200000,
};

#define OPTIONS (CMARK_OPT_DEFAULT | CMARK_OPT_VALIDATE_UTF8)

// A row gets a cell for each column of its table, so that few bytes could fill the memory. A table
// ends at an empty line.
static bool tables_are_small(const char *markdown)
{
    size_t columns = 0, cells = 0;
    for (const char *at = markdown; *at && cells <= MAX_CELLS; at += *at == '\n') {
        size_t pipes = 0, length = strcspn(at, "\n");
        bool is_blank = strspn(at, " \t\r") >= length;
        for (const char *end = at + length; at < end; at++)
            pipes += *at == '|';
        columns = is_blank ? 0 : pipes + 1 > columns ? pipes + 1 : columns;
        cells += columns;
    }
    return cells <= MAX_CELLS;
}

static cmark_node *parse(const char *markdown)
{
    static const char *const extensions[] = {"strikethrough", "autolink"};
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, cmark_gfm_core_extensions_ensure_registered);
    cmark_parser *parser = cmark_parser_new(OPTIONS);
    for (size_t i = 0; i < COUNT_OF(extensions); i++)
        cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(extensions[i]));
    if (tables_are_small(markdown))
        cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension("table"));
    cmark_parser_feed(parser, markdown, strlen(markdown));
    cmark_node *document = cmark_parser_finish(parser);
    cmark_parser_free(parser);
    return document;
}

static bool is_allowed_link(const char *url)
{
    static const char *const schemes[] = {"https://", "http://", "mailto:", "#"};
    for (size_t i = 0; i < COUNT_OF(schemes); i++)
        if (strncasecmp(url, schemes[i], strlen(schemes[i])) == 0)
            return true;
    return false;
}

// Puts what stands inside the node in its place.
static void dissolve(cmark_node *node)
{
    cmark_node *child;
    while ((child = cmark_node_first_child(node)))
        cmark_node_insert_before(node, child);
    cmark_node_unlink(node);
    cmark_node_free(node);
}

static void tame(cmark_node *document)
{
    cmark_iter *iter = cmark_iter_new(document);
    cmark_event_type event;
    while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(iter);
        cmark_node_type type = cmark_node_get_type(node);
        if (event == CMARK_EVENT_ENTER && type == CMARK_NODE_HEADING) {
            int level = cmark_node_get_heading_level(node) + FIRST_HEADING - 1;
            cmark_node_set_heading_level(node, level < LAST_HEADING ? level : LAST_HEADING);
        }
        // On the way out the iterator is done with the node and what is in it.
        bool is_bad_link = type == CMARK_NODE_LINK && !is_allowed_link(cmark_node_get_url(node));
        if (event == CMARK_EVENT_EXIT && (type == CMARK_NODE_IMAGE || is_bad_link))
            dissolve(node);
    }
    cmark_iter_free(iter);
}

// Text cannot hold a '<', so each "<a href" is the renderer's.
static const char *with_nofollow(Arena *arena, const char *html)
{
    static const char link[] = "<a href=";
    Text out = {.arena = arena};
    for (const char *at; (at = strstr(html, link)); html = at + sizeof link - 1) {
        text_append(&out, html, (size_t)(at - html));
        text_add(&out, "<a rel=\"nofollow noopener\" href=");
    }
    text_add(&out, html);
    return text_of(&out);
}

const char *markdown_html(Arena *arena, const char *markdown)
{
    if (!markdown)
        return NULL;
    cmark_node *document = parse(markdown);
    tame(document);
    char *html = cmark_render_html(document, OPTIONS, NULL);
    const char *safe = with_nofollow(arena, html);
    free(html);
    cmark_node_free(document);
    return safe;
}

Texts markdown_html_texts(Arena *arena, Texts markdown)
{
    return (Texts){
        markdown_html(arena, markdown.en),
        markdown_html(arena, markdown.de),
        markdown_html(arena, markdown.fr),
        markdown_html(arena, markdown.cs),
    };
}
