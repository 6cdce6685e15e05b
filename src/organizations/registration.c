#include "registration.h"

#include "base/text.h"
#include "identity/password_link.h"
#include "identity/proof_of_work.h"
#include "identity/throttle.h"
#include "identity/user.h"
#include "membership.h"
#include "organization.h"
#include "work/work.h"

SHAPE(new_registration_shape, NewRegistration,
    FIELD(NewRegistration, organization_name, .required = true, .max = 100, .pattern = ONE_LINE),
    FIELD(NewRegistration, name, .required = true, .max = 100, .pattern = ONE_LINE),
    FIELD(NewRegistration, email, .required = true, .max = 254, .format = "email"),
    FIELD(NewRegistration, language, .required = true, .pattern = LANGUAGE_PATTERN),
    FIELD(NewRegistration, proof, .max = PROOF_MAX, .about = "See POST /v1/proofs-of-work."));

static const Throttle per_address = {"registration_address", 30, HOURS(1)};
static const Throttle per_recipient = {"registration_recipient", 4, HOURS(1)};

static const char *owner_roles[] = {"reports", "owner"};

// Two who register the same address at once: the second one starts again and finds the first.
static Error created_meanwhile(Ctx *ctx, Error error)
{
    if (error == CONFLICT && text_same(ctx->failure.code, "user_account_email"))
        return fail(ctx, CONFLICT, "serialization", "Somebody else was faster.");
    return error;
}

static Error create_both(Ctx *ctx, const NewRegistration *registration, User *ret_user)
{
    Error error =
        user_create(ctx, registration->email, registration->name, registration->language, ret_user);
    if (error)
        return created_meanwhile(ctx, error);
    Id organization_id;
    TRY(organization_create(ctx, registration->organization_name, registration->language, false,
        false, &organization_id));
    ctx->actor.user_id = ret_user->id;
    ctx->actor.organization_id = organization_id;
    TRY(membership_create(
        ctx, organization_id, ret_user->id, (TextList){owner_roles, COUNT_OF(owner_roles)}));
    return event_emit(ctx, "registration.requested", organization_id, organization_id, NULL);
}

Error registration_create(Ctx *ctx, const NewRegistration *registration)
{
    User user;
    PasswordLink link;
    TRY(proof_of_work_require(ctx, registration->proof));
    TRY(throttle_count(ctx, &per_address, throttle_address(ctx)));
    TRY(throttle_count(ctx, &per_recipient, text_lower(ctx->arena, registration->email)));
    TRY(user_find(ctx, registration->email, &user));
    if (user.password_hash) // the mail about it goes to the address, nobody else learns of it
        return event_emit(ctx, "registration.requested", ID_NONE, user.id, NULL);
    if (!id_is_set(user.id))
        TRY(create_both(ctx, registration, &user));
    return password_link_issue(ctx, &user, &link);
}

// ── by the operator's command line ───────────────────────────────────────────────────────────

static Error link_url(Ctx *ctx, const User *user, const char **ret_url)
{
    PasswordLink link;
    TRY(password_link_issue(ctx, user, &link));
    *ret_url = password_link_url(ctx, link.id);
    return OK;
}

Error registration_create_person(Ctx *ctx, const NewPerson *person, const char **ret_url)
{
    Id organization_id;
    User user;
    TRY(organization_find(ctx, person->organization_name, &organization_id));
    if (!id_is_set(organization_id))
        TRY(organization_create(ctx, person->organization_name, person->language,
            person->is_operator, person->is_seller, &organization_id));
    TRY(user_find(ctx, person->email, &user));
    if (!id_is_set(user.id))
        TRY(user_create(ctx, person->email, person->name, person->language, &user));
    TRY(membership_create(ctx, organization_id, user.id, person->roles));
    *ret_url = NULL;
    return user.password_hash ? OK : link_url(ctx, &user, ret_url);
}

Error registration_reset_password(Ctx *ctx, const char *email, const char **ret_url)
{
    User user;
    TRY(user_find(ctx, email, &user));
    if (!id_is_set(user.id))
        return fail(ctx, NOT_FOUND, "not_found", "Nobody has the mail address %s.", email);
    return link_url(ctx, &user, ret_url);
}
