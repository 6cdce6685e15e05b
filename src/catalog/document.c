#include "document.h"

#include "document_store.h"

Error document_list(Ctx *ctx, Id revision_id, DocumentList *ret_documents)
{
    if (id_is_set(revision_id))
        return document_store_list(ctx, revision_id, ret_documents);
    return document_store_list_published(ctx, ret_documents);
}
