#include "showcase.h"

#include "base/text.h"
#include "file.h"

// Base64 takes four letters for three bytes.
enum { MAX_LOGO_TEXT = MAX_LOGO / 3 * 4 + 4 };

SHAPE(showcase_shape, Showcase,
    FIELD(Showcase, name, .required = true, .max = MAX_SELLER_NAME, .pattern = ONE_LINE),
    FIELD(Showcase, about, .required = true, .max = MAX_SELLER_ABOUT,
        .about = "Markdown, in English at least."),
    FIELD(Showcase, website, .required = true, .max = 500, .format = "uri"),
    FIELD(Showcase, contact_email, .required = true, .max = 254, .format = "email",
        .about = "For who wants to buy."),
    FIELD(Showcase, support_email, .required = true, .max = 254, .format = "email",
        .about = "For who has bought."),
    FIELD(Showcase, support_url, .max = 500, .format = "uri"),
    FIELD(Showcase, logo_digest, .about = "The present logo, to keep it."),
    FIELD(Showcase, logo, .max = MAX_LOGO_TEXT, .write_only = true,
        .about = "A new logo instead, in base64: PNG, JPEG, WebP or SVG of at most 2 MB."));

static void about_check(Ctx *ctx, Texts about)
{
    if (text_is_empty(about.en))
        fault(ctx, "about.en", "required", "The text is needed in English at least.");
}

static Error name_check(Ctx *ctx, const Showcase *showcase, const Seller *seller)
{
    bool is_taken;
    TRY(seller_is_name_taken(ctx, seller->id, showcase->name, &is_taken));
    if (is_taken)
        fault(ctx, "name", "taken", "Another seller is called so; choose another name.");
    return OK;
}

// The picture to keep, or the new one with its type; what is wrong becomes a fault.
static const char *logo_check(
    Ctx *ctx, const Showcase *showcase, const Seller *seller, Blob *ret_bytes)
{
    const char *problem, *media_type = NULL;
    if (!showcase->logo) {
        if (digest_is_set(showcase->logo_digest) &&
            !digest_same(showcase->logo_digest, seller->logo_digest))
            fault(ctx, "logo_digest", "not_known",
                "This is not the present logo; send the picture itself as logo.");
    } else if (!base64_read(ctx->arena, showcase->logo, ret_bytes)) {
        fault(ctx, "logo", "malformed", "The logo is no base64.");
    } else {
        media_type = logo_media_type(*ret_bytes, &problem);
        if (!media_type)
            fault(ctx, "logo", "bad_content", "%s", problem);
    }
    return media_type;
}

Error showcase_change(Ctx *ctx, const Showcase *showcase, Seller *seller)
{
    Blob logo = {0};
    about_check(ctx, showcase->about);
    TRY(name_check(ctx, showcase, seller));
    const char *media_type = logo_check(ctx, showcase, seller, &logo);
    TRY(faults(ctx));
    seller->name = showcase->name;
    seller->about = showcase->about;
    seller->website = showcase->website;
    seller->contact_email = showcase->contact_email;
    seller->support_email = showcase->support_email;
    seller->support_url = showcase->support_url;
    seller->logo_digest = showcase->logo_digest;
    if (media_type)
        TRY(file_create(ctx, media_type, logo, &seller->logo_digest));
    return seller_change(ctx, seller);
}
