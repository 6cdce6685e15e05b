// draft.h — the working copy of an offer, as its seller's people write it in the editor.
//
// The document is the offer (offers/README.md) without what stands beside it here (slug, name,
// seller, service_type, licence_type), and it may be incomplete. Files in it are named by the
// digest of what was uploaded; keys of upstreams are never in it. A draft belongs to the seller's
// organization; of a product there is one at most. Sending it makes a revision that is reviewed;
// once that is active the draft goes, unless it was changed meanwhile.
#pragma once

#include "catalog/catalog.h"
#include "catalog/offer.h"
#include "catalog/offer_document.h"
#include "catalog/product.h"
#include "catalog/review.h"
#include "catalog/terms.h"
#include "page.h"
#include "work/work.h"

enum { MAX_DRAFT = 512 * 1024, MAX_DRAFTS = 200, MAX_DRAFT_KEYS = 400 }; // keys: of all upstreams

/** A fault of the offer that the draft would be. */
typedef struct DraftFault {
    const char *field, *code, *message;
} DraftFault;

typedef LIST_OF(DraftFault) DraftFaultList;

/** A part of the editor; complete when nothing is missing. */
typedef struct DraftSection {
    const char *name;
    DraftFaultList missing;
    FieldReasonList reasons; // of the rejection, until the draft is sent again
} DraftSection;

typedef LIST_OF(DraftSection) DraftSectionList;

/** An address that has a key, here or in the product. */
typedef struct DraftKey {
    const char *url;
} DraftKey;

typedef LIST_OF(DraftKey) DraftKeyList;

extern const Shape draft_key_shape;

typedef struct Draft {
    Id organization_id;
    Id id;         // drf_…
    Id product_id; // ID_NONE: there is none yet
    const char *slug, *name;
    ServiceType service_type;
    LicenceType licence_type;
    RawJson document;
    Id revision_id; // what it was last written to, to test or to be reviewed; ID_NONE: nothing yet
    int64_t revision_number;
    const char *revision_state; // NULL: nothing yet
    const char *reason;         // why the revision was rejected
    int64_t sent_version;       // the version that was sent to be reviewed; 0: none
    Time published_at;          // of the product: its name is fixed
    Time created_at, changed_at;
    Id changed_by;
    const char *changed_by_name;
    int64_t version;
    bool is_name_fixed, is_sent; // is_sent: as it is now
    DraftKeyList keys;           // filled by draft_check
    DraftSectionList sections;   // filled by draft_check
    TermList terms;              // to be accepted with its submission; filled by draft_check
} Draft;

typedef LIST_OF(Draft) DraftList;

extern const Shape draft_shape;         // the row, and Draft of the API
extern const Shape draft_summary_shape; // for lists

/** A new product, or a revision of one. */
typedef struct NewDraft {
    const char *name;
    const char *service_type, *licence_type;
    const char *product; // id or slug
    int64_t revision_number;
} NewDraft;

extern const Shape new_draft_shape;

typedef struct DraftChange {
    const char *name;
    RawJson document;
} DraftChange;

extern const Shape draft_change_shape;

/**
 * Begins a draft for the actor's seller: an empty one, or what a revision of its product says (the
 * newest that was approved, unless a number is given).
 *
 * INVALID    invalid_body: neither a product nor all of name, service_type and licence_type
 * NOT_FOUND  the seller has no such product, or it no such revision
 * CONFLICT   draft_exists: the product has one; product_ended; too_many_drafts
 */
Error draft_create(Ctx *ctx, const NewDraft *said, Draft *ret_draft);

/** Of the actor's organization, the last changed first. */
Error draft_list(Ctx *ctx, const PageQuery *query, DraftList *ret_drafts);

/** NOT_FOUND  the actor's organization has none such. */
Error draft_get(Ctx *ctx, Id id, Draft *ret_draft);
Error draft_lock(Ctx *ctx, Id id, Draft *ret_draft);

/**
 * Keeps what was typed, complete or not; *draft must be locked.
 * INVALID   invalid_body: it is no object, or has the key of an upstream in it
 * CONFLICT  name_is_fixed, service_type_is_fixed, licence_type_is_fixed
 */
Error draft_change(Ctx *ctx, const DraftChange *said, Draft *draft);

/** Forgets the draft with its files and keys; revisions made of it stay. */
Error draft_remove(Ctx *ctx, Id id);

/** A key for an address that the document names; "" forgets it. */
typedef struct DraftKeyChange {
    const char *url, *key;
} DraftKeyChange;

extern const Shape draft_key_change_shape;

/** Keeps the key sealed until the draft is sent; *draft must be locked. CONFLICT too_many_keys. */
Error draft_place_key(Ctx *ctx, const Draft *draft, const DraftKeyChange *said);

/** The draft as an offer file, as far as it is right in form; and the other way round: a file in
 * the place of the whole document (*draft must be locked), whose slug and seller do not count.
 * INVALID  not_yaml, invalid_body, and as draft_change; not_uploaded: it names a file of others */
Error draft_get_offer(Ctx *ctx, const Draft *draft, Blob *ret_yaml);
Error draft_change_offer(Ctx *ctx, Blob yaml, Draft *draft);

/** What the product's page would show of it; what is missing is empty. */
Error draft_preview(Ctx *ctx, const Draft *draft, CatalogProduct *ret_product);

/** Fills in the sections with what is missing before it can be sent, all languages included, and
 * with why the operator rejected it; and what must be accepted. */
Error draft_check(Ctx *ctx, Draft *draft);

/**
 * Writes the draft as the product's draft revision, so that it can be tested; *draft must be
 * locked. Failures as of offer_write_draft.
 */
Error draft_write(Ctx *ctx, Draft *draft, OfferResult *ret_result);

/**
 * Sends the draft to be reviewed (an operator's is active at once); again does nothing. *draft must
 * be locked.
 * INVALID  invalid_body: something is missing; otherwise as offer_apply
 */
Error draft_send(Ctx *ctx, Draft *draft, TextList accepted, OfferResult *ret_result);

/** To an event revision.activated: the draft that it was made of has done its work. */
Error draft_revision_activated(Ctx *ctx, const Event *event);
