#include "document.h"

const char *const document_kind_names[] = {
    "eula", "service_description", "datasheet", "guide", "privacy", "sla", NULL};

SHAPE(document_shape, Document, FIELD_ENUM(Document, kind, document_kind_names),
    FIELD(Document, language, .required = true), FIELD(Document, title, .required = true),
    FIELD(Document, version, .required = true),
    FIELD(Document, digest, .required = true, .about = "its contents: GET /v1/files/{digest}"),
    FIELD(Document, size, .about = "bytes"), FIELD(Document, media_type, .required = true),
    FIELD(Document, applies_to_subscribers,
        .about = "Of a licence agreement: also to who subscribed to an earlier revision."),
    FIELD(Document, id, .hidden = true), FIELD(Document, revision_id, .hidden = true));
