// markdown.h — sellers' texts as HTML that is safe to show.
#pragma once

#include "base/base.h"
#include "shape/shape.h"

/**
 * GitHub's Markdown with tables, strike-through and bare links; no HTML, no pictures, and links
 * only to http, https, mailto and places on the page, all rel="nofollow". Headings begin at level
 * 3, since they stand on a page that has its own. Tables without measure stay text. NULL stays
 * NULL.
 */
const char *markdown_html(Arena *arena, const char *markdown);

Texts markdown_html_texts(Arena *arena, Texts markdown);
