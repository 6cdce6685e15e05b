#include "revision.h"

const char *const revision_state_names[] = {
    "draft", "in_review", "rejected", "approved", "active", "replaced", NULL};

SHAPE(used_software_shape, UsedSoftware,
    FIELD(UsedSoftware, name, .required = true, .min = 1, .max = 100),
    FIELD(UsedSoftware, version, .max = 40),
    FIELD(UsedSoftware, licence, .required = true, .min = 1, .max = 100),
    FIELD(UsedSoftware, url, .max = 500, .pattern = "https?://.+"));

SHAPE(guide_shape, Guide, FIELD(Guide, kind, .required = true, .about = "pre, deployment, post"),
    FIELD(Guide, text, .required = true, .about = "Markdown"), FIELD(Guide, html));

SHAPE(revision_shape, Revision, FIELD(Revision, id), FIELD(Revision, product_id),
    FIELD(Revision, number), FIELD_ENUM(Revision, state, revision_state_names),
    FIELD(Revision, category_id),
    FIELD_OPTION(Revision, proposed_category, proposed_category_shape),
    FIELD(Revision, product_version), FIELD(Revision, short_description),
    FIELD(Revision, description), FIELD(Revision, price_info), FIELD(Revision, licence_info),
    FIELD_LIST(Revision, features, texts_shape),
    FIELD_LIST(Revision, used_software, used_software_shape),
    FIELD_LIST(Revision, guides, guide_shape), FIELD(Revision, documentation_url),
    FIELD(Revision, data_location), FIELD(Revision, logo_digest), FIELD(Revision, content_digest),
    FIELD(Revision, reason), FIELD(Revision, release_at), FIELD(Revision, activated_at),
    FIELD(Revision, replaced_at), FIELD(Revision, created_by), FIELD(Revision, created_at));

SHAPE_NAMED(revision_summary_shape, Revision, "RevisionSummary",
    FIELD(Revision, id, .required = true), FIELD(Revision, number),
    FIELD_ENUM(Revision, state, revision_state_names),
    FIELD(Revision, product_version, .required = true),
    FIELD(Revision, created_at, .required = true),
    FIELD(Revision, release_at, .about = "when it becomes active; null: once approved"),
    FIELD(Revision, activated_at), FIELD(Revision, replaced_at),
    FIELD(Revision, reason, .about = "why it was rejected"),
    FIELD(
        Revision, category_id, .about = "null: nobody has decided about the one that is proposed"),
    FIELD_OPTION(Revision, proposed_category, proposed_category_shape, .about = "By its seller."));

SHAPE(revision_category_shape, RevisionCategory,
    FIELD(RevisionCategory, category_id, .about = "One that there is."),
    FIELD_OPTION(RevisionCategory, category, new_category_shape,
        .about = "Or one that is created: the proposed one, as it is or corrected."));
