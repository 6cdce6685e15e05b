#include "draft_store.h"

#include "db/db.h"
#include "test_call_store.h"

#define SUMMARY_COLUMNS                                                                            \
    "SELECT d.organization_id, d.id, d.product_id, d.slug, d.name, d.service_type,"                \
    " d.licence_type, d.revision_id, r.number AS revision_number, r.state AS revision_state,"      \
    " r.reason, d.sent_version, p.published_at, d.created_at, d.changed_at, d.changed_by,"         \
    " u.name AS changed_by_name, d.version"

#define FROM_DRAFTS                                                                                \
    " FROM draft d LEFT JOIN revision r ON r.id = d.revision_id"                                   \
    " LEFT JOIN product p ON p.id = d.product_id"                                                  \
    " LEFT JOIN user_account u ON u.id = d.changed_by"

Error draft_store_create(Ctx *ctx, const Draft *draft)
{
    return db_exec(ctx,
        "INSERT INTO draft (organization_id, id, product_id, slug, name, service_type,"
        " licence_type, document, created_at, changed_by, changed_at, version, sent_version)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        draft->organization_id, draft->id, draft->product_id, draft->slug, draft->name,
        service_type_names[draft->service_type], licence_type_names[draft->licence_type],
        draft->document.text, draft->created_at, draft->changed_by, draft->changed_at,
        draft->version, draft->sent_version);
}

Error draft_store_get(Ctx *ctx, Id organization_id, Id id, Draft *ret_draft)
{
    return db_one(ctx, draft_shape, ret_draft,
        SUMMARY_COLUMNS ", d.document" FROM_DRAFTS " WHERE d.organization_id = $1 AND d.id = $2",
        organization_id, id);
}

Error draft_store_lock(Ctx *ctx, Id organization_id, Id id)
{
    Draft draft;
    return db_one(ctx, draft_shape, &draft,
        "SELECT id FROM draft WHERE organization_id = $1 AND id = $2 {lock}", organization_id, id);
}

Error draft_store_list(
    Ctx *ctx, Id organization_id, const char *after, int64_t limit, DraftList *ret_drafts)
{
    return db_all(ctx, draft_summary_shape, ret_drafts,
        SUMMARY_COLUMNS FROM_DRAFTS
        " WHERE d.organization_id = $1 AND (CAST($2 AS TEXT) IS NULL OR d.id < $2)"
        " ORDER BY d.id DESC LIMIT $3",
        organization_id, after, limit);
}

Error draft_store_count(Ctx *ctx, Id organization_id, int64_t *ret_count)
{
    return db_number(
        ctx, ret_count, "SELECT count(*) FROM draft WHERE organization_id = $1", organization_id);
}

Error draft_store_find_of_product(Ctx *ctx, Id product_id, const char **ret_id)
{
    return db_text(ctx, ret_id, "SELECT id FROM draft WHERE product_id = $1", product_id);
}

Error draft_store_find_of_revision(
    Ctx *ctx, Id organization_id, Id revision_id, const char **ret_id)
{
    return db_text(ctx, ret_id,
        "SELECT id FROM draft WHERE organization_id = $1 AND revision_id = $2", organization_id,
        revision_id);
}

Error draft_store_change(Ctx *ctx, const Draft *draft)
{
    return db_exec(ctx,
        "UPDATE draft SET product_id = $1, slug = $2, name = $3, document = $4, revision_id = $5,"
        " sent_version = $6, changed_by = $7, changed_at = $8, version = $9"
        " WHERE organization_id = $10 AND id = $11",
        draft->product_id, draft->slug, draft->name, draft->document.text, draft->revision_id,
        draft->sent_version, draft->changed_by, draft->changed_at, draft->version,
        draft->organization_id, draft->id);
}

// Other drafts that name its files have them from then on.
static Error hand_over_files(Ctx *ctx, Id organization_id, Id id)
{
    return db_exec(ctx,
        "INSERT INTO draft_file (organization_id, draft_id, digest, created_at)"
        " SELECT d.organization_id, d.id, f.digest, f.created_at FROM draft_file f"
        " JOIN draft d ON d.organization_id = f.organization_id AND d.id <> f.draft_id"
        " WHERE f.organization_id = $1 AND f.draft_id = $2"
        " AND CAST(d.document AS TEXT) LIKE '%' || {hex f.digest} || '%'"
        " ON CONFLICT (organization_id, draft_id, digest) DO NOTHING",
        organization_id, id);
}

Error draft_store_remove(Ctx *ctx, Id organization_id, Id id)
{
    TRY(hand_over_files(ctx, organization_id, id));
    TRY(db_exec(ctx, "DELETE FROM draft_file WHERE organization_id = $1 AND draft_id = $2",
        organization_id, id));
    TRY(db_exec(ctx, "DELETE FROM draft_key WHERE organization_id = $1 AND draft_id = $2",
        organization_id, id));
    TRY(test_call_store_remove_all(ctx, organization_id, id));
    return db_exec(
        ctx, "DELETE FROM draft WHERE organization_id = $1 AND id = $2", organization_id, id);
}

// ── files ────────────────────────────────────────────────────────────────────────────────────

Error draft_store_create_file(Ctx *ctx, Id organization_id, Id draft_id, Digest digest)
{
    return db_exec(ctx,
        "INSERT INTO draft_file (organization_id, draft_id, digest, created_at)"
        " VALUES ($1, $2, $3, $4) ON CONFLICT (organization_id, draft_id, digest) DO NOTHING",
        organization_id, draft_id, digest, ctx->now);
}

Error draft_store_find_file(Ctx *ctx, Id organization_id, Digest digest, File *ret_file)
{
    return db_one(ctx, file_shape, ret_file,
        "SELECT digest, media_type, size FROM file WHERE digest = $2 AND EXISTS"
        " (SELECT 1 FROM draft_file WHERE organization_id = $1 AND digest = $2)",
        organization_id, digest);
}

static SHAPE(
    draft_file_sum_shape, DraftFileSum, FIELD(DraftFileSum, count), FIELD(DraftFileSum, size));

Error draft_store_sum_files(Ctx *ctx, Id organization_id, Id draft_id, DraftFileSum *ret_sum)
{
    return db_one(ctx, draft_file_sum_shape, ret_sum,
        "SELECT count(*) AS count, CAST(coalesce(sum(file.size), 0) AS BIGINT) AS size"
        " FROM draft_file JOIN file ON file.digest = draft_file.digest"
        " WHERE organization_id = $1 AND draft_id = $2",
        organization_id, draft_id);
}

Error draft_store_remove_unnamed_files(Ctx *ctx, Time before)
{
    return db_exec(ctx,
        "DELETE FROM draft_file WHERE created_at < $1 AND NOT EXISTS (SELECT 1 FROM draft d"
        " WHERE d.organization_id = draft_file.organization_id"
        " AND CAST(d.document AS TEXT) LIKE '%' || {hex draft_file.digest} || '%')",
        before);
}

// ── keys ─────────────────────────────────────────────────────────────────────────────────────

Error draft_store_place_key(
    Ctx *ctx, Id organization_id, Id draft_id, const char *url, Blob sealed_key)
{
    return db_exec(ctx,
        "INSERT INTO draft_key (organization_id, draft_id, url, sealed_key)"
        " VALUES ($1, $2, $3, $4)"
        " ON CONFLICT (organization_id, draft_id, url) DO UPDATE SET sealed_key = $4",
        organization_id, draft_id, url, sealed_key);
}

Error draft_store_count_other_keys(
    Ctx *ctx, Id organization_id, Id draft_id, const char *url, int64_t *ret_count)
{
    return db_number(ctx, ret_count,
        "SELECT count(*) FROM draft_key"
        " WHERE organization_id = $1 AND draft_id = $2 AND url <> $3",
        organization_id, draft_id, url);
}

Error draft_store_remove_key(Ctx *ctx, Id organization_id, Id draft_id, const char *url)
{
    return db_exec(ctx,
        "DELETE FROM draft_key WHERE organization_id = $1 AND draft_id = $2 AND url = $3",
        organization_id, draft_id, url);
}

Error draft_store_remove_keys(Ctx *ctx, Id organization_id, Id draft_id)
{
    return db_exec(ctx, "DELETE FROM draft_key WHERE organization_id = $1 AND draft_id = $2",
        organization_id, draft_id);
}

Error draft_store_key(Ctx *ctx, Id organization_id, Id draft_id, const char *url, Blob *ret_sealed)
{
    return db_blob(ctx, ret_sealed,
        "SELECT sealed_key FROM draft_key"
        " WHERE organization_id = $1 AND draft_id = $2 AND url = $3",
        organization_id, draft_id, url);
}

Error draft_store_key_urls(Ctx *ctx, const Draft *draft, DraftKeyList *ret_keys)
{
    return db_all(ctx, draft_key_shape, ret_keys,
        "SELECT url FROM draft_key WHERE organization_id = $1 AND draft_id = $2"
        " UNION SELECT u.url FROM ai_upstream u JOIN revision r ON r.id = u.revision_id"
        " WHERE r.product_id = $3 AND u.sealed_key IS NOT NULL"
        " ORDER BY url",
        draft->organization_id, draft->id, draft->product_id);
}
