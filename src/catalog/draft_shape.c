#include "draft.h"

static SHAPE(draft_fault_shape, DraftFault,
    FIELD(DraftFault, field, .required = true, .about = "Where in the document."),
    FIELD(DraftFault, code, .required = true), FIELD(DraftFault, message, .required = true));

static SHAPE(draft_section_shape, DraftSection, FIELD(DraftSection, name, .required = true),
    FIELD_LIST(DraftSection, missing, draft_fault_shape, .about = "Empty: it is complete."),
    FIELD_LIST(DraftSection, reasons, field_reason_shape,
        .about = "Why it was rejected, until it is sent again."));

SHAPE(draft_key_shape, DraftKey, FIELD(DraftKey, url, .required = true));

SHAPE(draft_key_change_shape, DraftKeyChange,
    FIELD(DraftKeyChange, url, .required = true, .max = 500, .pattern = "https?://[^\\s]+"),
    FIELD(DraftKeyChange, key, .max = 4000, .pattern = "[!-~]*", .write_only = true,
        .about = "Sealed when stored, shown to nobody again; empty: forget it."));

#define SUMMARY_FIELDS                                                                             \
    FIELD(Draft, id, .required = true), FIELD(Draft, organization_id, .hidden = true),             \
        FIELD(Draft, product_id, .about = "null: there is no product yet"),                        \
        FIELD(Draft, slug, .required = true), FIELD(Draft, name, .required = true),                \
        FIELD_ENUM(Draft, service_type, service_type_names),                                       \
        FIELD_ENUM(Draft, licence_type, licence_type_names),                                       \
        FIELD(Draft, revision_id, .about = "What it was last written to."),                        \
        FIELD(Draft, revision_number), FIELD(Draft, revision_state), FIELD(Draft, reason),         \
        FIELD(Draft, is_sent, .about = "As it is now it was sent to be reviewed."),                \
        FIELD(Draft, is_name_fixed), FIELD(Draft, created_at, .required = true),                   \
        FIELD(Draft, changed_at, .required = true), FIELD(Draft, changed_by),                      \
        FIELD(Draft, changed_by_name), FIELD(Draft, version)

SHAPE_NAMED(draft_summary_shape, Draft, "DraftSummary", SUMMARY_FIELDS,
    FIELD(Draft, sent_version, .hidden = true), FIELD(Draft, published_at, .hidden = true));

SHAPE(draft_shape, Draft, SUMMARY_FIELDS, FIELD(Draft, sent_version, .hidden = true),
    FIELD(Draft, published_at, .hidden = true),
    FIELD(Draft, document,
        .about = "The offer without slug, name, seller, service_type and licence_type."),
    FIELD_LIST(Draft, keys, draft_key_shape, .about = "Which addresses have a key."),
    FIELD_LIST(Draft, sections, draft_section_shape),
    FIELD_LIST(Draft, terms, term_shape,
        .about = "For sellers: to be accepted with its submission, as they changed."));

SHAPE(new_draft_shape, NewDraft,
    FIELD(NewDraft, name, .max = 40, .pattern = ONE_LINE, .about = "Of a new product."),
    FIELD(NewDraft, service_type, .max = 40), FIELD(NewDraft, licence_type, .max = 40),
    FIELD(NewDraft, product, .max = 60, .about = "The slug or id of a product, for a revision."),
    FIELD(NewDraft, revision_number, .min = 1,
        .about = "Where it begins from; the newest that was approved unless said."));

SHAPE(draft_change_shape, DraftChange,
    FIELD(DraftChange, name, .max = 200, .about = "Of the product; it may be empty for a while."),
    FIELD(DraftChange, document, .required = true, .about = "All of it, complete or not."));
