import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Group, Text } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { client, forOrganization } from '@/api/client';
import { apiList, forget } from '@/api/query';
import type { MailDomain } from '@/api/types';
import { useActing } from '@/shell/session';
import { ConfirmMoney } from '@/ui/ConfirmMoney';
import { type Column, DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { PageHeader } from '@/ui/PageHeader';
import { Problem } from '@/ui/Problem';
import { Status } from '@/ui/Status';
import { Time } from '@/ui/Time';
import { useShutOut } from './identity_provider';

const PATH = '/v1/operator/mail-domains';

/** The operator confirms whose mail domains are whose. */
export function MailDomainsPage() {
    const { t } = useLingui();
    const { organizationId, home } = useActing();
    const queries = useQueryClient();
    const query = useInfiniteQuery(apiList(PATH, { organization: organizationId }));
    const [takenBack, setTakenBack] = useState<MailDomain | null>(null);
    const decide = useMutation({
        mutationFn: ({ id, is }: { id: string; is: 'confirmation' | 'refusal' }) =>
            client.POST(`/v1/operator/mail-domains/{id}/${is}`, {
                params: { path: { id } },
                headers: forOrganization(organizationId),
            }),
        onSettled: () => forget(queries, PATH),
    });
    const { mutate } = decide;
    const columns = useMemo<Column<MailDomain>[]>(
        () => [
            {
                id: 'domain',
                header: t`Mail domain`,
                value: (row) => row.domain,
            },
            {
                id: 'organization_name',
                header: t`Organization`,
                value: (row) => row.organization_name,
            },
            {
                id: 'provider_name',
                header: t`Identity provider`,
                value: (row) => row.provider_name,
            },
            {
                id: 'state',
                header: t`State`,
                cell: (row) => <Status state={row.confirmed_at ? 'confirmed' : 'pending'} />,
                value: (row) => (row.confirmed_at ? 'confirmed' : 'pending'),
            },
            {
                id: 'created_at',
                header: t`Asked`,
                cell: (row) => <Time value={row.created_at} />,
                value: (row) => row.created_at,
            },
            {
                id: 'action',
                header: t`Action`,
                cell: (row) => (
                    <Group gap={4} wrap="nowrap">
                        {!row.confirmed_at && (
                            <Button
                                size="compact-xs"
                                aria-label={t`Confirm ${row.domain} of ${row.organization_name ?? ''}`}
                                onClick={() => mutate({ id: row.id, is: 'confirmation' })}
                            >
                                <Trans>Confirm</Trans>
                            </Button>
                        )}
                        <Button
                            size="compact-xs"
                            variant="default"
                            aria-label={t`Refuse ${row.domain} of ${row.organization_name ?? ''}`}
                            onClick={() =>
                                row.confirmed_at ? setTakenBack(row) : mutate({ id: row.id, is: 'refusal' })
                            }
                        >
                            <Trans>Refuse</Trans>
                        </Button>
                    </Group>
                ),
            },
        ],
        [t, mutate],
    );
    return (
        <>
            <PageHeader
                title={t`Mail domains`}
                crumbs={[home]}
                description={t`Confirm only what you know to be the organization’s: its identity provider then vouches for everybody with an address of the domain.`}
            />
            <Problem error={decide.error} />
            <DataTable
                name="mail-domains"
                label={t`Mail domains`}
                columns={columns}
                query={query}
                rowId={(row) => row.id}
                empty={
                    <EmptyState icon="mail" title={t`No mail domains`}>
                        <Trans>Organizations ask for them where they add an identity provider.</Trans>
                    </EmptyState>
                }
            />
            {takenBack && <TakeBack domain={takenBack} onClose={() => setTakenBack(null)} />}
        </>
    );
}

function TakeBack({ domain, onClose }: { domain: MailDomain; onClose: () => void }) {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const queries = useQueryClient();
    const shutOut = useShutOut(['would_shut_out', 'no_owner_left']);
    return (
        <ConfirmMoney
            opened
            onClose={onClose}
            title={t`Take ${domain.domain} back from ${domain.organization_name ?? ''}?`}
            confirm={
                shutOut.isConfirmed
                    ? t`Remove it although somebody cannot sign in any more`
                    : t`Yes, take it back`
            }
            keep={t`No, keep it`}
            run={() =>
                client.POST('/v1/operator/mail-domains/{id}/refusal', {
                    params: { path: { id: domain.id }, query: { is_confirmed: shutOut.isConfirmed } },
                    headers: forOrganization(organizationId),
                })
            }
            onError={shutOut.onError}
            onDone={() => forget(queries, PATH)}
        >
            <Text>
                <Trans>
                    Whoever is linked to its provider still signs in by it. Others with an address of the
                    domain do not any more.
                </Trans>
            </Text>
        </ConfirmMoney>
    );
}
