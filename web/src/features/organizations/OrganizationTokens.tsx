import { Trans, useLingui } from '@lingui/react/macro';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { bodyOf, client, forOrganization } from '@/api/client';
import { apiList } from '@/api/query';
import type { ApiToken, Permission } from '@/api/types';
import { useTokenColumns } from '@/features/identity/token_columns';
import { tokenOf } from '@/features/identity/TokenFields';
import { TokenTable } from '@/features/identity/TokenTable';
import { useActing } from '@/shell/session';
import type { Column } from '@/ui/DataTable';
import { useRoleNames } from '@/ui/names';
import { useRoles } from './members';

/** All tokens for the organization: its own, and those of its people. */
export function OrganizationTokens() {
    const { organizationId, may } = useActing();
    const headers = forOrganization(organizationId);
    // A token lacks what its maker lacks; reports comes by itself, and a program owns nothing.
    const roles = useRoles().filter(
        ({ role, permissions }) =>
            role !== 'reports' && role !== 'owner' && permissions.every((one) => may(one as Permission)),
    );
    return (
        <TokenTable
            name="organization-tokens"
            description={
                <Trans>
                    A token of the organization has roles of its own and stays when people leave. The tokens
                    of your people are listed too; they can do what their person may.
                </Trans>
            }
            columns={useColumns()}
            query={useInfiniteQuery(apiList('/v1/organization/api-tokens', { organization: organizationId }))}
            roles={roles.map(({ role }) => role)}
            create={async (values) =>
                bodyOf(
                    await client.POST('/v1/organization/api-tokens', {
                        headers,
                        body: {
                            ...tokenOf(values),
                            roles: ['reports', ...values.roles],
                        },
                    }),
                )
            }
            revoke={(id) =>
                client.DELETE('/v1/organization/api-tokens/{id}', { params: { path: { id } }, headers })
            }
        />
    );
}

function useColumns(): Column<ApiToken>[] {
    const { t } = useLingui();
    const shared = useTokenColumns();
    const names = useRoleNames();
    const { organization } = useActing();
    return useMemo(() => {
        const whose = (token: ApiToken) =>
            token.is_organizations ? organization.name : (token.user_name ?? '');
        const rolesOf = (token: ApiToken) =>
            token.is_organizations ? token.roles.map(names).join(', ') : t`those of the person`;
        const [name, state, ...rest] = shared;
        return [
            ...(name && state ? [name, state] : []),
            { id: 'whose', header: t`Whose`, value: whose },
            { id: 'roles', header: t`Roles`, value: rolesOf },
            ...rest.map((column) => (column.id === 'prefix' ? { ...column, isHidden: true } : column)),
            {
                id: 'created_by_name',
                header: t`Created by`,
                cell: (row: ApiToken) => row.created_by_name ?? '–',
                value: (row: ApiToken) => row.created_by_name,
                isHidden: true,
            },
        ];
    }, [t, shared, names, organization.name]);
}
