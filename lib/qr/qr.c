#include "qr.h"

#include "base/text.h"

#include <qrencode.h>
#include <stdlib.h>

static bool is_dark(const QRcode *code, int x, int y)
{
    return x < code->width && code->data[y * code->width + x] & 1;
}

// One rectangle for each run of dark modules.
static void write_row(Text *out, const QRcode *code, int y)
{
    for (int x = 0, end; x < code->width; x = end + 1) {
        for (end = x; is_dark(code, end, y);)
            end++;
        if (end > x)
            text_printf(out, "M%d %dh%dv1h-%dz", x, y, end - x, end - x);
    }
}

QrCode qr_code_of(Arena *arena, const char *text)
{
    QRcode *code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
    if (!code)
        abort(); // too long, or out of memory
    Text out = {.arena = arena};
    for (int y = 0; y < code->width; y++)
        write_row(&out, code, y);
    QrCode made = {.size = code->width, .path = text_of(&out)};
    QRcode_free(code);
    return made;
}
