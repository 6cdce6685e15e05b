#include "directory_http.h"

#include "directory.h"
#include "organizations/role.h"
#include "scim_group.h"

typedef struct NewGroupRoles {
    TextList roles;
} NewGroupRoles;

static SHAPE(new_group_roles_shape, NewGroupRoles,
    FIELD(NewGroupRoles, roles, .required = true, .max = ROLES,
        .pattern = "reports|profile|purchasing|administrator|offerings",
        .about = "All of them; none takes all. reports comes with any other."));

static Error get_directory(Ctx *ctx, const Request *req, Response *res)
{
    Directory directory;
    (void)req;
    TRY(directory_get(ctx, &directory));
    return respond(ctx, res, &directory);
}

// All at once: there are at most MAX_SCIM_GROUPS.
static Error get_groups(Ctx *ctx, const Request *req, Response *res)
{
    ScimGroupList groups;
    (void)req;
    TRY(scim_group_list_all(ctx, &groups));
    return respond_page(ctx, res, groups.items, groups.count, NULL);
}

static Error put_roles(Ctx *ctx, const Request *req, Response *res)
{
    const NewGroupRoles *body = req->body;
    ScimGroup group;
    TRY(scim_group_place_roles(ctx, id_from(req->args[0]), body->roles, &group));
    return respond(ctx, res, &group);
}

const Route directory_routes[] = {
    {GET, "/v1/organization/directory", get_directory, PERMIT_MEMBERS, .answer = &directory_shape,
        .summary = "Tell of the directory that makes members by SCIM 2.0."},
    {GET, "/v1/organization/directory/groups", get_groups, PERMIT_MEMBERS,
        .answer = &scim_group_shape, .is_page = true,
        .summary = "List the groups of the directory and the roles that their members get."},
    {PUT, "/v1/organization/directory/groups/{id}/roles", put_roles,
        PERMIT_MEMBERS | PERMIT_SESSION | PERMIT_VERIFIED, .body = &new_group_roles_shape,
        .answer = &scim_group_shape,
        .summary = "Give the members of a group of the directory exactly these roles."},
    ROUTES_END,
};
