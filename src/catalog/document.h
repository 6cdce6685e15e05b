// document.h — the texts that belong to a revision: licence agreement, service description, …
#pragma once

#include "base/ctx.h"
#include "shape/shape.h"

typedef enum DocumentKind {
    DOCUMENT_EULA,
    DOCUMENT_SERVICE_DESCRIPTION,
    DOCUMENT_DATASHEET,
    DOCUMENT_GUIDE,
    DOCUMENT_PRIVACY,
    DOCUMENT_SLA,
} DocumentKind;
extern const char *const document_kind_names[];

typedef struct Document {
    Id id; // doc_…
    Id revision_id;
    DocumentKind kind;
    const char *language;
    const char *title, *version;
    Digest digest; // GET /v1/files/{digest}
    int64_t size;
    const char *media_type;
    bool applies_to_subscribers; // of a licence agreement: also to who subscribed before
} Document;

typedef LIST_OF(Document) DocumentList;

extern const Shape document_shape;

/** Of one revision; ID_NONE: of the active revisions of all published products. */
Error document_list(Ctx *ctx, Id revision_id, DocumentList *ret_documents);
