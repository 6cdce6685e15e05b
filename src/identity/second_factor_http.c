#include "second_factor_http.h"

#include "audit/audit_record.h"
#include "page.h"
#include "second_factor.h"

typedef struct NewSecondFactor {
    const char *name;
} NewSecondFactor;

static SHAPE(new_second_factor_shape, NewSecondFactor,
    FIELD(NewSecondFactor, name, .required = true, .max = 80, .pattern = ONE_LINE,
        .about = "Of the device."));

typedef struct Confirmation {
    const char *code;
} Confirmation;

static SHAPE(confirmation_shape, Confirmation,
    FIELD(Confirmation, code, .required = true, .max = CODE_MAX, .write_only = true,
        .about = "That the device shows now."));

static Error get_second_factors(Ctx *ctx, const Request *req, Response *res)
{
    (void)req;
    SecondFactorList factors;
    TRY(second_factor_list(ctx, &factors));
    return respond_page(ctx, res, factors.items, factors.count, NULL);
}

static Error post_second_factor(Ctx *ctx, const Request *req, Response *res)
{
    const NewSecondFactor *body = req->body;
    SecondFactor factor;
    TRY(second_factor_create(ctx, body->name, &factor));
    return respond(ctx, res, &factor);
}

static Error post_confirmation(Ctx *ctx, const Request *req, Response *res)
{
    const Confirmation *body = req->body;
    SecondFactor factor;
    TRY(second_factor_confirm(ctx, id_from(req->args[0]), body->code, &factor));
    return respond(ctx, res, &factor);
}

static Error delete_second_factor(Ctx *ctx, const Request *req, Response *res)
{
    TRY(second_factor_remove(ctx, id_from(req->args[0])));
    return respond_nothing(ctx, res);
}

static Error get_recovery_codes(Ctx *ctx, const Request *req, Response *res)
{
    (void)req;
    RecoveryCodes codes = {0};
    TRY(recovery_codes_get(ctx, &codes));
    return respond(ctx, res, &codes);
}

static Error post_recovery_codes(Ctx *ctx, const Request *req, Response *res)
{
    (void)req;
    RecoveryCodes codes;
    TRY(recovery_codes_issue(ctx, &codes));
    return respond(ctx, res, &codes);
}

typedef struct SecondFactorReset {
    const char *email, *reason;
} SecondFactorReset;

static SHAPE(second_factor_reset_shape, SecondFactorReset,
    FIELD(SecondFactorReset, email, .required = true, .max = 254, .format = "email"),
    FIELD(SecondFactorReset, reason, .required = true, .max = 1000,
        .about = "The person is mailed it."));

typedef struct SecondFactorResetDone {
    Id id;
} SecondFactorResetDone;

static SHAPE(second_factor_reset_done_shape, SecondFactorResetDone,
    FIELD(SecondFactorResetDone, id, .required = true, .about = "The person's."));

static Error post_reset(Ctx *ctx, const Request *req, Response *res)
{
    const SecondFactorReset *body = req->body;
    SecondFactorResetDone done;
    TRY(second_factor_reset(ctx, body->email, body->reason, &done.id));
    TRY(audit_record_write_for_user(ctx, req, done.id));
    return respond(ctx, res, &done);
}

enum { PERMIT_SELF = PERMIT_SESSION | PERMIT_VERIFIED };

const Route second_factor_routes[] = {
    {GET, "/v1/me/second-factors", get_second_factors, PERMIT_SIGNED_IN,
        .answer = &second_factor_shape, .is_page = true,
        .summary = "List one's devices that make codes, the oldest first."},
    {POST, "/v1/me/second-factors", post_second_factor, PERMIT_SELF,
        .body = &new_second_factor_shape, .answer = &second_factor_shape, .status = 201,
        .summary = "Add a device; its secret is shown once. It counts once it is confirmed."},
    {POST, "/v1/me/second-factors/{id}/confirmation", post_confirmation, PERMIT_SELF,
        .body = &confirmation_shape, .answer = &second_factor_shape,
        .summary = "Confirm a device by a code; the first one brings recovery codes."},
    {DELETE, "/v1/me/second-factors/{id}", delete_second_factor, PERMIT_SELF, .status = 204,
        .summary = "Remove a device; with the last one the second factor ends."},
    {GET, "/v1/me/recovery-codes", get_recovery_codes, PERMIT_SIGNED_IN,
        .answer = &recovery_codes_shape, .summary = "Tell how many recovery codes are left."},
    {POST, "/v1/me/recovery-codes", post_recovery_codes, PERMIT_SELF,
        .answer = &recovery_codes_shape, .status = 201,
        .summary = "Issue new recovery codes; those before work no more."},
    {POST, "/v1/operator/second-factor-resets", post_reset,
        PERMIT_EVERYWHERE | PERMIT_SESSION | PERMIT_VERIFIED, .body = &second_factor_reset_shape,
        .answer = &second_factor_reset_done_shape,
        .summary = "Remove all devices of a person who lost them; the person is mailed."},
    ROUTES_END,
};
