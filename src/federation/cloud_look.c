#include "cloud_look.h"

#include "base/text.h"
#include "cloud_link_store.h"
#include "cloud_shadow.h"
#include "crypt/crypt.h"
#include "db/db.h"
#include "identity_provider.h"
#include "sentences/sentence.h"
#include "json/json.h"

#include <stdlib.h>
#include <string.h>

#define MANAGER "marketplace_manager" // the user of ours that does all there

#define LOOK_LASTS MINUTES(10) // at most: the lease of its job
#define LOOK_TIME  MINUTES(4)  // for asking the cloud, well within the lease
#define LOOK_AGAIN SECONDS(2)  // where another job looks just now

static const char password_purpose[] = "cloud_manager";

typedef struct Look {
    CloudLink link;
    IdentityProvider provider;
    CloudSettings settings;
    const char *answer, *password; // opened; NULL: none
    CloudShadowList shadows;       // the group first, then who was looked at longest ago
    CloudShadowList members;
    CloudLinkList left; // of failed consents for the same domain
    const Job *job;
    Id round_id;         // of which it is; ID_NONE: a new one
    int64_t left_us;     // for asking the cloud
    bool is_out_of_time; // before all was looked at
    bool is_begun;       // false: there is nothing to do, or another job does it
    CloudSite site;
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

static CloudShadowList room_for(Arena *arena, size_t count)
{
    return (CloudShadowList){arena_array_of(arena, CloudShadow, count), 0};
}

// So everybody has a turn, however little time the looks have.
static int compare_turns(const void *a, const void *b)
{
    const CloudShadow *one = a, *other = b;
    if (id_is_set(one->user_id) != id_is_set(other->user_id))
        return id_is_set(one->user_id) ? 1 : -1;
    int order = strcmp(one->round_id.text, other->round_id.text);
    return order ? order : strcmp(one->name, other->name);
}

static Error read_shadows(Ctx *ctx, Look *look)
{
    CloudShadowList there, members;
    TRY(cloud_shadow_store_list(ctx, look->link.id, &there));
    TRY(cloud_shadow_store_list_members(ctx, &members));
    CloudShadowList all = room_for(ctx->arena, there.count + members.count + 1);
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
    qsort(all.items, all.count, sizeof *all.items, compare_turns);
    look->shadows = all;
    look->members = members;
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
                          : cloud_link_place_look(ctx, &look->link, look->site.repairs,
                                look->round_id, time_after(ctx->now, LOOK_AGAIN));
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
    look->site.link = &look->link;
    look->site.call.keystone = (Keystone){.url = look->provider.address, .left_us = &look->left_us};
    return cloud_settings_read(ctx, look->provider.settings, &look->settings);
}

// ── consent ──────────────────────────────────────────────────────────────────────────────────

// From links whose consent failed, too: what they left there goes first.
static Error claim(Ctx *ctx, void *arg)
{
    Look *look = arg;
    int64_t count = 0;
    TRY(EVERYWHERE(ctx, cloud_link_store_list_left(ctx, &look->link, &look->left)));
    TRY(EVERYWHERE(ctx, cloud_link_store_free_domain(ctx, &look->link)));
    Error error = cloud_link_store_write_domain(
        ctx, &look->link, crypt_seal(ctx->arena, password_purpose, look->password), &count);
    if (error == CONFLICT && text_same(ctx->failure.code, "cloud_link_domain"))
        return sentence_fail(ctx, CONFLICT, SENTENCE_CLOUD_DOMAIN_TAKEN);
    TRY(error);
    return count ? OK : fail(ctx, CONFLICT, "cloud_link_removed", "The cloud was unlinked.");
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
    const char *first = secret_new(ctx->arena, CLOUD_SECRET_PREFIX, CLOUD_SECRET_BYTES);
    KeystoneGrant grant = {.scope = "domains", .scope_id = look->link.domain_id};
    KeystoneEntry manager = {.domain_id = look->link.domain_id,
        .name = MANAGER,
        .description = cloud_site_mark(ctx, &look->site),
        .is_enabled = true};
    TRY(keystone_find_role(
        ctx, &look->site.call, look->settings.administrator_role, &grant.role_id));
    TRY(cloud_site_make(ctx, &look->site, KEYSTONE_USER, &manager, first));
    look->link.manager_id = manager.id;
    TRY(keystone_change_password(
        ctx, &look->site.call.keystone, manager.id, first, look->password));
    TRY(tx_run(ctx, TX_WRITE, write_manager, look));
    return keystone_add_grant(ctx, &look->site.call, KEYSTONE_USER, manager.id, &grant);
}

// Nobody can sign in as it, so it goes while whoever agreed can still take it away, with time of
// its own. Whether it is gone.
static bool remove_manager(Ctx *ctx, const Look *look, const char *manager_id)
{
    Failure failure = ctx->failure;
    KeystoneCall call = look->site.call;
    call.keystone.left_us = NULL;
    Error error = keystone_remove_entry(ctx, &call, KEYSTONE_USER, manager_id);
    ctx->failure = failure;
    return !error;
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
    look->password = secret_new(ctx->arena, CLOUD_SECRET_PREFIX, CLOUD_SECRET_BYTES);
    TRY(tx_run(ctx, TX_WRITE, claim, look));
    look->site.call.token = token.text;
    for (size_t i = 0; i < look->left.count; i++)
        remove_manager(ctx, look, look->left.items[i].manager_id);
    Error error = create_manager(ctx, look);
    if (error) {
        if (link->manager_id && remove_manager(ctx, look, link->manager_id))
            link->manager_id = NULL;
        return error;
    }
    link->consented_by = token.user_name;
    link->consented_at = ctx->now;
    link->state = LINK_LINKED;
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

static bool is_wanted(const Look *look, const CloudShadow *shadow)
{
    return look->link.state != LINK_REMOVING &&
           (!id_is_set(shadow->user_id) || has_shadow(&look->members, shadow->user_id));
}

static Id round_of(const Look *look)
{
    return id_is_set(look->round_id) ? look->round_id : look->job->id;
}

// The group is looked at each time: the others are in it. A later round has looked too, but perhaps
// repaired nothing.
static bool had_turn(const Look *look, const CloudShadow *shadow)
{
    int order = strcmp(shadow->round_id.text, round_of(look).text);
    return id_is_set(shadow->user_id) && (order == 0 || (order > 0 && !look->site.repairs));
}

// A question that is cut short ends a little sooner or later than it should.
static bool has_time(const Look *look)
{
    return look->left_us > SECOND / 100;
}

static bool is_cut_short(const Look *look, Error error)
{
    return error == UNAVAILABLE && !has_time(look);
}

// What is cut short keeps what was known, and its turn. Whatever else happens was its turn, or one
// at which the cloud never answers would hold up all others.
static Error look_at(Ctx *ctx, Look *look, CloudShadow *shadow, bool *ret_is_gone)
{
    CloudShadow found = *shadow;
    bool wanted = is_wanted(look, shadow);
    found.differences = (CloudDifferenceList){0};
    found.problem = NULL;
    Error error = wanted ? cloud_shadow_check(ctx, &look->site, &found)
                         : cloud_shadow_remove(ctx, &look->site, &found);
    shadow->keystone_id = found.keystone_id;
    if (is_cut_short(look, error))
        return error;
    shadow->round_id = found.round_id = round_of(look);
    *ret_is_gone = !wanted && !error;
    TRY(keep_failure(ctx, error, &found));
    *shadow = found;
    return OK;
}

static Error look_at_all(Ctx *ctx, Look *look)
{
    Error error = OK;
    CloudShadowList left = room_for(ctx->arena, look->shadows.count);
    for (size_t i = 0; i < look->shadows.count; i++) {
        CloudShadow *shadow = &look->shadows.items[i];
        bool is_gone = false, is_next = !error && !had_turn(look, shadow);
        look->is_out_of_time |= is_next && !has_time(look);
        if (is_next && !look->is_out_of_time)
            error = look_at(ctx, look, shadow, &is_gone);
        if (!is_gone)
            left.items[left.count++] = *shadow;
    }
    look->shadows = left;
    return error;
}

// ── the job ──────────────────────────────────────────────────────────────────────────────────

static Error enter(Ctx *ctx, Look *look)
{
    KeystoneToken token;
    const KeystoneCredential credential = {
        .user_id = look->link.manager_id, .password = look->password ? look->password : ""};
    TRY(keystone_sign_in(ctx, &look->site.call.keystone, &credential,
        (KeystoneScope){.domain_id = look->link.domain_id}, &token));
    look->site.call.token = token.text;
    look->site.role = (KeystoneGrant){.role_name = look->settings.member_role,
        .scope = "domains",
        .scope_id = look->link.domain_id,
        .scope_name = look->link.domain_name};
    if (look->link.state == LINK_REMOVING)
        return OK;
    return keystone_find_role(
        ctx, &look->site.call, look->settings.member_role, &look->site.role.role_id);
}

static Error reconcile(Ctx *ctx, Look *look)
{
    TRY(enter(ctx, look));
    return look_at_all(ctx, look);
}

// Our own user goes last: it does the rest.
static Error remove_all(Ctx *ctx, Look *look)
{
    if (!look->link.manager_id)
        return OK;
    TRY(enter(ctx, look));
    TRY(look_at_all(ctx, look));
    if (look->is_out_of_time)
        return OK;
    if (look->shadows.count)
        return FORBIDDEN; // with the cloud's words for the last of them
    return keystone_remove_entry(ctx, &look->site.call, KEYSTONE_USER, look->link.manager_id);
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
    if (look->is_out_of_time)
        TRY(cloud_link_place_look(ctx, &look->link, look->site.repairs, round_of(look), TIME_NONE));
    return emit_moved(ctx, &before, look, has_drift(&were));
}

// What there was no time for is done by the look that follows.
static Error leave_to_next(Look *look, Error error)
{
    look->is_out_of_time |= is_cut_short(look, error);
    return look->is_out_of_time ? OK : error;
}

// Without what was made there a link is gone, or where the cloud lets us in no more.
static Error run_removal(Ctx *ctx, Look *look)
{
    Error error = leave_to_next(look, remove_all(ctx, look));
    if (look->is_out_of_time || (error && error != UNAUTHENTICATED))
        return error;
    look->link.state = LINK_REMOVED;
    look->shadows.count = 0;
    return error;
}

static Error run_consent(Ctx *ctx, Look *look)
{
    CloudLink *link = &look->link;
    Error error = take_consent(ctx, look);
    if (error)
        link->state = time_is_set(link->consented_at) ? LINK_LOST : LINK_ASKED;
    return error;
}

static Error run_look(Ctx *ctx, Look *look)
{
    Error error = leave_to_next(look, reconcile(ctx, look));
    if (!look->is_out_of_time)
        look->link.checked_at = ctx->now;
    if (error == UNAUTHENTICATED)
        look->link.state = LINK_LOST;
    return error;
}

static Error run(Ctx *ctx, Look *look)
{
    CloudLink *link = &look->link;
    Error error = OK;
    if (link->state == LINK_REMOVING)
        error = run_removal(ctx, look);
    else if (link->state == LINK_ANSWERED)
        error = run_consent(ctx, look);
    if (!error && link->state == LINK_LINKED)
        error = run_look(ctx, look);
    link->problem = error ? sentence_of_failure(ctx) : NULL;
    return error;
}

// Its provider is gone or switched off, so nobody can be asked any more.
static Error end(Ctx *ctx, Look *look)
{
    look->link.state = LINK_REMOVED;
    look->shadows.count = 0;
    return tx_run(ctx, TX_WRITE, keep, look);
}

Error cloud_look(Ctx *ctx, const Job *job, int64_t time_us)
{
    const JsonValue *arguments = job_read_arguments(ctx, job);
    const JsonValue *repairs = json_member(arguments, "repairs");
    Look look = {.link = {.id = id_from(json_text_member(arguments, "cloud_link_id"))},
        .site.repairs = repairs && repairs->kind == JSON_TRUE,
        .job = job,
        .round_id = id_from(json_text_member(arguments, "round_id")),
        .left_us = time_us};
    Error error = tx_run(ctx, TX_WRITE, open_look, &look);
    if (error == NOT_FOUND)
        return look.link.state == LINK_REMOVING ? end(ctx, &look) : OK;
    TRY(error);
    if (!look.is_begun)
        return OK;
    error = run(ctx, &look);
    bool is_tried_again = error == UNAVAILABLE && look.link.state == LINK_REMOVING;
    Failure failure = ctx->failure;
    TRY(tx_run(ctx, TX_WRITE, keep, &look));
    ctx->failure = failure;
    return is_tried_again ? error : OK;
}

Error cloud_look_job(Ctx *ctx, const Job *job)
{
    return cloud_look(ctx, job, LOOK_TIME);
}

static Error add_all(Ctx *ctx, void *arg)
{
    (void)arg;
    CloudLinkList links;
    TRY(EVERYWHERE(ctx, cloud_link_store_list_open(ctx, ID_NONE, &links)));
    for (size_t i = 0; i < links.count; i++)
        TRY(cloud_link_place_look(ctx, &links.items[i], false, ID_NONE, TIME_NONE));
    return OK;
}

Error cloud_look_at_all_job(Ctx *ctx, const Job *job)
{
    (void)job;
    return tx_run(ctx, TX_WRITE, add_all, NULL);
}
