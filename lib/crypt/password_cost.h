// password_cost.h — what hashing a password costs (Argon2id, RFC 9106): a part of its own, so that
// tests which hash many can be linked with a cheaper one.
#pragma once

#include <stddef.h>

typedef struct PasswordCost {
    unsigned passes;
    size_t memory; // bytes
} PasswordCost;

/** Asked for with each password that is hashed, or pretended to be. */
PasswordCost password_cost(void);
