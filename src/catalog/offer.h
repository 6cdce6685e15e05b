// offer.h — a product as a file (the format: offers/README.md), and what applying it does.
#pragma once

#include "base/ctx.h"
#include "shape/shape.h"

enum { MAX_OFFER = 8 * 1024 * 1024 };

typedef struct OfferResult {
    Id product_id;
    const char *slug;
    Id revision_id;
    int64_t revision_number;
    const char *state; // of the revision
    bool is_unchanged; // everything was as the offer says already
} OfferResult;

extern const Shape offer_result_shape;

/**
 * Makes the catalogue say what the offer says. Opens its own transaction.
 * accepted: digests, in hexadecimal, of the terms for sellers that are accepted with it.
 *
 * By an operator or the command line the revision is active at once, or at release_at; by a seller
 * it is in review, and only offers of the actor's own seller may be applied.
 *
 * INVALID    not_yaml, invalid_body: every fault with its path
 * INVALID    agreements_not_accepted: the terms for sellers changed since the seller accepted them
 * FORBIDDEN  not_your_seller
 * CONFLICT   name_is_fixed, service_type_is_fixed, licence_type_is_fixed, seller_is_fixed,
 *            product_ended
 */
Error offer_apply(Ctx *ctx, Blob bytes, TextList accepted, OfferResult *ret_result);

/** The same, but the revision stays a draft, which its seller can test; one that was submitted is
 * taken back. Applying the offer submits it. Upstreams stay as they are. */
Error offer_write_draft(Ctx *ctx, Blob bytes, OfferResult *ret_result);

/** The newest revision as an offer in YAML, without upstream keys. NOT_FOUND, FORBIDDEN. */
Error offer_get(Ctx *ctx, const char *slug, Blob *ret_yaml);

/**
 * Reads an offer file from disk, for the command line: the contents of files that it names with
 * `file:` stand in their place afterwards (JSON). Paths are beside the file, never above it.
 * INVALID  file_unreadable, not_yaml
 */
Error offer_file_read(Ctx *ctx, const char *path, Blob *ret_bytes);
