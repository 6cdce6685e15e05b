#include "cloud_password_store.h"

#include "db/db.h"

static SHAPE(login_shape, CloudLogin, FIELD(CloudLogin, subject), FIELD(CloudLogin, domain),
    FIELD(CloudLogin, user_name));

Error cloud_password_store_find_login(Ctx *ctx, Id user_id, Id provider_id, CloudLogin *ret_login)
{
    return db_one(ctx, login_shape, ret_login,
        "SELECT link.subject, domain.name AS domain, known.name AS user_name"
        " FROM linked_identity AS link JOIN cloud_user AS known ON known.subject = link.subject"
        " JOIN cloud_domain AS domain ON domain.organization_id = known.organization_id"
        " AND domain.id = known.cloud_domain_id AND domain.provider_id = link.provider_id"
        " WHERE link.user_id = $1 AND link.provider_id = $2 ORDER BY domain.id LIMIT 1",
        user_id, provider_id);
}

Error cloud_password_store_create(
    Ctx *ctx, const CloudPasswordChange *change, Blob sealed, Time lost_before, int64_t *ret_count)
{
    return db_exec_count(ctx, ret_count,
        "INSERT INTO cloud_password_change (user_id, provider_id, session_id, state,"
        " sealed_passwords, created_at) VALUES ($1, $2, $3, $4, $5, $6)"
        " ON CONFLICT (user_id, provider_id) DO UPDATE SET session_id = excluded.session_id,"
        " state = excluded.state, sealed_passwords = excluded.sealed_passwords, problem = NULL,"
        " created_at = excluded.created_at"
        " WHERE cloud_password_change.state <> 'waiting' OR cloud_password_change.created_at < $7",
        change->user_id, change->provider_id, change->session_id,
        cloud_password_state_names[change->state], sealed, change->created_at, lost_before);
}

Error cloud_password_store_get(
    Ctx *ctx, Id user_id, Id provider_id, CloudPasswordChange *ret_change)
{
    return db_one(ctx, cloud_password_change_shape, ret_change,
        "SELECT user_id, provider_id, session_id, state, problem, created_at"
        " FROM cloud_password_change WHERE user_id = $1 AND provider_id = $2",
        user_id, provider_id);
}

Error cloud_password_store_get_sealed(Ctx *ctx, Id user_id, Id provider_id, Blob *ret_sealed)
{
    return db_blob(ctx, ret_sealed,
        "SELECT sealed_passwords FROM cloud_password_change WHERE user_id = $1 AND provider_id = $2",
        user_id, provider_id);
}

Error cloud_password_store_move(Ctx *ctx, const CloudPasswordChange *change)
{
    return db_exec(ctx,
        "UPDATE cloud_password_change SET state = $3, problem = $4, sealed_passwords = NULL"
        " WHERE user_id = $1 AND provider_id = $2 AND created_at = $5 AND state = 'waiting'",
        change->user_id, change->provider_id, cloud_password_state_names[change->state],
        change->problem, change->created_at);
}
