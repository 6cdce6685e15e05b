// pattern.h — regular expressions (PCRE2, UTF-8) that cannot run away.
#pragma once

#include <stdbool.h>

/**
 * Whether the pattern matches the whole text. One that takes too many steps does not match.
 *
 * Patterns are literals of the program: each is compiled once, known by its address, and kept. One
 * that does not compile is a programming error and stops the process.
 */
bool pattern_matches(const char *pattern, const char *text);

/** The same for patterns that others wrote: nothing is kept, and one that does not compile matches
 * nothing. */
bool pattern_is_good(const char *pattern);
bool pattern_matches_foreign(const char *pattern, const char *text);
