// document_store.h — revision_document rows. Private to src/catalog.
#pragma once

#include "catalog/document.h"

Error document_store_list(Ctx *ctx, Id revision_id, DocumentList *ret_documents);
Error document_store_list_published(Ctx *ctx, DocumentList *ret_documents);
Error document_store_create(Ctx *ctx, const Document *document);
Error document_store_remove_all(Ctx *ctx, Id revision_id);
