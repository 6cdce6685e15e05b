#include "document.h"

#include "base/text.h"
#include "document_store.h"

Error document_list(Ctx *ctx, Id revision_id, DocumentList *ret_documents)
{
    if (id_is_set(revision_id))
        return document_store_list(ctx, revision_id, ret_documents);
    return document_store_list_published(ctx, ret_documents);
}

const Document *document_find(
    const DocumentList *documents, DocumentKind kind, const char *language)
{
    const Document *english = NULL, *first = NULL;
    for (size_t i = 0; i < documents->count; i++) {
        const Document *document = &documents->items[i];
        if (document->kind != kind)
            continue;
        if (text_same(document->language, language))
            return document;
        if (!english && text_same(document->language, "en"))
            english = document;
        if (!first)
            first = document;
    }
    return english ? english : first;
}
