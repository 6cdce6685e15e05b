#include "document_store.h"

#include "db/db.h"

#define SELECT_DOCUMENTS                                                                           \
    "SELECT d.id, d.revision_id, d.kind, d.language, d.title, d.version, d.digest,"                \
    " d.applies_to_subscribers, file.size, file.media_type FROM revision_document d"               \
    " JOIN file ON file.digest = d.digest"

Error document_store_list(Ctx *ctx, Id revision_id, DocumentList *ret_documents)
{
    return db_all(ctx, document_shape, ret_documents,
        SELECT_DOCUMENTS " WHERE d.revision_id = $1 ORDER BY d.kind, d.language", revision_id);
}

Error document_store_list_published(Ctx *ctx, DocumentList *ret_documents)
{
    return db_all(ctx, document_shape, ret_documents,
        SELECT_DOCUMENTS
        " JOIN product ON product.active_revision_id = d.revision_id"
        " WHERE product.state = 'published' ORDER BY d.revision_id, d.kind, d.language");
}

Error document_store_create(Ctx *ctx, const Document *document)
{
    return db_exec(ctx,
        "INSERT INTO revision_document (id, revision_id, kind, language, title,"
        " version, digest, applies_to_subscribers)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        document->id, document->revision_id, document_kind_names[document->kind],
        document->language, document->title, document->version, document->digest,
        document->applies_to_subscribers);
}

Error document_store_remove_all(Ctx *ctx, Id revision_id)
{
    return db_exec(ctx, "DELETE FROM revision_document WHERE revision_id = $1", revision_id);
}
