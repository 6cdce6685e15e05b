#include "reaction.h"

#include "base/text.h"
#include "identity/user.h"
#include "mail_values.h"
#include "organizations/access_rules.h"
#include "organizations/invitation.h"
#include "organizations/organization.h"
#include "organizations/ownership_transfer.h"
#include "organizations/role_request.h"
#include "recipient.h"
#include "json/json.h"

#include <string.h>

// ── roles in words ───────────────────────────────────────────────────────────────────────────

typedef struct RoleWords {
    const char *language, *until, *none, *kontor;
    const char *roles[ROLES];
} RoleWords;

static const RoleWords role_words[] = {
    {"en", "until", "none", "The marketplace",
        {"Reports", "Profile management", "Purchasing", "Administrator", "Owner", "Offerings",
            "Operator"}},
    {"de", "bis", "keine", "Der Marktplatz",
        {"Berichte", "Profilverwaltung", "Einkauf", "Administrator", "Inhaber", "Angebote",
            "Betreiber"}},
    {"fr", "jusqu’au", "aucun", "La place de marché",
        {"Rapports", "Gestion du profil", "Achats", "Administrateur", "Propriétaire", "Offres",
            "Opérateur"}},
    {"cs", "do", "žádné", "Tržiště",
        {"Přehledy", "Správa profilu", "Nákup", "Správce", "Vlastník", "Nabídky", "Provozovatel"}},
};

static const RoleWords *words_in(const char *language)
{
    for (size_t i = 0; i < COUNT_OF(role_words); i++)
        if (text_same(role_words[i].language, language))
            return &role_words[i];
    return &role_words[0];
}

static MemberRole role_read(Ctx *ctx, const JsonValue *value)
{
    MemberRole role = {.role = ROLE_REPORTS};
    json_read_value(ctx, value, &member_role_shape, "role", &role);
    return role;
}

// "Reports, Purchasing (until 1 December 2026, 00:00 UTC)"
static const char *roles_text(Ctx *ctx, const RoleWords *words, const JsonValue *roles)
{
    Text text = {.arena = ctx->arena};
    for (const JsonValue *item = json_first(roles); item; item = json_next(roles, item)) {
        MemberRole role = role_read(ctx, item);
        text_printf(&text, "%s%s", text.length ? ", " : "", words->roles[role.role]);
        if (time_is_set(role.ends_at))
            text_printf(&text, " (%s %s)", words->until,
                moment_text(ctx->arena, words->language, role.ends_at));
    }
    return text.length ? text_of(&text) : words->none;
}

// ── mails ────────────────────────────────────────────────────────────────────────────────────

typedef struct Told {
    const char *organization, *person, *former, *email, *provider, *role, *roles, *reason, *path;
    Time until;
    Id invitation_id; // whose link the mail has
} Told;

static const char *data_of(Ctx *ctx, const Told *told)
{
    Json *data = json_new(ctx->arena);
    json_begin_object(data, NULL);
    json_put(data, "organization", told->organization);
    json_put(data, "person", told->person);
    json_put(data, "former", told->former);
    json_put(data, "email", told->email);
    json_put(data, "provider", told->provider);
    json_put(data, "role", told->role);
    json_put(data, "roles", told->roles);
    json_put(data, "reason", told->reason);
    json_put(data, "until", told->until);
    json_put(data, "path", told->path);
    if (id_is_set(told->invitation_id))
        json_put(data, "invitation_id", told->invitation_id);
    json_end_object(data);
    return json_finish(data);
}

static Error told_begin(Ctx *ctx, const Event *event, Told *ret_told)
{
    Organization organization = {.id = ID_NONE};
    TRY(organization_get(ctx, event->organization_id, &organization));
    *ret_told = (Told){
        .organization = organization.name,
        .path = arena_printf(ctx->arena, "/o/%s/members", event->organization_id.text),
    };
    return OK;
}

static Error actor_name(Ctx *ctx, const Event *event, const RoleWords *words, const char **ret_name)
{
    User by = {.id = ID_NONE};
    if (id_is_set(event->actor_user_id))
        TRY(user_get(ctx, event->actor_user_id, &by));
    *ret_name = by.name ? by.name : words->kontor;
    return OK;
}

Error notify_membership_changed(Ctx *ctx, const Event *event)
{
    User user = {.id = ID_NONE};
    Told told;
    if (id_same(event->actor_user_id, event->subject_id))
        return OK; // by accepting what was offered, which the person knows
    TRY(told_begin(ctx, event, &told));
    TRY(user_get(ctx, event->subject_id, &user));
    const RoleWords *words = words_in(user.language);
    TRY(actor_name(ctx, event, words, &told.person));
    told.roles = roles_text(ctx, words, json_member(event_read_data(ctx, event), "after"));
    told.path = arena_printf(ctx->arena, "/o/%s", event->organization_id.text);
    return message_create_for(ctx, event, MAIL_ROLES_CHANGED, user.id, data_of(ctx, &told));
}

Error notify_membership_removed(Ctx *ctx, const Event *event)
{
    User user = {.id = ID_NONE};
    Told told;
    const JsonValue *is_closed = json_member(event_read_data(ctx, event), "is_closed");
    MailKind kind =
        is_closed && is_closed->kind == JSON_TRUE ? MAIL_ACCOUNT_CLOSED : MAIL_MEMBERSHIP_REMOVED;
    TRY(told_begin(ctx, event, &told));
    TRY(user_get(ctx, event->subject_id, &user));
    TRY(actor_name(ctx, event, words_in(user.language), &told.person));
    told.path = "/";
    return message_create_for(ctx, event, kind, user.id, data_of(ctx, &told));
}

// Of a directory or of who manages members nothing is told: they said who comes, perhaps thousands.
Error notify_membership_vouched(Ctx *ctx, const Event *event)
{
    User user = {.id = ID_NONE};
    MemberList owners;
    Told told;
    const char *provider = json_text_member(event_read_data(ctx, event), "provider");
    if (!provider)
        return OK;
    TRY(told_begin(ctx, event, &told));
    TRY(user_get(ctx, event->subject_id, &user));
    told.person = user.name;
    told.email = user.email;
    told.provider = provider;
    TRY(membership_list_with_role(ctx, event->organization_id, "owner", &owners));
    const char *data = data_of(ctx, &told);
    for (size_t i = 0; i < owners.count; i++)
        if (!id_same(owners.items[i].user_id, user.id)) // the first of a cloud's domain
            TRY(message_create_for(
                ctx, event, MAIL_MEMBERSHIP_VOUCHED, owners.items[i].user_id, data));
    return OK;
}

// ── invitations ──────────────────────────────────────────────────────────────────────────────

static Error told_invitation(
    Ctx *ctx, const Event *event, Invitation *ret_invitation, Told *ret_told)
{
    TRY(told_begin(ctx, event, ret_told));
    TRY(invitation_get(ctx, event->subject_id, ret_invitation));
    ret_told->email = ret_invitation->email;
    return OK;
}

static const char *invited_roles_text(Ctx *ctx, const Invitation *invitation)
{
    const char *problem;
    const char *roles = json_of_list(
        ctx->arena, &member_role_shape, invitation->roles.items, invitation->roles.count);
    return roles_text(ctx, words_in(invitation->language),
        json_parse(ctx->arena, roles, strlen(roles), &problem));
}

// Whether the address has an account does not show, so it is nobody's in particular.
Error notify_invitation_sent(Ctx *ctx, const Event *event)
{
    Invitation invitation;
    Told told;
    TRY(told_invitation(ctx, event, &invitation, &told));
    told.invitation_id = invitation.id;
    told.person = invitation.invited_by_name;
    told.roles = invited_roles_text(ctx, &invitation);
    told.until = invitation.expires_at;
    return message_create(ctx, event, MAIL_INVITATION,
        (Recipient){invitation.email, invitation.language}, data_of(ctx, &told));
}

static Error mail_inviter(
    Ctx *ctx, const Event *event, MailKind kind, const Invitation *invitation, const Told *told)
{
    Member member;
    MemberList owners;
    const char *data = data_of(ctx, told);
    Error error = membership_get(ctx, invitation->invited_by, &member);
    if (error && error != NOT_FOUND)
        return error;
    if (!error && (member_has(&member, ROLE_OWNER) || member_has(&member, ROLE_ADMINISTRATOR)))
        return message_create_for(ctx, event, kind, member.user_id, data);
    TRY(membership_list_with_role(ctx, event->organization_id, "owner", &owners));
    return message_create_for_all(ctx, event, kind, &owners, data);
}

Error notify_invitation_accepted(Ctx *ctx, const Event *event)
{
    Invitation invitation;
    User user = {.id = ID_NONE};
    Told told;
    TRY(told_invitation(ctx, event, &invitation, &told));
    TRY(user_get(ctx, invitation.accepted_by, &user));
    told.person = user.name;
    return mail_inviter(ctx, event, MAIL_INVITATION_ACCEPTED, &invitation, &told);
}

Error notify_invitation_renewal_requested(Ctx *ctx, const Event *event)
{
    Invitation invitation;
    Told told;
    TRY(told_invitation(ctx, event, &invitation, &told));
    return mail_inviter(ctx, event, MAIL_INVITATION_RENEWAL_REQUESTED, &invitation, &told);
}

// ── one role: its end, and asking for it ─────────────────────────────────────────────────────

// The name of the role is data, so that each has data in the own language.
static Error mail_role(
    Ctx *ctx, const Event *event, MailKind kind, Role role, const Told *about, const Member *to)
{
    Told told = *about;
    told.role = words_in(to->language)->roles[role];
    return message_create(
        ctx, event, kind, (Recipient){to->email, to->language, to->user_id}, data_of(ctx, &told));
}

Error notify_role_end(Ctx *ctx, const Event *event)
{
    Told told;
    Member member;
    MemberList owners;
    MemberRole role = role_read(ctx, event_read_data(ctx, event));
    MailKind kind =
        text_same(event->kind, "membership.role_ended") ? MAIL_ROLE_ENDED : MAIL_ROLE_ENDING;
    TRY(told_begin(ctx, event, &told));
    Error error = membership_get(ctx, event->subject_id, &member);
    if (error == NOT_FOUND)
        return OK; // removed meanwhile, which was told
    TRY(error);
    told.person = member.name;
    told.until = role.ends_at;
    TRY(mail_role(ctx, event, kind, role.role, &told, &member));
    TRY(membership_list_with_role(ctx, event->organization_id, "owner", &owners));
    for (size_t i = 0; i < owners.count; i++)
        TRY(mail_role(ctx, event, kind, role.role, &told, &owners.items[i]));
    return OK;
}

static Error mail_deciders(Ctx *ctx, const Event *event, const RoleRequest *request,
    const char *deciders, const Told *about)
{
    MemberList members;
    Member member;
    TRY(membership_list_with_role(ctx, event->organization_id, deciders, &members));
    for (size_t i = 0; i < members.count; i++) {
        TRY(membership_get(ctx, members.items[i].user_id, &member)); // with all its roles
        if (role_request_is_for(request, &member))
            TRY(mail_role(ctx, event, MAIL_ROLE_REQUESTED, request->role, about, &member));
    }
    return OK;
}

Error notify_role_request_placed(Ctx *ctx, const Event *event)
{
    RoleRequest request = {.id = ID_NONE};
    Told told;
    TRY(told_begin(ctx, event, &told));
    TRY(role_request_get(ctx, event->subject_id, &request));
    if (request.state != ROLE_REQUEST_PENDING)
        return OK; // decided or taken back meanwhile
    told.person = request.user_name;
    told.reason = request.reason;
    told.until = request.expires_at;
    TRY(mail_deciders(ctx, event, &request, "owner", &told));
    return mail_deciders(ctx, event, &request, "administrator", &told);
}

Error notify_role_request_declined(Ctx *ctx, const Event *event)
{
    RoleRequest request = {.id = ID_NONE};
    User user = {.id = ID_NONE};
    Told told;
    TRY(told_begin(ctx, event, &told));
    TRY(role_request_get(ctx, event->subject_id, &request));
    TRY(user_get(ctx, request.user_id, &user));
    told.person = request.decided_by_name;
    told.role = words_in(user.language)->roles[request.role];
    told.reason = request.decline_reason;
    told.path = arena_printf(ctx->arena, "/o/%s", event->organization_id.text);
    return message_create_for_member(
        ctx, event, MAIL_ROLE_REQUEST_DECLINED, user.id, data_of(ctx, &told));
}

// ── owners ───────────────────────────────────────────────────────────────────────────────────

Error notify_ownership_transfer(Ctx *ctx, const Event *event)
{
    OwnershipTransfer transfer = {.id = ID_NONE};
    MemberList owners;
    Told told;
    TRY(told_begin(ctx, event, &told));
    TRY(ownership_transfer_get(ctx, event->subject_id, &transfer));
    told.person = transfer.to_name;
    told.until = transfer.expires_at;
    if (text_same(event->kind, "ownership_transfer.declined"))
        return message_create_for(
            ctx, event, MAIL_OWNERSHIP_DECLINED, transfer.from_user_id, data_of(ctx, &told));
    if (text_same(event->kind, "ownership_transfer.requested")) {
        told.person = transfer.from_name;
        return message_create_for(
            ctx, event, MAIL_OWNERSHIP_REQUESTED, transfer.to_user_id, data_of(ctx, &told));
    }
    TRY(membership_list_with_role(ctx, event->organization_id, "owner", &owners));
    TRY(message_create_for_all(ctx, event, MAIL_OWNERSHIP_ACCEPTED, &owners, data_of(ctx, &told)));
    return message_create_for(
        ctx, event, MAIL_OWNERSHIP_ACCEPTED, transfer.from_user_id, data_of(ctx, &told));
}

Error notify_ownership_announcement(Ctx *ctx, const Event *event)
{
    OwnershipTransfer transfer = {.id = ID_NONE};
    MemberList owners, operators = {.count = 0};
    Told told;
    MailKind kind =
        text_same(event->kind, "ownership_transfer.announced")   ? MAIL_OWNERSHIP_ANNOUNCED
        : text_same(event->kind, "ownership_transfer.completed") ? MAIL_OWNERSHIP_COMPLETED
                                                                 : MAIL_OWNERSHIP_STOPPED;
    TRY(told_begin(ctx, event, &told));
    TRY(ownership_transfer_get(ctx, event->subject_id, &transfer));
    told.person = transfer.to_name;
    told.former = transfer.from_name;
    told.until = transfer.takes_effect_at;
    told.reason = transfer.reason;
    const char *data = data_of(ctx, &told);
    TRY(membership_list_with_role(ctx, event->organization_id, "owner", &owners));
    if (kind == MAIL_OWNERSHIP_STOPPED)
        TRY(membership_list_operators(ctx, &operators));
    TRY(message_create_for_all(ctx, event, kind, &owners, data));
    TRY(message_create_for_all(ctx, event, kind, &operators, data));
    TRY(message_create_for(ctx, event, kind, transfer.from_user_id, data));
    return message_create_for(ctx, event, kind, transfer.to_user_id, data);
}

Error notify_access_rules(Ctx *ctx, const Event *event)
{
    MemberList owners;
    Told told;
    bool is_change = text_same(event->kind, "access_rules.changed");
    TRY(told_begin(ctx, event, &told));
    TRY(actor_name(ctx, event, words_in("en"), &told.person));
    told.until = is_change ? TIME_NONE : time_after(event->created_at, ACCESS_SUSPENSION_TIME);
    told.path = arena_printf(ctx->arena, "/o/%s/access", event->organization_id.text);
    TRY(membership_list_with_role(ctx, event->organization_id, "owner", &owners));
    return message_create_for_all(ctx, event,
        is_change ? MAIL_ACCESS_RULES_CHANGED : MAIL_ACCESS_RULES_SUSPENDED, &owners,
        data_of(ctx, &told));
}

Error notify_access_suspension(Ctx *ctx, const Event *event)
{
    Organization organization = {.id = ID_NONE};
    User person = {.id = ID_NONE};
    MemberList owners;
    TRY(organization_get(ctx, event->organization_id, &organization));
    TRY(user_get(ctx, event->actor_user_id, &person));
    TRY(membership_list_with_role(ctx, event->organization_id, "owner", &owners));
    for (size_t i = 0; i < owners.count; i++) {
        Json *data = json_new(ctx->arena);
        json_begin_object(data, NULL);
        json_put(data, "organization", organization.name);
        json_put(data, "person", person.name);
        json_put(data, "organization_id", event->organization_id);
        json_put(data, "access_user_id", owners.items[i].user_id);
        json_put(data, "since", event->created_at.us);
        json_end_object(data);
        TRY(message_create_for(
            ctx, event, MAIL_ACCESS_SUSPENSION, owners.items[i].user_id, json_finish(data)));
    }
    return OK;
}

Error notify_break_glass(Ctx *ctx, const Event *event)
{
    User person = {.id = ID_NONE};
    MemberList owners;
    Told told;
    TRY(told_begin(ctx, event, &told));
    TRY(user_get(ctx, event->subject_id, &person));
    told.person = person.name;
    told.path = arena_printf(ctx->arena, "/o/%s/audit-log", event->organization_id.text);
    TRY(membership_list_with_role(ctx, event->organization_id, "owner", &owners));
    return message_create_for_all(ctx, event, MAIL_BREAK_GLASS, &owners, data_of(ctx, &told));
}
