#include "quote_link_http.h"

#include "base/text.h"
#include "catalog/file.h"
#include "quote_link.h"

enum { MAX_TOKEN = 200 };

typedef struct LinkToken {
    const char *token;
} LinkToken;

static SHAPE_NAMED(link_token_shape, LinkToken, "QuoteLinkToken",
    FIELD(LinkToken, token, .required = true, .max = MAX_TOKEN, .about = "From the link."));

typedef struct LinkAcceptance {
    const char *token;
    TextList accepted;
} LinkAcceptance;

static SHAPE_NAMED(link_acceptance_shape, LinkAcceptance, "QuoteLinkAcceptance",
    FIELD(LinkAcceptance, token, .required = true, .max = MAX_TOKEN),
    FIELD(LinkAcceptance, accepted, .required = true, .max = 20,
        .about = "Digests of the quote's agreements."));

typedef struct LinkDecline {
    const char *token, *reason;
} LinkDecline;

static SHAPE_NAMED(link_decline_shape, LinkDecline, "QuoteLinkDecline",
    FIELD(LinkDecline, token, .required = true, .max = MAX_TOKEN),
    FIELD(LinkDecline, reason, .max = 2000, .about = "The seller reads it."));

typedef struct LinkDocument {
    const char *token;
    Digest digest;
} LinkDocument;

static SHAPE_NAMED(link_document_shape, LinkDocument, "QuoteLinkDocument",
    FIELD(LinkDocument, token, .required = true, .max = MAX_TOKEN),
    FIELD(LinkDocument, digest, .required = true, .about = "Of one of the quote's agreements."));

static Error post_inspection(Ctx *ctx, const Request *req, Response *res)
{
    const LinkToken *body = req->body;
    QuoteLink link;
    TRY(quote_link_open(ctx, body->token, &link));
    return respond(ctx, res, &link);
}

static Error post_document(Ctx *ctx, const Request *req, Response *res)
{
    const LinkDocument *body = req->body;
    QuoteLink link;
    File file;
    Blob bytes;
    bool is_public;
    TRY(quote_link_open(ctx, body->token, &link));
    TRY(quote_link_require_usable(ctx, &link));
    for (size_t i = 0; i < link.quote->agreements.count; i++)
        if (digest_same(link.quote->agreements.items[i].digest, body->digest)) {
            TRY(file_get(ctx, body->digest, &file, &bytes, &is_public));
            response_header(ctx, res, "Content-Disposition", "attachment");
            return respond_bytes(ctx, res, file.media_type, bytes);
        }
    return fail(ctx, NOT_FOUND, "not_found", "The quote has no such document.");
}

static Error post_acceptance(Ctx *ctx, const Request *req, Response *res)
{
    const LinkAcceptance *body = req->body;
    QuoteLink link;
    Quote quote;
    TRY(quote_link_open(ctx, body->token, &link));
    TRY(quote_link_require_usable(ctx, &link));
    TRY(quote_accept(ctx, link.quote->id, &(QuoteAcceptance){body->accepted}, &quote));
    return respond(ctx, res, &quote);
}

static Error post_decline(Ctx *ctx, const Request *req, Response *res)
{
    const LinkDecline *body = req->body;
    QuoteLink link;
    Quote quote;
    TRY(quote_link_open(ctx, body->token, &link));
    TRY(quote_link_require_usable(ctx, &link));
    TRY(quote_decline(ctx, link.quote->id, &(QuoteDecline){body->reason}, &quote));
    return respond(ctx, res, &quote);
}

const Route quote_link_routes[] = {
    {POST, "/v1/quote-links/inspection", post_inspection, PERMIT_PUBLIC, .body = &link_token_shape,
        .answer = &quote_link_shape, .is_question = true,
        .summary = "Show the quote of a link, and whether it can still be decided."},
    {POST, "/v1/quote-links/documents", post_document, PERMIT_PUBLIC, .body = &link_document_shape,
        .produces = "*/*", .is_question = true,
        .summary = "Give one of the documents that are accepted with the quote of a link."},
    {POST, "/v1/quote-links/acceptance", post_acceptance, PERMIT_PUBLIC,
        .body = &link_acceptance_shape, .answer = &quote_shape,
        .summary = "Accept the quote of a link, as the person whose link it is."},
    {POST, "/v1/quote-links/decline", post_decline, PERMIT_PUBLIC, .body = &link_decline_shape,
        .answer = &quote_shape,
        .summary = "Decline the quote of a link, as the person whose link it is."},
    ROUTES_END,
};
