// product_review_http.h — the operator's and the sellers' parts of the API about products and
// revisions.
#pragma once

#include "http/http.h"

extern const Route product_review_routes[];

/** Records the operator's request where the product's seller sees it, too. */
Error product_record(Ctx *ctx, const Request *req, Id product_id, Id subject_id);
