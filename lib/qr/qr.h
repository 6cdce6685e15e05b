// qr.h — QR codes (ISO/IEC 18004) as something a page can draw (libqrencode).
#pragma once

#include "base/base.h"

typedef struct QrCode {
    int64_t size;     // modules a side, without the quiet zone of four around it
    const char *path; // of the dark modules: the `d` of an SVG path, a unit a module
} QrCode;

/** Fails for nothing shorter than 2,000 bytes. */
QrCode qr_code_of(Arena *arena, const char *text);
