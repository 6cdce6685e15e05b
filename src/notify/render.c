#include "render.h"

#include <string.h>

static const char *value_of(const MailValue *values, const char *name, size_t length)
{
    for (; values->name; values++)
        if (strlen(values->name) == length && memcmp(values->name, name, length) == 0)
            return values->value ? values->value : "";
    return "";
}

static const char *filled(Arena *arena, const char *text, const MailValue *values)
{
    Text out = {.arena = arena};
    for (const char *open; (open = strchr(text, '{')); text = strchr(open, '}') + 1) {
        text_append(&out, text, (size_t)(open - text));
        text_add(&out, value_of(values, open + 1, strcspn(open + 1, "}")));
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
} Parts;

static const char *text_mail(Arena *arena, const Parts *parts)
{
    return arena_printf(arena, "%s\n\n%s\n\n%s:\n%s\n\n--\n%s\n%s\n", parts->greeting, parts->body,
        parts->button, parts->link, parts->why, parts->platform);
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
    text_printf(&html,
        "<p style=\"margin:24px 0\"><a href=\"%s\" style=\"display:inline-block;padding:12px 20px;"
        "background:#1f5fbf;color:#ffffff;text-decoration:none;border-radius:6px\">%s</a></p>\n"
        "<p style=\"%s;word-break:break-all\">%s</p>\n"
        "<hr style=\"border:0;border-top:1px solid #d9dce1;margin:24px 0 16px\">\n",
        link, text_escaped(arena, parts->button), small, link);
    add_paragraphs(&html, small, parts->why);
    add_paragraphs(&html, small, parts->platform);
    text_add(&html, "</div>\n</body></html>\n");
    return text_of(&html);
}

Rendered render_mail(
    Arena *arena, const char *language, MailKind kind, const MailValue *values, const char *link)
{
    const MailTexts *texts = mail_texts_in(language);
    const MailText *text = &texts->of[kind];
    Parts parts = {
        .language = texts->language,
        .greeting = texts->greeting,
        .subject = filled(arena, text->subject, values),
        .body = filled(arena, text->body, values),
        .button = text->button,
        .link = link,
        .why = text->why,
        .platform = filled(arena, texts->platform, values),
    };
    return (Rendered){parts.subject, text_mail(arena, &parts), html_mail(arena, &parts)};
}
