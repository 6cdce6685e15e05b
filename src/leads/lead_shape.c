#include "lead.h"

const char *const lead_state_names[] = {
    "new", "seen", "answered", "quoted", "won", "lost", "withdrawn", NULL};

#define LEAD_FIELDS                                                                                \
    FIELD(Lead, id, .required = true), FIELD(Lead, reference, .required = true),                   \
        FIELD_ENUM(Lead, state, lead_state_names), FIELD(Lead, product_id, .required = true),      \
        FIELD(Lead, product_slug, .required = true), FIELD(Lead, product_name, .required = true),  \
        FIELD(Lead, plan_id, .required = true), FIELD(Lead, plan_name, .required = true),          \
        FIELD(Lead, applied_by_name, .required = true), FIELD(Lead, applied_at, .required = true), \
        FIELD(Lead, answered_at), FIELD(Lead, ended_at),                                           \
        FIELD(Lead, quote_state, .about = "Of the newest quote that was sent.")

#define SELLER_FIELDS                                                                              \
    FIELD(Lead, seller_id, .required = true), FIELD(Lead, seller_slug, .required = true),          \
        FIELD(Lead, seller_name, .required = true),                                                \
        FIELD(Lead, seller_contact_email, .required = true)

#define CUSTOMER_FIELDS                                                                            \
    FIELD(Lead, organization_name, .required = true, .about = "The customer's."),                  \
        FIELD(Lead, applied_by_email, .required = true), FIELD(Lead, assigned_to),                 \
        FIELD(Lead, assigned_to_name), FIELD(Lead, version)

#define SAID_FIELDS                                                                                \
    FIELD_LIST(Lead, answers, answer_shape), FIELD(Lead, comment, .about = "Markdown"),            \
        FIELD(Lead, comment_html), FIELD_LIST(Lead, attachments, attachment_shape)

SHAPE_NAMED(request_summary_shape, Lead, "OfferRequestSummary", LEAD_FIELDS, SELLER_FIELDS);
SHAPE_NAMED(request_shape, Lead, "OfferRequest", LEAD_FIELDS, SELLER_FIELDS, SAID_FIELDS);
SHAPE_NAMED(lead_summary_shape, Lead, "LeadSummary", LEAD_FIELDS, CUSTOMER_FIELDS);
SHAPE(lead_shape, Lead, LEAD_FIELDS, CUSTOMER_FIELDS, SAID_FIELDS);

SHAPE_NAMED(lead_row_shape, Lead, "LeadRow", LEAD_FIELDS, SELLER_FIELDS, CUSTOMER_FIELDS,
    SAID_FIELDS, FIELD(Lead, organization_id), FIELD(Lead, seller_organization_id),
    FIELD(Lead, applied_by), FIELD(Lead, seen_at));

SHAPE(new_request_shape, NewRequest, FIELD(NewRequest, plan_id, .required = true),
    FIELD_LIST(NewRequest, answers, new_answer_shape, .max = 50),
    FIELD_LIST(NewRequest, attachments, new_attachment_shape, .max = MAX_ATTACHMENTS),
    FIELD(NewRequest, comment, .about = "Markdown: bold, italic, lists, links."));
