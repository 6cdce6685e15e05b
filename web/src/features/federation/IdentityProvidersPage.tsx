import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Group, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { apiList } from '@/api/query';
import type { IdentityProvider } from '@/api/types';
import { useActing } from '@/shell/session';
import { type Column, DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { Icon } from '@/ui/icons';
import { TextLink } from '@/ui/links';
import { PageHeader } from '@/ui/PageHeader';
import { Status } from '@/ui/Status';
import { Directory } from './Directory';
import { CloudLinks } from './CloudLinks';
import { useIsOwner } from './identity_provider';
import { NewCloud } from './NewCloud';
import { NewIdentityProvider } from './NewIdentityProvider';

/** Who else vouches for people of the organization. */
export function IdentityProvidersPage() {
    const { t } = useLingui();
    const { organizationId, organization, home, may } = useActing();
    const isOwner = useIsOwner();
    const [adding, setAdding] = useState<'openid' | 'keystone' | null>(null);
    const columns = useColumns(organizationId);
    const query = useInfiniteQuery(apiList('/v1/identity-providers', { organization: organizationId }));
    const add = isOwner && (
        <Group gap="xs" justify="center">
            <Button leftSection={<Icon name="plus" size={14} />} onClick={() => setAdding('openid')}>
                <Trans>Add identity provider</Trans>
            </Button>
            {may('operate') && (
                <Button variant="default" onClick={() => setAdding('keystone')}>
                    <Trans>Add cloud</Trans>
                </Button>
            )}
        </Group>
    );
    return (
        <>
            <PageHeader
                title={t`Identity providers`}
                crumbs={[home]}
                description={
                    <Trans>By which people of {organization.name} sign in with the account they have.</Trans>
                }
            />
            <DataTable
                name="identity-providers"
                label={t`Identity providers`}
                columns={columns}
                query={query}
                rowId={(row) => row.id}
                actions={add}
                empty={
                    <EmptyState icon="key" title={t`No identity providers yet`} action={add}>
                        <Trans>
                            Have people sign in with the account of your company: by OpenID Connect, as Entra
                            ID, Keycloak, Okta and others speak it.
                        </Trans>
                        {!isOwner && (
                            <>
                                {' '}
                                <Trans>Only an owner adds one.</Trans>
                            </>
                        )}
                    </EmptyState>
                }
            />
            <Directory />
            {isOwner && <CloudLinks />}
            {adding === 'openid' && <NewIdentityProvider onClose={() => setAdding(null)} />}
            {adding === 'keystone' && <NewCloud onClose={() => setAdding(null)} />}
        </>
    );
}

export const stateOf = (provider: IdentityProvider) =>
    provider.state === 'ready' && !provider.is_enabled ? 'off' : provider.state;

function useColumns(organizationId: string): Column<IdentityProvider>[] {
    const { t } = useLingui();
    return useMemo(
        () => [
            {
                id: 'name',
                header: t`Identity provider`,
                cell: (row) => (
                    <TextLink
                        to="/o/$organizationId/identity-providers/$providerId"
                        params={{ organizationId, providerId: row.id }}
                        fw={500}
                    >
                        {row.name}
                    </TextLink>
                ),
                value: (row) => row.name,
            },
            {
                id: 'state',
                header: t`State`,
                cell: (row) => <Status state={stateOf(row)} />,
                value: stateOf,
            },
            {
                id: 'address',
                header: t`Address`,
                cell: (row) => (
                    <Text size="sm" lineClamp={1} maw={320} title={row.address}>
                        {row.address}
                    </Text>
                ),
                value: (row) => row.address,
            },
            {
                id: 'mail_domains',
                header: t`Mail domains`,
                cell: (row) =>
                    row.is_platform
                        ? t`for everybody`
                        : row.mail_domains.map(({ domain }) => domain).join(', '),
                value: (row) => row.mail_domains.map(({ domain }) => domain).join(' '),
            },
            {
                id: 'people',
                header: t`People`,
                value: (row) => row.people,
                isNumber: true,
            },
        ],
        [t, organizationId],
    );
}
