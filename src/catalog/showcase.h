// showcase.h — a seller's public page, as its own people edit it. Who the company is they cannot
// edit: that is the organization's profile, which the operator checked.
#pragma once

#include "seller.h"

typedef struct Showcase {
    const char *name;
    Texts about; // Markdown; English at least
    const char *website, *contact_email, *support_email, *support_url;
    Digest logo_digest; // the present one, to keep it
    const char *logo;   // a new one instead: base64 of a PNG, JPEG, WebP or safe SVG
} Showcase;

extern const Shape showcase_shape;

/** Makes the page of that seller, which was locked, look so. INVALID, with all that is wrong. */
Error showcase_change(Ctx *ctx, const Showcase *showcase, Seller *seller);
