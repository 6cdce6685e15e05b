#include "cloud_shadow.h"

#include "base/text.h"
#include "cloud_link_store.h"
#include "crypt/crypt.h"
#include "db/db.h"
#include "identity_provider.h"
#include "keystone_directory.h"
#include "sentences/sentence.h"
#include "json/json.h"

#include <string.h>

#define MANAGER "marketplace_manager" // the user of ours that does all there

enum { MAX_DIFFERENCES = 20, SECRET_BYTES = 24 };
#define LOOK_LASTS MINUTES(10) // at most: the lease of its job
#define LOOK_AGAIN SECONDS(2)  // where another job looks just now

static const char password_purpose[] = "cloud_manager";

typedef struct Look {
    CloudLink link;
    IdentityProvider provider;
    CloudSettings settings;
    const char *answer, *password; // opened; NULL: none
    CloudShadowList shadows;       // the group first
    CloudShadowList kept_there;    // that the cloud did not let us remove
    bool repairs;
    const Job *job;
    bool is_begun; // false: there is nothing to do, or another job does it
    KeystoneCall call;
    KeystoneGrant role;   // of the group
    const char *group_id; // NULL: it is not there
} Look;

// ── before ───────────────────────────────────────────────────────────────────────────────────

static Error open_secret(Ctx *ctx, const char *purpose, Blob sealed, const char **ret_secret)
{
    return sealed.length ? crypt_open(ctx, purpose, sealed, ret_secret) : OK;
}

static bool has_shadow(const CloudShadowList *shadows, Id user_id)
{
    for (size_t i = 0; i < shadows->count; i++)
        if (id_same(shadows->items[i].user_id, user_id))
            return true;
    return false;
}

// What is there stays first, in its order; who is new comes after it.
static Error read_shadows(Ctx *ctx, Look *look)
{
    CloudShadowList there, members;
    TRY(cloud_shadow_store_list(ctx, look->link.id, &there));
    TRY(cloud_shadow_store_list_members(ctx, &members));
    CloudShadowList all = {
        arena_array_of(ctx->arena, CloudShadow, there.count + members.count + 1), 0};
    if (!has_shadow(&there, ID_NONE))
        all.items[all.count++] = (CloudShadow){
            .name = arena_printf(ctx->arena, "marketplace_%s", look->link.organization_id.text)};
    for (size_t i = 0; i < there.count; i++)
        if (!id_is_set(there.items[i].user_id) || there.items[i].keystone_id ||
            has_shadow(&members, there.items[i].user_id))
            all.items[all.count++] = there.items[i];
    for (size_t i = 0; i < members.count; i++)
        if (!has_shadow(&there, members.items[i].user_id))
            all.items[all.count++] = members.items[i];
    look->shadows = all;
    return OK;
}

// Two at once would make the same things, and each take the other's for somebody else's.
static Error begin(Ctx *ctx, Look *look)
{
    int64_t count;
    TRY(cloud_link_store_begin_look(
        ctx, look->link.id, look->job->id, time_after(ctx->now, LOOK_LASTS), &count));
    look->is_begun = count > 0;
    return look->is_begun ? OK
                          : cloud_link_place_look(
                                ctx, &look->link, look->repairs, time_after(ctx->now, LOOK_AGAIN));
}

static Error open_look(Ctx *ctx, void *arg)
{
    Look *look = arg;
    Blob answer = {0}, password = {0};
    look->is_begun = false;
    TRY(EVERYWHERE(ctx, cloud_link_store_lock(ctx, look->link.id, &look->link)));
    if (look->link.state == LINK_ASKED || look->link.state == LINK_LOST)
        return OK;
    TRY(begin(ctx, look));
    TRY(cloud_link_store_get_answer(ctx, look->link.id, &answer));
    TRY(cloud_link_store_get_password(ctx, look->link.id, &password));
    TRY(open_secret(ctx, CLOUD_CONSENT_PURPOSE, answer, &look->answer));
    TRY(open_secret(ctx, password_purpose, password, &look->password));
    TRY(read_shadows(ctx, look));
    TRY(identity_provider_find(ctx, look->link.provider_id, &look->provider));
    look->call.keystone = (Keystone){.url = look->provider.address};
    return cloud_settings_read(ctx, look->provider.settings, &look->settings);
}

// ── consent ──────────────────────────────────────────────────────────────────────────────────

// By it our things are known, also those that a run before made and did not come to record.
static const char *mark_of(Ctx *ctx, const Look *look)
{
    return arena_printf(
        ctx->arena, "%s: made by the marketplace; do not change or delete it.", look->link.id.text);
}

static Error claim(Ctx *ctx, void *arg)
{
    const Look *look = arg;
    int64_t count = 0;
    Error error = cloud_link_store_write_domain(
        ctx, &look->link, crypt_seal(ctx->arena, password_purpose, look->password), &count);
    if (error == CONFLICT && text_same(ctx->failure.code, "cloud_link_domain"))
        return sentence_fail(ctx, CONFLICT, SENTENCE_CLOUD_DOMAIN_TAKEN);
    TRY(error);
    return count ? OK : fail(ctx, CONFLICT, "cloud_link_removed", "The cloud was unlinked.");
}

static Error name_taken(Ctx *ctx, const char *name)
{
    return sentence_fail(ctx, CONFLICT, SENTENCE_CLOUD_NAME_TAKEN, {"name", name});
}

// Makes it, or finds what was made before; of the name something else may be there.
static Error ensure(
    Ctx *ctx, const Look *look, KeystoneKind kind, KeystoneEntry *wanted, const char *password)
{
    KeystoneEntry found;
    TRY(keystone_find_entry(ctx, &look->call, kind, wanted->domain_id, wanted->name, &found));
    if (!found.id)
        return keystone_create_entry(ctx, &look->call, kind, wanted, password, &wanted->id);
    if (!text_same(found.description, wanted->description))
        return name_taken(ctx, wanted->name);
    wanted->id = found.id;
    return password ? keystone_write_entry(ctx, &look->call, kind, wanted, password) : OK;
}

static Error write_manager(Ctx *ctx, void *arg)
{
    const Look *look = arg;
    return cloud_link_store_write_manager(ctx, &look->link);
}

// The first password may have to be changed before it is of use, so it always is. The role comes
// last, once it is noted who has it: then unlinking can take it away.
static Error create_manager(Ctx *ctx, Look *look)
{
    const char *first = secret_new(ctx->arena, "Aa1-", SECRET_BYTES);
    KeystoneGrant grant = {.scope = "domains", .scope_id = look->link.domain_id};
    KeystoneEntry manager = {.domain_id = look->link.domain_id,
        .name = MANAGER,
        .description = mark_of(ctx, look),
        .is_enabled = true};
    TRY(keystone_find_role(ctx, &look->call, look->settings.administrator_role, &grant.role_id));
    TRY(ensure(ctx, look, KEYSTONE_USER, &manager, first));
    look->link.manager_id = manager.id;
    TRY(keystone_change_password(ctx, &look->call.keystone, manager.id, first, look->password));
    TRY(tx_run(ctx, TX_WRITE, write_manager, look));
    return keystone_add_grant(ctx, &look->call, KEYSTONE_USER, manager.id, &grant);
}

// Nobody can sign in as it, so it goes while whoever agreed can still take it away.
static void remove_manager(Ctx *ctx, Look *look)
{
    Failure failure = ctx->failure;
    if (look->link.manager_id &&
        !keystone_remove_entry(ctx, &look->call, KEYSTONE_USER, look->link.manager_id))
        look->link.manager_id = NULL;
    ctx->failure = failure;
}

static Error take_consent(Ctx *ctx, Look *look)
{
    KeystoneToken token;
    CloudLink *link = &look->link;
    TRY(cloud_open_domain(ctx, &look->provider, look->answer, &token));
    if (time_is_set(link->consented_at) && !text_same(token.domain_id, link->domain_id))
        return sentence_fail(ctx, FORBIDDEN, SENTENCE_CLOUD_NOT_ADMINISTRATOR,
            {"role", look->settings.administrator_role}, {"domain", link->domain_name});
    link->domain_id = token.domain_id;
    link->domain_name = token.domain_name;
    look->password = secret_new(ctx->arena, "Aa1-", SECRET_BYTES);
    TRY(tx_run(ctx, TX_WRITE, claim, look));
    look->call.token = token.text;
    Error error = create_manager(ctx, look);
    if (error) {
        remove_manager(ctx, look);
        return error;
    }
    link->consented_by = token.user_name;
    link->consented_at = ctx->now;
    link->state = LINK_LINKED;
    return OK;
}

// ── what is there ────────────────────────────────────────────────────────────────────────────

static void differ(
    Ctx *ctx, CloudShadow *shadow, const char *what, const char *expected, const char *actual)
{
    CloudDifferenceList *list = &shadow->differences;
    if (!list->items)
        list->items = arena_array_of(ctx->arena, CloudDifference, MAX_DIFFERENCES);
    if (list->count < MAX_DIFFERENCES)
        list->items[list->count++] = (CloudDifference){what, expected, actual};
}

static Error check_entry(Ctx *ctx, const Look *look, KeystoneKind kind, CloudShadow *shadow,
    const KeystoneEntry *wanted, const KeystoneEntry *found)
{
    size_t before = shadow->differences.count;
    if (!text_same(found->name, wanted->name))
        differ(ctx, shadow, "name", wanted->name, found->name);
    if (!text_same(found->description, wanted->description))
        differ(ctx, shadow, "description", wanted->description, found->description);
    if (!found->is_enabled)
        differ(ctx, shadow, "enabled", "yes", "no");
    if (!look->repairs || shadow->differences.count == before)
        return OK;
    return keystone_write_entry(ctx, &look->call, kind, wanted, NULL);
}

static Error check_groups(Ctx *ctx, const Look *look, CloudShadow *shadow, bool repairs)
{
    KeystoneEntryList groups;
    bool is_in = false;
    TRY(keystone_list_groups(ctx, &look->call, shadow->keystone_id, &groups));
    for (size_t i = 0; i < groups.count; i++) {
        const KeystoneEntry *group = &groups.items[i];
        if (text_same(group->id, look->group_id)) {
            is_in = true;
            continue;
        }
        differ(ctx, shadow, "group", NULL, group->name);
        if (repairs)
            TRY(keystone_remove_member(ctx, &look->call, group->id, shadow->keystone_id));
    }
    if (is_in)
        return OK;
    differ(ctx, shadow, "group", look->shadows.items[0].name, NULL);
    return repairs && look->group_id
               ? keystone_add_member(ctx, &look->call, look->group_id, shadow->keystone_id)
               : OK;
}

static bool is_role(const KeystoneGrant *a, const KeystoneGrant *b)
{
    return text_same(a->role_id, b->role_id) && text_same(a->scope, b->scope) &&
           text_same(a->scope_id, b->scope_id) && a->is_inherited == b->is_inherited;
}

static const char *grant_text(Ctx *ctx, const KeystoneGrant *grant)
{
    return arena_printf(ctx->arena, "%s (%s)", grant->role_name ? grant->role_name : grant->role_id,
        grant->scope_name ? grant->scope_name : grant->scope);
}

// The group has the one role, and a user none of its own.
static Error check_grants(
    Ctx *ctx, const Look *look, KeystoneKind kind, CloudShadow *shadow, bool repairs)
{
    KeystoneGrantList grants;
    bool has = kind == KEYSTONE_USER;
    TRY(keystone_list_grants(ctx, &look->call, kind, shadow->keystone_id, &grants));
    for (size_t i = 0; i < grants.count; i++) {
        const KeystoneGrant *grant = &grants.items[i];
        if (kind == KEYSTONE_GROUP && is_role(grant, &look->role)) {
            has = true;
            continue;
        }
        differ(ctx, shadow, "role", NULL, grant_text(ctx, grant));
        if (repairs)
            TRY(keystone_remove_grant(ctx, &look->call, kind, shadow->keystone_id, grant));
    }
    if (has)
        return OK;
    differ(ctx, shadow, "role", grant_text(ctx, &look->role), NULL);
    return repairs ? keystone_add_grant(ctx, &look->call, kind, shadow->keystone_id, &look->role)
                   : OK;
}

// *ret_is_new: it was made just now, so that nothing of it is drift.
static Error find_shadow(Ctx *ctx, const Look *look, KeystoneKind kind, KeystoneEntry *wanted,
    CloudShadow *shadow, bool *ret_is_new)
{
    KeystoneEntry found;
    Error error =
        wanted->id ? keystone_get_entry(ctx, &look->call, kind, wanted->id, &found) : NOT_FOUND;
    *ret_is_new = error == NOT_FOUND;
    if (!error)
        return check_entry(ctx, look, kind, shadow, wanted, &found);
    if (error != NOT_FOUND)
        return error;
    if (wanted->id && !look->repairs) {
        shadow->state = SHADOW_MISSING;
        return OK;
    }
    wanted->id = NULL;
    // A password that nobody knows: without one, some clouds make none.
    TRY(ensure(ctx, look, kind, wanted,
        kind == KEYSTONE_USER ? secret_new(ctx->arena, "Aa1-", SECRET_BYTES) : NULL));
    shadow->keystone_id = wanted->id;
    return OK;
}

static Error check_shadow(Ctx *ctx, Look *look, CloudShadow *shadow)
{
    KeystoneKind kind = id_is_set(shadow->user_id) ? KEYSTONE_USER : KEYSTONE_GROUP;
    KeystoneEntry wanted = {
        shadow->keystone_id, look->link.domain_id, shadow->name, mark_of(ctx, look), true};
    bool is_new;
    shadow->state = SHADOW_OK;
    TRY(find_shadow(ctx, look, kind, &wanted, shadow, &is_new));
    if (shadow->state == SHADOW_MISSING)
        return OK;
    bool repairs = look->repairs || is_new;
    if (kind == KEYSTONE_GROUP)
        look->group_id = shadow->keystone_id;
    else
        TRY(check_groups(ctx, look, shadow, repairs));
    TRY(check_grants(ctx, look, kind, shadow, repairs));
    if (repairs)
        shadow->differences.count = 0;
    shadow->state = shadow->differences.count ? SHADOW_DRIFTED : SHADOW_OK;
    return OK;
}

// What one of them fails with is its own; a cloud that is down is all's.
static Error keep_failure(Ctx *ctx, Error error, CloudShadow *shadow)
{
    if (error == UNAVAILABLE && !text_same(ctx->failure.code, "cloud_failed"))
        return error;
    if (error) {
        shadow->state = SHADOW_FAILED;
        shadow->problem = sentence_of_failure(ctx);
    }
    return OK;
}

static Error check_all(Ctx *ctx, Look *look)
{
    for (size_t i = 0; i < look->shadows.count; i++) {
        CloudShadow *shadow = &look->shadows.items[i];
        shadow->differences = (CloudDifferenceList){0};
        shadow->problem = NULL;
        TRY(keep_failure(ctx, check_shadow(ctx, look, shadow), shadow));
    }
    return OK;
}

static CloudShadowList room_for(Arena *arena, size_t count)
{
    return (CloudShadowList){arena_array_of(arena, CloudShadow, count), 0};
}

static Error remove_shadow(Ctx *ctx, const Look *look, const CloudShadow *shadow)
{
    KeystoneKind kind = id_is_set(shadow->user_id) ? KEYSTONE_USER : KEYSTONE_GROUP;
    return shadow->keystone_id ? keystone_remove_entry(ctx, &look->call, kind, shadow->keystone_id)
                               : OK;
}

// Of who is no member any more, and of all when the link ends. Only what we made, by its own id.
static Error remove_shadows(Ctx *ctx, Look *look, const CloudShadowList *members)
{
    CloudShadowList left = room_for(ctx->arena, look->shadows.count);
    look->kept_there = room_for(ctx->arena, look->shadows.count);
    for (size_t i = 0; i < look->shadows.count; i++) {
        CloudShadow shadow = look->shadows.items[i];
        if (members && (!id_is_set(shadow.user_id) || has_shadow(members, shadow.user_id))) {
            left.items[left.count++] = shadow;
            continue;
        }
        Error error = remove_shadow(ctx, look, &shadow);
        TRY(keep_failure(ctx, error, &shadow));
        if (error)
            look->kept_there.items[look->kept_there.count++] = shadow;
    }
    look->shadows = left;
    return OK;
}

static void add_kept_there(Arena *arena, Look *look)
{
    CloudShadowList all = room_for(arena, look->shadows.count + look->kept_there.count);
    for (size_t i = 0; i < look->shadows.count; i++)
        all.items[all.count++] = look->shadows.items[i];
    for (size_t i = 0; i < look->kept_there.count; i++)
        all.items[all.count++] = look->kept_there.items[i];
    look->shadows = all;
}

// ── the job ──────────────────────────────────────────────────────────────────────────────────

static Error enter(Ctx *ctx, Look *look)
{
    KeystoneToken token;
    const KeystoneCredential credential = {
        .user_id = look->link.manager_id, .password = look->password ? look->password : ""};
    TRY(keystone_sign_in(ctx, &look->call.keystone, &credential,
        (KeystoneScope){.domain_id = look->link.domain_id}, &token));
    look->call.token = token.text;
    look->role = (KeystoneGrant){.role_name = look->settings.member_role,
        .scope = "domains",
        .scope_id = look->link.domain_id,
        .scope_name = look->link.domain_name};
    if (look->link.state == LINK_REMOVING)
        return OK;
    return keystone_find_role(ctx, &look->call, look->settings.member_role, &look->role.role_id);
}

static Error reconcile(Ctx *ctx, Look *look)
{
    CloudShadowList members;
    TRY(enter(ctx, look));
    TRY(cloud_shadow_store_list_members(ctx, &members));
    TRY(remove_shadows(ctx, look, &members));
    TRY(check_all(ctx, look));
    add_kept_there(ctx->arena, look);
    return OK;
}

// Our own user goes last: it does the rest.
static Error remove_all(Ctx *ctx, Look *look)
{
    if (!look->link.manager_id)
        return OK;
    TRY(enter(ctx, look));
    TRY(remove_shadows(ctx, look, NULL));
    add_kept_there(ctx->arena, look);
    if (look->shadows.count)
        return FORBIDDEN; // with the cloud's words for the last of them
    return keystone_remove_entry(ctx, &look->call, KEYSTONE_USER, look->link.manager_id);
}

static bool has_drift(const CloudShadowList *shadows)
{
    for (size_t i = 0; i < shadows->count; i++)
        if (shadows->items[i].state != SHADOW_OK && shadows->items[i].state != SHADOW_WANTED)
            return true;
    return false;
}

static Error emit_moved(Ctx *ctx, const CloudLink *before, const Look *look, bool had_drift)
{
    static const char *const kinds[] = {[LINK_LINKED] = "cloud_link.linked",
        [LINK_LOST] = "cloud_link.lost",
        [LINK_REMOVED] = "cloud_link.removed"};
    bool was_lost = before->state == LINK_ANSWERED && look->link.state == LINK_LOST;
    if (before->state != look->link.state && !was_lost && kinds[look->link.state])
        TRY(cloud_link_emit(ctx, &look->link, kinds[look->link.state]));
    return !had_drift && has_drift(&look->shadows)
               ? cloud_link_emit(ctx, &look->link, "cloud_link.drifted")
               : OK;
}

// Whoever unlinked meanwhile is right: the job that follows removes what is there.
static Error keep(Ctx *ctx, void *arg)
{
    Look *look = arg;
    CloudLink before = {0};
    CloudShadowList were;
    Error error = EVERYWHERE(ctx, cloud_link_store_lock(ctx, look->link.id, &before));
    if (error)
        return error == NOT_FOUND ? OK : error;
    if (before.state == LINK_REMOVING && look->link.state != LINK_REMOVED)
        look->link.state = LINK_REMOVING;
    TRY(cloud_shadow_store_list(ctx, look->link.id, &were));
    TRY(cloud_link_store_move(ctx, &look->link));
    TRY(cloud_shadow_store_replace(ctx, look->link.id, &look->shadows));
    TRY(cloud_link_store_end_look(ctx, look->link.id, look->job->id));
    return emit_moved(ctx, &before, look, has_drift(&were));
}

static Error let_go(Ctx *ctx, void *arg)
{
    const Look *look = arg;
    return cloud_link_store_end_look(ctx, look->link.id, look->job->id);
}

// Without what was made there a link is gone, or where the cloud lets us in no more; else it is
// tried again.
static Error run(Ctx *ctx, Look *look)
{
    CloudLink *link = &look->link;
    Error error = OK;
    if (link->state == LINK_REMOVING) {
        error = remove_all(ctx, look);
        if (error == UNAVAILABLE)
            return error;
        if (!error || error == UNAUTHENTICATED) {
            link->state = LINK_REMOVED;
            look->shadows.count = 0;
        }
    } else if (link->state == LINK_ANSWERED) {
        error = take_consent(ctx, look);
        if (error)
            link->state = time_is_set(link->consented_at) ? LINK_LOST : LINK_ASKED;
    }
    if (!error && link->state == LINK_LINKED) {
        error = reconcile(ctx, look);
        link->checked_at = ctx->now;
        if (error == UNAUTHENTICATED)
            link->state = LINK_LOST;
    }
    link->problem = error ? sentence_of_failure(ctx) : NULL;
    return OK;
}

// Its provider is gone or switched off, so nobody can be asked any more.
static Error end(Ctx *ctx, Look *look)
{
    look->link.state = LINK_REMOVED;
    look->shadows.count = 0;
    return tx_run(ctx, TX_WRITE, keep, look);
}

Error cloud_shadow_reconcile_job(Ctx *ctx, const Job *job)
{
    const JsonValue *arguments = job_read_arguments(ctx, job);
    const JsonValue *repairs = json_member(arguments, "repairs");
    Look look = {.link = {.id = id_from(json_text_member(arguments, "cloud_link_id"))},
        .repairs = repairs && repairs->kind == JSON_TRUE,
        .job = job};
    Error error = tx_run(ctx, TX_WRITE, open_look, &look);
    if (error == NOT_FOUND)
        return look.link.state == LINK_REMOVING ? end(ctx, &look) : OK;
    TRY(error);
    if (!look.is_begun)
        return OK;
    error = run(ctx, &look);
    TRY(tx_run(ctx, TX_WRITE, error ? let_go : keep, &look));
    return error;
}

static Error add_all(Ctx *ctx, void *arg)
{
    (void)arg;
    CloudLinkList links;
    TRY(EVERYWHERE(ctx, cloud_link_store_list_open(ctx, ID_NONE, &links)));
    for (size_t i = 0; i < links.count; i++)
        TRY(cloud_link_place_look(ctx, &links.items[i], false, TIME_NONE));
    return OK;
}

Error cloud_shadow_check_job(Ctx *ctx, const Job *job)
{
    (void)job;
    return tx_run(ctx, TX_WRITE, add_all, NULL);
}
