// scan.h — finding where a run of plain characters of a JSON text ends, 16 bytes at a time.
#pragma once

#include <stdbool.h>
#include <stdint.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

static inline bool json_is_plain(char c)
{
    return (unsigned char)c >= 0x20 && c != '"' && c != '\\';
}

/** The first quote, backslash or control character; end if there is none. */
static inline const char *json_plain_end(const char *at, const char *end)
{
#ifdef __SSE2__
    const __m128i quote = _mm_set1_epi8('"'), backslash = _mm_set1_epi8('\\'),
                  last_control = _mm_set1_epi8(0x1F);
    for (; end - at >= 16; at += 16) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)at);
        __m128i control = _mm_cmpeq_epi8(_mm_min_epu8(bytes, last_control), bytes);
        __m128i special =
            _mm_or_si128(_mm_cmpeq_epi8(bytes, quote), _mm_cmpeq_epi8(bytes, backslash));
        int found = _mm_movemask_epi8(_mm_or_si128(control, special));
        if (found)
            return at + __builtin_ctz((unsigned)found);
    }
#endif
    while (at < end && json_is_plain(*at))
        at++;
    return at;
}
