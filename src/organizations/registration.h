// registration.h — how an organization and its first person come to the marketplace.
//
// Registering makes both; the person is the owner and gets a link by mail to set a password, which
// proves the address. Whether a mail address is known never shows in the answer: its owner is told
// by mail.
#pragma once

#include "base/ctx.h"
#include "shape/shape.h"

typedef struct NewRegistration {
    const char *organization_name, *name, *email, *language;
    const char *proof; // of work: identity/proof_of_work.h
} NewRegistration;

extern const Shape new_registration_shape;

/**
 * Registers, or tells the owner of the address by mail that there is an account. From here on the
 * actor is the new person, if there is one.
 *
 * LIMITED  too_many_attempts
 */
Error registration_create(Ctx *ctx, const NewRegistration *registration);

// ── by the operator's command line ───────────────────────────────────────────────────────────

typedef struct NewPerson {
    const char *organization_name; // made if there is none of that name
    const char *name, *email, *language;
    TextList roles;
    bool is_operator; // the organization, if it is made
    bool is_seller;
} NewPerson;

/** Adds a person to an organization, and answers the address under which to set a password; NULL if
 * there is one already. In the current transaction. */
Error registration_create_person(Ctx *ctx, const NewPerson *person, const char **ret_url);

/** Answers an address under which the person can reset the password. NOT_FOUND. */
Error registration_reset_password(Ctx *ctx, const char *email, const char **ret_url);
