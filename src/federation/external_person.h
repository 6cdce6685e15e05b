// external_person.h — what a provider says about a person.
#pragma once

#include "base/ctx.h"
#include "cloud_person.h"
#include "shape/shape.h"

typedef struct ExternalPerson {
    const char *subject; // never changes and is nobody else's at that provider
    const char *email;   // NULL: it did not say
    bool is_email_verified;
    const char *name;
    const char *sid;       // of the provider's session; NULL: it did not say
    Time authenticated_at; // when the person signed in there; TIME_NONE: it did not say
    CloudPerson *cloud;    // of a cloud; NULL: it is none
} ExternalPerson;

extern const Shape external_person_shape;
