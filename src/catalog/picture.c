#include "picture.h"

#include "base/text.h"

#include <ctype.h>
#include <expat.h>
#include <string.h>
#include <strings.h>

// Names come as "namespace name"; an attribute without a namespace is only its name.
#define SVG      "http://www.w3.org/2000/svg "
#define NOT_SVG  "This is no PNG, JPEG, WebP or SVG picture."
#define MAX_NEST 64

typedef struct Check {
    XML_Parser parser;
    const char *problem;
    int depth;
    bool is_style; // within <style>
    char style[64 * 1024];
    size_t style_length;
} Check;

static const char *const drawing_elements[] = {"svg", "g", "defs", "title", "desc", "metadata",
    "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "textPath",
    "linearGradient", "radialGradient", "stop", "clipPath", "mask", "pattern", "symbol", "use",
    "marker", "style", "switch", "image", "filter", "feBlend", "feColorMatrix",
    "feComponentTransfer", "feComposite", "feConvolveMatrix", "feDiffuseLighting",
    "feDisplacementMap", "feDistantLight", "feDropShadow", "feFlood", "feFuncA", "feFuncB",
    "feFuncG", "feFuncR", "feGaussianBlur", "feMerge", "feMergeNode", "feMorphology", "feOffset",
    "fePointLight", "feSpecularLighting", "feSpotLight", "feTile", "feTurbulence", NULL};

static void refuse(Check *check, const char *problem)
{
    if (!check->problem)
        check->problem = problem;
    XML_StopParser(check->parser, XML_FALSE);
}

static bool is_in(const char *const *names, const char *name)
{
    for (; *names; names++)
        if (strcmp(*names, name) == 0)
            return true;
    return false;
}

// url(#…) is the only reference that style may make; what can hide one is refused.
static bool is_safe_style(const char *style)
{
    static const char *const banned[] = {
        "\\", "@import", "image(", "image-set(", "src(", "expression(", "javascript:", NULL};
    for (const char *const *word = banned; *word; word++)
        if (strcasestr(style, *word))
            return false;
    for (const char *at = style; (at = strcasestr(at, "url(")); at++) {
        const char *target = at + strlen("url(");
        target += strspn(target, " \t\r\n\"'");
        if (*target != '#')
            return false;
    }
    return true;
}

static bool is_safe_reference(const char *target)
{
    return *target == '#' || strncmp(target, "data:image/png;base64,", 22) == 0 ||
           strncmp(target, "data:image/jpeg;base64,", 23) == 0 ||
           strncmp(target, "data:image/webp;base64,", 23) == 0;
}

static void check_attribute(Check *check, const char *qualified, const char *value)
{
    const char *space = strrchr(qualified, ' ');
    const char *name = space ? space + 1 : qualified;
    if (strncasecmp(name, "on", 2) == 0)
        refuse(check, "The SVG has event handlers (on…).");
    else if (strcasecmp(name, "href") == 0 || strcasecmp(name, "src") == 0) {
        if (!is_safe_reference(value))
            refuse(check, "The SVG refers to something outside itself.");
    } else if (strcasecmp(name, "base") == 0)
        refuse(check, "The SVG changes what its references are relative to (xml:base).");
    else if (!is_safe_style(value))
        refuse(check, "The SVG refers to something outside itself in its style.");
}

static void on_element(void *arg, const char *name, const char **attributes)
{
    Check *check = arg;
    if (check->is_style) { // the style would go on behind it
        refuse(check, "The SVG has elements in its style.");
        return;
    }
    bool is_svg = text_starts_with(name, SVG);
    const char *local = is_svg ? name + strlen(SVG) : name;
    if (check->depth == 0 && (!is_svg || strcmp(local, "svg") != 0))
        refuse(check, NOT_SVG);
    else if (++check->depth > MAX_NEST)
        refuse(check, "The SVG is nested too deeply.");
    else if (is_svg && !is_in(drawing_elements, local))
        refuse(check,
            "The SVG has elements that do more than draw (script, foreignObject, "
            "animation, links).");
    else if (strstr(name, "/xhtml "))
        refuse(check, "The SVG has HTML in it.");
    check->is_style = is_svg && strcmp(local, "style") == 0;
    check->style_length = 0;
    for (; *attributes; attributes += 2)
        check_attribute(check, attributes[0], attributes[1]);
}

static void on_element_end(void *arg, const char *name)
{
    (void)name;
    Check *check = arg;
    check->depth--;
    check->style[check->style_length] = '\0';
    if (check->is_style && !is_safe_style(check->style))
        refuse(check, "The SVG refers to something outside itself in its style.");
    check->is_style = false;
}

static void on_text(void *arg, const char *bytes, int length)
{
    Check *check = arg;
    if (!check->is_style)
        return;
    if (check->style_length + (size_t)length >= sizeof check->style) {
        refuse(check, "The style in the SVG is too long.");
        return;
    }
    memcpy(check->style + check->style_length, bytes, (size_t)length);
    check->style_length += (size_t)length;
}

static void on_doctype(
    void *arg, const char *name, const char *system, const char *public_id, int has_subset)
{
    (void)name, (void)system, (void)public_id;
    if (has_subset)
        refuse(arg, "The SVG declares entities of its own.");
}

static void on_instruction(void *arg, const char *target, const char *data)
{
    (void)target, (void)data;
    refuse(arg, "The SVG has processing instructions, such as style sheets from elsewhere.");
}

bool svg_is_safe(Blob bytes, const char **ret_problem)
{
    *ret_problem = NOT_SVG;
    if (!bytes.length || !text_is_utf8(bytes.bytes, bytes.length))
        return false;
    Check check = {.parser = XML_ParserCreateNS("UTF-8", ' ')};
    XML_SetUserData(check.parser, &check);
    XML_SetElementHandler(check.parser, on_element, on_element_end);
    XML_SetCharacterDataHandler(check.parser, on_text);
    XML_SetStartDoctypeDeclHandler(check.parser, on_doctype);
    XML_SetProcessingInstructionHandler(check.parser, on_instruction);
    bool is_xml =
        XML_Parse(check.parser, bytes.bytes, (int)bytes.length, XML_TRUE) == XML_STATUS_OK;
    XML_ParserFree(check.parser);
    if (check.problem)
        *ret_problem = check.problem;
    return is_xml && !check.problem;
}
