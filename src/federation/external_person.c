#include "external_person.h"

SHAPE(external_person_shape, ExternalPerson, FIELD(ExternalPerson, subject, .required = true),
    FIELD(ExternalPerson, email), FIELD(ExternalPerson, is_email_verified),
    FIELD(ExternalPerson, name), FIELD(ExternalPerson, sid),
    FIELD(ExternalPerson, authenticated_at),
    FIELD_OPTION(ExternalPerson, cloud, cloud_person_shape));

SHAPE(cloud_person_shape, CloudPerson, FIELD(CloudPerson, domain_id, .required = true),
    FIELD(CloudPerson, domain_name, .required = true), FIELD(CloudPerson, says_owner),
    FIELD(CloudPerson, is_owner), FIELD(CloudPerson, roles),
    FIELD_LIST(CloudPerson, projects, keystone_project_shape), FIELD(CloudPerson, token),
    FIELD(CloudPerson, token_expires_at), FIELD(CloudPerson, email), FIELD(CloudPerson, language));
