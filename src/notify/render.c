#include "render.h"

#include <string.h>

static const char *value_of(const MailValue *values, const char *name, size_t length)
{
    for (; values->name; values++)
        if (strlen(values->name) == length && memcmp(values->name, name, length) == 0)
            return values->value ? values->value : "";
    return "";
}

const char *render_text(Arena *arena, const char *text, const MailValue *values)
{
    Text out = {.arena = arena};
    for (const char *open; (open = strchr(text, '{'));) {
        size_t length = strcspn(open + 1, "}");
        text_append(&out, text, (size_t)(open - text));
        text_add(&out, value_of(values, open + 1, length));
        text = open + 1 + length + (open[1 + length] == '}');
    }
    text_add(&out, text);
    return text_of(&out);
}

// A paragraph ends at an empty line, a line with a break.
static void add_paragraphs(Text *html, const char *style, const char *text)
{
    text_printf(html, "<p style=\"%s\">", style);
    const char *escaped = text_escaped(html->arena, text);
    for (const char *end; (end = strchr(escaped, '\n')); escaped = end + strspn(end, "\n")) {
        text_append(html, escaped, (size_t)(end - escaped));
        if (end[1] == '\n')
            text_printf(html, "</p>\n<p style=\"%s\">", style);
        else
            text_add(html, "<br>\n");
    }
    text_printf(html, "%s</p>\n", escaped);
}

typedef struct Parts {
    const char *language, *greeting, *subject, *body, *button, *link, *why, *platform;
    const char *refuse, *refuse_link, *more; // more NULL: all are there
    MailEntryList entries;
} Parts;

static const char *text_entries(Arena *arena, const Parts *parts)
{
    Text text = {.arena = arena};
    for (size_t i = 0; i < parts->entries.count; i++)
        text_printf(
            &text, "- %s\n  %s\n", parts->entries.items[i].text, parts->entries.items[i].link);
    if (parts->more)
        text_printf(&text, "- %s\n", parts->more);
    return text.length ? arena_printf(arena, "%s\n", text_of(&text)) : "";
}

static const char *text_mail(Arena *arena, const Parts *parts)
{
    const char *refuse = parts->refuse_link
                             ? arena_printf(arena, "%s: %s\n", parts->refuse, parts->refuse_link)
                             : "";
    return arena_printf(arena, "%s\n\n%s\n\n%s%s:\n%s\n\n--\n%s\n%s%s\n", parts->greeting,
        parts->body, text_entries(arena, parts), parts->button, parts->link, parts->why, refuse,
        parts->platform);
}

static void add_entries(Text *html, const Parts *parts)
{
    if (!parts->entries.count)
        return;
    text_add(html, "<ul style=\"margin:0 0 16px;padding-left:20px;line-height:1.5\">\n");
    for (size_t i = 0; i < parts->entries.count; i++)
        text_printf(html,
            "<li style=\"margin:0 0 8px\"><a href=\"%s\" style=\"color:#1f5fbf\">%s</a></li>\n",
            text_escaped(html->arena, parts->entries.items[i].link),
            text_escaped(html->arena, parts->entries.items[i].text));
    if (parts->more)
        text_printf(html, "<li>%s</li>\n", parts->more);
    text_add(html, "</ul>\n");
}

static const char *html_mail(Arena *arena, const Parts *parts)
{
    static const char text[] = "margin:0 0 16px;line-height:1.5";
    static const char small[] = "margin:0 0 8px;font-size:13px;line-height:1.5;color:#5c6470";
    const char *link = text_escaped(arena, parts->link);
    Text html = {.arena = arena};
    text_printf(&html,
        "<!doctype html>\n<html lang=\"%s\"><head><meta charset=\"utf-8\"><title>%s</title></head>\n"
        "<body style=\"margin:0;padding:24px;font-family:sans-serif;color:#1a1d21;"
        "background:#f4f5f7\">\n<div style=\"max-width:560px;margin:0 auto;padding:32px;"
        "background:#ffffff;border-radius:8px\">\n",
        parts->language, text_escaped(arena, parts->subject));
    add_paragraphs(&html, text, parts->greeting);
    add_paragraphs(&html, text, parts->body);
    add_entries(&html, parts);
    text_printf(&html,
        "<p style=\"margin:24px 0\"><a href=\"%s\" style=\"display:inline-block;padding:12px 20px;"
        "background:#1f5fbf;color:#ffffff;text-decoration:none;border-radius:6px\">%s</a></p>\n"
        "<p style=\"%s;word-break:break-all\">%s</p>\n"
        "<hr style=\"border:0;border-top:1px solid #d9dce1;margin:24px 0 16px\">\n",
        link, text_escaped(arena, parts->button), small, link);
    add_paragraphs(&html, small, parts->why);
    if (parts->refuse_link)
        text_printf(&html, "<p style=\"%s\"><a href=\"%s\" style=\"color:#5c6470\">%s</a></p>\n",
            small, text_escaped(arena, parts->refuse_link), text_escaped(arena, parts->refuse));
    add_paragraphs(&html, small, parts->platform);
    text_add(&html, "</div>\n</body></html>\n");
    return text_of(&html);
}

static const char *more_of(Arena *arena, const MailTexts *texts, size_t count)
{
    const MailValue values[] = {{"count", arena_printf(arena, "%zu", count)}, {NULL, NULL}};
    return count ? render_text(arena, texts->more, values) : NULL;
}

Rendered render_mail(Arena *arena, const MailParts *wanted)
{
    const MailTexts *texts = mail_texts_in(wanted->language);
    Parts parts = {
        .language = texts->language,
        .greeting = texts->greeting,
        .subject = render_text(arena, wanted->text->subject, wanted->values),
        .body = render_text(arena, wanted->text->body, wanted->values),
        .button = wanted->text->button,
        .link = wanted->link,
        .why = wanted->text->why,
        .platform = render_text(arena, texts->platform, wanted->values),
        .refuse = texts->refuse,
        .refuse_link = wanted->refuse_link,
        .entries = wanted->entries,
        .more = more_of(arena, texts, wanted->left_out),
    };
    return (Rendered){parts.subject, text_mail(arena, &parts), html_mail(arena, &parts)};
}
