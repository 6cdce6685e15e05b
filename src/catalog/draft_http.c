#include "draft_http.h"

#include "draft.h"
#include "draft_file.h"
#include "organizations/role.h"
#include "test_call.h"

enum { MAX_UPLOAD = 10 * 1024 * 1024 }; // of a chart; the rest is smaller

static Error answer(Ctx *ctx, Response *res, Draft *draft)
{
    TRY(draft_check(ctx, draft));
    response_version(ctx, res, draft->version);
    return respond(ctx, res, draft);
}

static Error get_drafts(Ctx *ctx, const Request *req, Response *res)
{
    DraftList drafts;
    TRY(draft_list(ctx, req->query, &drafts));
    return page_respond(ctx, res, (const PageQuery *)req->query, &drafts, id.text);
}

static Error post_draft(Ctx *ctx, const Request *req, Response *res)
{
    Draft draft;
    TRY(draft_create(ctx, req->body, &draft));
    return answer(ctx, res, &draft);
}

static Error get_draft(Ctx *ctx, const Request *req, Response *res)
{
    Draft draft;
    TRY(draft_get(ctx, id_from(req->args[0]), &draft));
    return answer(ctx, res, &draft);
}

static Error put_draft(Ctx *ctx, const Request *req, Response *res)
{
    Draft draft;
    TRY(draft_lock(ctx, id_from(req->args[0]), &draft));
    TRY(require_version(ctx, req, draft.version));
    TRY(draft_change(ctx, req->body, &draft));
    return answer(ctx, res, &draft);
}

static Error delete_draft(Ctx *ctx, const Request *req, Response *res)
{
    TRY(draft_remove(ctx, id_from(req->args[0])));
    return respond_nothing(ctx, res);
}

static Error get_preview(Ctx *ctx, const Request *req, Response *res)
{
    Draft draft;
    CatalogProduct product;
    TRY(draft_get(ctx, id_from(req->args[0]), &draft));
    TRY(draft_preview(ctx, &draft, &product));
    return respond(ctx, res, &product);
}

static Error get_chart(Ctx *ctx, const Request *req, Response *res)
{
    Draft draft;
    Chart chart = {.id = ID_NONE};
    TRY(draft_get(ctx, id_from(req->args[0]), &draft));
    TRY(chart_of_revision(ctx, draft.revision_id, &chart));
    return respond(ctx, res, &chart);
}

static Error post_file(Ctx *ctx, const Request *req, Response *res)
{
    Draft draft;
    File file;
    TRY(draft_lock(ctx, id_from(req->args[0]), &draft));
    TRY(draft_file_create(ctx, &draft, req->query, req->bytes, &file));
    return respond(ctx, res, &file);
}

static Error put_key(Ctx *ctx, const Request *req, Response *res)
{
    Draft draft;
    TRY(draft_lock(ctx, id_from(req->args[0]), &draft));
    TRY(draft_place_key(ctx, &draft, req->body));
    return respond_nothing(ctx, res);
}

// ── the same as a file ───────────────────────────────────────────────────────────────────────

static Error get_offer(Ctx *ctx, const Request *req, Response *res)
{
    Draft draft;
    Blob yaml;
    TRY(draft_get(ctx, id_from(req->args[0]), &draft));
    TRY(draft_get_offer(ctx, &draft, &yaml));
    response_version(ctx, res, draft.version);
    response_header(
        ctx, res, "Content-Disposition", "attachment; filename=\"%s.yaml\"", draft.slug);
    return respond_bytes(ctx, res, "application/yaml", yaml);
}

static Error put_offer(Ctx *ctx, const Request *req, Response *res)
{
    Draft draft;
    TRY(draft_lock(ctx, id_from(req->args[0]), &draft));
    TRY(require_version(ctx, req, draft.version));
    TRY(draft_change_offer(ctx, req->bytes, &draft));
    return answer(ctx, res, &draft);
}

// ── becoming a revision ──────────────────────────────────────────────────────────────────────

static Error post_test(Ctx *ctx, const Request *req, Response *res)
{
    Draft draft;
    OfferResult result;
    TRY(draft_lock(ctx, id_from(req->args[0]), &draft));
    TRY(draft_write(ctx, &draft, &result));
    return respond(ctx, res, &result);
}

typedef struct DraftSubmission {
    TextList accepted;
} DraftSubmission;

static SHAPE(draft_submission_shape, DraftSubmission,
    FIELD(DraftSubmission, accepted, .max = 10,
        .about = "Digests of the draft's terms that are agreed to."));

static Error get_test_calls(Ctx *ctx, const Request *req, Response *res)
{
    Draft draft;
    TestCallList calls;
    TRY(draft_get(ctx, id_from(req->args[0]), &draft));
    TRY(test_call_list(ctx, &draft, &calls));
    return respond_page(ctx, res, calls.items, calls.count, NULL);
}

static Error post_test_call(Ctx *ctx, const Request *req, Response *res)
{
    const TestCallRequest *body = req->body;
    Draft draft;
    TestCallList calls;
    TRY(draft_lock(ctx, id_from(req->args[0]), &draft));
    TRY(test_call_issue(ctx, &draft, body->model_name, &calls));
    return respond_page(ctx, res, calls.items, calls.count, NULL);
}

static Error post_submission(Ctx *ctx, const Request *req, Response *res)
{
    Draft draft;
    OfferResult result;
    TRY(draft_lock(ctx, id_from(req->args[0]), &draft));
    const DraftSubmission *body = req->body;
    TRY(draft_send(ctx, &draft, body->accepted, &result));
    return respond(ctx, res, &result);
}

const Route draft_routes[] = {
    {GET, "/v1/drafts", get_drafts, PERMIT_OFFERINGS, .query = &page_query_shape,
        .answer = &draft_summary_shape, .is_page = true,
        .summary = "List what one's seller is writing, the newest first."},
    {POST, "/v1/drafts", post_draft, PERMIT_OFFERINGS, .body = &new_draft_shape,
        .answer = &draft_shape, .status = 201,
        .summary = "Begin a new product, or a new revision of one."},
    {GET, "/v1/drafts/{id}", get_draft, PERMIT_OFFERINGS, .answer = &draft_shape,
        .summary = "Read a draft and what is missing before it can be sent."},
    {PUT, "/v1/drafts/{id}", put_draft, PERMIT_OFFERINGS, .body = &draft_change_shape,
        .answer = &draft_shape, .max_body = MAX_DRAFT,
        .summary = "Keep what was typed, complete or not."},
    {DELETE, "/v1/drafts/{id}", delete_draft, PERMIT_OFFERINGS, .status = 204,
        .summary = "Discard a draft; revisions made of it stay."},
    {GET, "/v1/drafts/{id}/preview", get_preview, PERMIT_OFFERINGS,
        .answer = &catalog_product_shape,
        .summary = "Tell what the product's page would show of a draft."},
    {GET, "/v1/drafts/{id}/chart", get_chart, PERMIT_OFFERINGS, .answer = &chart_review_shape,
        .summary = "Tell what is in the chart of what a draft was last written to."},
    {POST, "/v1/drafts/{id}/files", post_file, PERMIT_OFFERINGS, .query = &draft_file_query_shape,
        .accepts = "application/octet-stream, application/json", .max_body = MAX_UPLOAD,
        .is_heavy = true, .answer = &file_shape, .status = 201,
        .summary = "Upload a file; the document then names it by its digest."},
    {PUT, "/v1/drafts/{id}/keys", put_key, PERMIT_OFFERINGS | PERMIT_VERIFIED,
        .body = &draft_key_change_shape, .status = 204,
        .summary = "Give the key of an address where calls go."},
    {GET, "/v1/drafts/{id}/offer", get_offer, PERMIT_OFFERINGS, .produces = "application/yaml",
        .summary = "Give a draft as an offer file, without keys."},
    {PUT, "/v1/drafts/{id}/offer", put_offer, PERMIT_OFFERINGS, .answer = &draft_shape,
        .accepts = "application/yaml, application/json", .max_body = MAX_OFFER, .is_heavy = true,
        .summary = "Write an offer file into a draft, in the place of all that was there."},
    {POST, "/v1/drafts/{id}/test", post_test, PERMIT_OFFERINGS, .answer = &offer_result_shape,
        .summary = "Write a draft as a revision that its seller can test."},
    {GET, "/v1/drafts/{id}/test-calls", get_test_calls, PERMIT_OFFERINGS,
        .answer = &test_call_shape, .is_page = true,
        .summary = "Tell what came of the newest test calls of a draft's models."},
    {POST, "/v1/drafts/{id}/test-calls", post_test_call, PERMIT_OFFERINGS,
        .body = &test_call_request_shape, .answer = &test_call_shape, .is_page = true,
        .status = 202,
        .summary = "Have each upstream of a model called once, to see whether it answers."},
    {POST, "/v1/drafts/{id}/submission", post_submission, PERMIT_OFFERINGS,
        .body = &draft_submission_shape, .answer = &offer_result_shape,
        .summary = "Send a draft to be reviewed; again does nothing."},
    ROUTES_END,
};
