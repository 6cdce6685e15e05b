// keystone.h — the identity service of OpenStack clouds (Identity API v3), and how any other
// service of such a cloud is asked. It talks to the cloud, so only jobs call it.
//
// UNAUTHENTICATED cloud_refused, cloud_password_expired; NOT_FOUND cloud_not_found; FORBIDDEN
// cloud_forbidden; UNAVAILABLE cloud_failed, no_cloud, and what client.h says. Each is a sentence
// with the cloud's own words.
#pragma once

#include "base/ctx.h"
#include "shape/shape.h"
#include "json/json.h"

typedef struct Keystone {
    const char *url;  // "https://iam.example.org/v3"
    const char *ca;   // PEM: the only authorities that are trusted; NULL: those of this machine
    int64_t *left_us; // for all that is asked; NULL: each question has its own time
} Keystone;

typedef struct KeystoneCredential {
    const char *domain, *user_name, *password;
    const char *user_id; // instead of both names; NULL: not known
} KeystoneCredential;

/** For what a token is asked: a project, a domain, or neither. */
typedef struct KeystoneScope {
    const char *project_id, *domain_id;
} KeystoneScope;

typedef struct KeystoneToken {
    const char *text; // for X-Auth-Token
    const char *user_id, *user_name, *domain_id, *domain_name;
    TextList roles;           // names, in the scope
    Time expires_at;          // TIME_NONE: it did not say
    const JsonValue *catalog; // NULL: none, as without a scope
} KeystoneToken;

typedef struct KeystoneProject {
    const char *id, *name;
    const char *domain_id; // whose it is; NULL: not said, or kept
} KeystoneProject;

extern const Shape keystone_project_shape;
typedef LIST_OF(KeystoneProject) KeystoneProjectList;

/** What the cloud calls the owner of a domain is a word of Open Telekom Cloud and its kin. */
typedef enum KeystoneOwner { OWNER_UNSAID, OWNER_NO, OWNER_YES } KeystoneOwner;

typedef struct KeystoneUser {
    const char *id, *name;
    const char *email; // NULL: none; nobody proved it
    bool is_enabled;
    KeystoneOwner owner;
} KeystoneUser;

typedef LIST_OF(KeystoneUser) KeystoneUserList;

enum { KEYSTONE_MAX_PROJECTS = 200, KEYSTONE_MAX_USERS = 2000 };

/** Whether it is such a service: it tells its version to anybody. */
Error keystone_check(Ctx *ctx, const Keystone *keystone);

/** By password. */
Error keystone_sign_in(Ctx *ctx, const Keystone *keystone, const KeystoneCredential *credential,
    KeystoneScope scope, KeystoneToken *ret_token);

/**
 * Changes the password of a user, which the cloud asks for the old one, and waits until tokens
 * are good again.
 * INVALID cloud_password_not_taken: the cloud's rules; UNAUTHENTICATED cloud_refused
 */
Error keystone_change_password(Ctx *ctx, const Keystone *keystone, const char *user_id,
    const char *password, const char *new_password);

/** Whose password it is that expired: the cloud says so to whoever knows it, and to nobody else.
 * NULL: it has not expired. UNAUTHENTICATED cloud_refused */
Error keystone_find_expired(Ctx *ctx, const Keystone *keystone,
    const KeystoneCredential *credential, const char **ret_user_id);

/** By a token, for another scope. */
Error keystone_change_scope(Ctx *ctx, const Keystone *keystone, const char *token,
    KeystoneScope scope, KeystoneToken *ret_token);

/** The projects that the token's person may enter, at most KEYSTONE_MAX_PROJECTS. */
Error keystone_list_projects(
    Ctx *ctx, const Keystone *keystone, const char *token, KeystoneProjectList *ret_projects);

Error keystone_get_user(Ctx *ctx, const Keystone *keystone, const char *token, const char *user_id,
    KeystoneUser *ret_user);

/** All of a domain, at most KEYSTONE_MAX_USERS; few tokens may see them. */
Error keystone_list_users(Ctx *ctx, const Keystone *keystone, const char *token,
    const char *domain_id, KeystoneUserList *ret_users);

/** Asks any service of the cloud. json NULL: no body. *ret_object NULL: an answer without one. */
Error keystone_send(Ctx *ctx, const Keystone *keystone, const char *token, const char *method,
    const char *url, const char *json, const JsonValue **ret_object);

/** Whether it can be part of an address: ids of the cloud are foreign. */
bool keystone_id_is_plain(const char *id);
