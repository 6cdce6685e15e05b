// cloud_person.h — what a cloud says of somebody who signs in with an account of it.
#pragma once

#include "keystone.h"

typedef struct CloudPerson {
    const char *domain_id, *domain_name;
    bool says_owner, is_owner;    // of the domain; most clouds do not say
    TextList roles;               // names, in the domain and its projects
    KeystoneProjectList projects; // that one may enter
    const char *token;            // for the domain, sealed, base64; NULL: no role there
    Time token_expires_at;
    const char *email, *language; // to which a code was sent; NULL: none
} CloudPerson;

extern const Shape cloud_person_shape;
