#include "audit_chain.h"

#include "audit_record_store.h"
#include "base/text.h"

enum { AT_ONCE = 500 };

const char *const audit_problem_names[] = {
    "none", "changed", "missing", "cut", "unchained", "differs", NULL};

SHAPE(audit_verification_shape, AuditVerification,
    FIELD(AuditVerification, is_intact, .required = true),
    FIELD(AuditVerification, count, .required = true, .about = "Records that were looked at."),
    FIELD(AuditVerification, number, .required = true, .about = "Of the last record."),
    FIELD(AuditVerification, digest, .about = "Of the last record; keep it elsewhere."),
    FIELD_ENUM(AuditVerification, problem, audit_problem_names, .required = true),
    FIELD(AuditVerification, problem_number, .about = "Where the chain breaks first; 0: nowhere."),
    FIELD(AuditVerification, problem_id, .about = "The record there, if there is one."));

static void add_line(Text *text, const char *value)
{
    text_add(text, value ? value : "");
    text_add(text, "\n");
}

static Digest digest_after(Arena *arena, Digest before, const AuditRecord *record)
{
    Text text = {.arena = arena};
    add_line(&text, digest_is_set(before) ? digest_text(arena, before) : "");
    add_line(&text, arena_printf(arena, "%lld", (long long)record->number));
    const char *const values[] = {record->organization_id.text, record->id.text, record->action,
        record->subject_id.text, record->user_id.text, record->session_id.text,
        record->api_token_id.text, record->actor_organization_id.text, record->address,
        record->request_id};
    for (size_t i = 0; i < COUNT_OF(values); i++)
        add_line(&text, values[i]);
    add_line(&text, arena_printf(arena, "%lld", (long long)record->status));
    add_line(&text, time_text(arena, record->created_at));
    return digest_of(text_of(&text));
}

static AuditLink link_to(Arena *arena, AuditLink before, AuditRecord *record)
{
    record->number = before.number + 1;
    record->digest = digest_after(arena, before.digest, record);
    return (AuditLink){record->number, record->digest};
}

Error audit_chain_append(Ctx *ctx, AuditRecord *record)
{
    AuditLink link = {0};
    TRY(audit_chain_store_lock(ctx, record->organization_id, &link));
    link = link_to(ctx->arena, link, record);
    TRY(audit_record_store_create(ctx, record));
    return audit_chain_store_write(ctx, record->organization_id, link);
}

// ── what was there before ────────────────────────────────────────────────────────────────────

// Of one organization; a second node that does the same waits at the lock and finds nothing left.
static Error append_some(Ctx *ctx, bool *ret_is_done)
{
    AuditRecordList records;
    TX tx = {0};
    TRY(tx_begin(ctx, TX_WRITE, &tx));
    TRY(audit_record_store_list_unchained(ctx, 1, &records));
    *ret_is_done = !records.count;
    if (!records.count)
        return tx_commit(&tx);
    Id organization_id = records.items[0].organization_id;
    AuditLink link = {0};
    TRY(audit_chain_store_lock(ctx, organization_id, &link));
    TRY(audit_record_store_list_unchained(ctx, AT_ONCE, &records));
    for (size_t i = 0; i < records.count; i++) {
        if (!id_same(records.items[i].organization_id, organization_id))
            break; // done meanwhile, so these are another's
        link = link_to(ctx->arena, link, &records.items[i]);
        TRY(audit_record_store_write_link(ctx, &records.items[i]));
    }
    TRY(audit_chain_store_write(ctx, organization_id, link));
    return tx_commit(&tx);
}

// Runs it with memory of its own, which is given back afterwards.
static Error with_arena(Ctx *ctx, Error (*work)(Ctx *ctx, void *arg), void *arg)
{
    Arena *arena = ctx->arena;
    ctx->arena = arena_new();
    Error error = work(ctx, arg);
    Arena *done = ctx->arena;
    ctx->arena = arena;
    if (error) // its words stand in there
        error = fail(ctx, error, ctx->failure.code, "%s", ctx->failure.message);
    arena_free(done);
    return error;
}

static Error append_work(Ctx *ctx, void *arg)
{
    return append_some(ctx, arg);
}

Error audit_chain_begin(Ctx *ctx)
{
    for (bool is_done = false; !is_done;)
        TRY(with_arena(ctx, append_work, &is_done));
    return OK;
}

// ── looking at it ────────────────────────────────────────────────────────────────────────────

typedef struct Walk {
    AuditLink at;
    AuditVerification *verification;
    bool is_ended;
} Walk;

static void problem_at(
    AuditVerification *verification, AuditProblem problem, int64_t number, Id record_id)
{
    if (verification->problem)
        return;
    verification->problem = problem;
    verification->problem_number = number;
    verification->problem_id = record_id;
}

static Error walk_some(Ctx *ctx, void *arg)
{
    Walk *walk = arg;
    AuditRecordList records;
    TRY(audit_record_store_list_chain(ctx, walk->at.number, AT_ONCE, &records));
    for (size_t i = 0; i < records.count; i++) {
        AuditRecord *record = &records.items[i];
        if (record->number != walk->at.number + 1)
            problem_at(walk->verification, AUDIT_MISSING, walk->at.number + 1, ID_NONE);
        else if (!digest_same(record->digest, digest_after(ctx->arena, walk->at.digest, record)))
            problem_at(walk->verification, AUDIT_CHANGED, record->number, record->id);
        walk->at = (AuditLink){record->number, record->digest};
        walk->verification->count++;
    }
    walk->is_ended = !records.count || walk->verification->problem;
    return OK;
}

static Error verify_kept(Ctx *ctx, AuditLink kept, AuditVerification *verification)
{
    Digest digest = DIGEST_NONE;
    if (!kept.number)
        return OK;
    TRY(audit_record_store_get_digest(ctx, kept.number, &digest));
    if (!digest_same(digest, kept.digest))
        problem_at(verification, AUDIT_DIFFERS, kept.number, ID_NONE);
    return OK;
}

Error audit_chain_verify(Ctx *ctx, AuditLink kept, AuditVerification *ret_verification)
{
    AuditVerification verification = {0};
    Walk walk = {.verification = &verification};
    AuditLink end;
    int64_t unchained;
    TRY(audit_chain_store_get(ctx, &end));
    while (!walk.is_ended)
        TRY(with_arena(ctx, walk_some, &walk));
    verification.number = walk.at.number;
    verification.digest = walk.at.digest;
    if (walk.at.number != end.number || !digest_same(walk.at.digest, end.digest))
        problem_at(&verification, AUDIT_CUT, walk.at.number + 1, ID_NONE);
    TRY(verify_kept(ctx, kept, &verification));
    TRY(audit_record_store_count_unchained(ctx, &unchained));
    if (unchained)
        problem_at(&verification, AUDIT_UNCHAINED, walk.at.number + 1, ID_NONE);
    verification.is_intact = !verification.problem;
    *ret_verification = verification;
    return OK;
}

Error audit_chain_verify_all(Ctx *ctx, AuditTell *tell, void *arg)
{
    AuditOrganizationList organizations;
    TX tx = {0};
    TRY(tx_begin(ctx, TX_READ, &tx));
    TRY(audit_record_store_list_all(ctx, &organizations));
    for (size_t i = 0; i < organizations.count; i++) {
        AuditVerification verification;
        ctx->actor.organization_id = organizations.items[i].organization_id;
        TRY(audit_chain_verify(ctx, (AuditLink){0}, &verification));
        tell(arg, ctx->actor.organization_id, &verification);
    }
    ctx->actor.organization_id = ID_NONE;
    return tx_commit(&tx);
}
