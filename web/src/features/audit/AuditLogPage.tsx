import { Trans, useLingui } from '@lingui/react/macro';
import { Text, TextInput } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { apiList, apiQuery } from '@/api/query';
import type { AuditRecord } from '@/api/types';
import { useActing } from '@/shell/session';
import { type Column, DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { type ListState, useListState } from '@/ui/list_state';
import { PageHeader } from '@/ui/PageHeader';
import { Time } from '@/ui/Time';
import { type AuditQuery, SaveAuditLog } from './SaveAuditLog';
import { Subject } from './Subject';
import { VerifyAuditLog } from './VerifyAuditLog';

/** The moment at which the day begins here, so many days later. */
const beginOf = (day: string | undefined, later = 0) => {
    if (!day) return undefined;
    const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
    return new Date(year, month - 1, date + later).toISOString();
};

const queryOf = (state: ListState): AuditQuery => ({
    user_id: state.get('person'),
    action: state.get('action'),
    subject_id: state.get('q')?.trim() || undefined,
    since: beginOf(state.get('since')),
    until: beginOf(state.get('until'), 1),
});

/** Every change, told as a sentence; the records are a chain that can be verified. */
export function AuditLogPage() {
    const { t } = useLingui();
    const { organizationId, organization, home } = useActing();
    const state = useListState();
    const wanted = queryOf(state);
    const query = useInfiniteQuery({
        ...apiList('/v1/audit-records', { query: wanted, organization: organizationId }),
        placeholderData: keepPreviousData,
    });
    const choices = useQuery(apiQuery('/v1/audit-records/choices', { organization: organizationId }));
    const columns = useColumns(organizationId);
    return (
        <>
            <PageHeader
                title={t`Audit log`}
                crumbs={[home]}
                description={
                    <Trans>
                        Every change that was made for {organization.name}: who made it, from where and when.
                        A file holds the newest 10,000 of what the filters let through.
                    </Trans>
                }
                actions={<VerifyAuditLog />}
            />
            <DataTable
                name="audit-log"
                label={t`Audit log`}
                columns={columns}
                query={query}
                rowId={(row) => row.id}
                hasCsv={false}
                search={t`Id of what was changed`}
                actions={
                    <>
                        <DayField name="since" label={t`From`} state={state} />
                        <DayField name="until" label={t`To`} state={state} />
                        <SaveAuditLog query={wanted} />
                    </>
                }
                filters={[
                    {
                        id: 'person',
                        label: t`Person`,
                        options: (choices.data?.people ?? []).map((person) => ({
                            value: person.user_id,
                            label: person.name,
                        })),
                    },
                    {
                        id: 'action',
                        label: t`Action`,
                        options: (choices.data?.actions ?? []).map(({ action, text }) => ({
                            value: action,
                            label: text,
                        })),
                    },
                ]}
                empty={
                    <EmptyState icon="clock" title={t`Nothing is recorded here`}>
                        <Trans>Changes to your organization will be listed here.</Trans>
                    </EmptyState>
                }
            />
        </>
    );
}

function DayField({ name, label, state }: { name: string; label: string; state: ListState }) {
    return (
        <TextInput
            type="date"
            name={name}
            aria-label={label}
            leftSection={
                <Text span size="xs" c="dimmed">
                    {label}
                </Text>
            }
            leftSectionWidth={48}
            value={state.get(name) ?? ''}
            onChange={(event) => state.set({ [name]: event.currentTarget.value })}
        />
    );
}

function Who({ record }: { record: AuditRecord }) {
    const { t } = useLingui();
    const rest = [
        record.api_token_name && record.api_token_name !== record.user_name
            ? t`by the token ${record.api_token_name}`
            : null,
        record.actor_organization_name,
    ].filter(Boolean);
    return (
        <>
            {record.user_name ?? t`Kontor`}
            {rest.length > 0 && (
                <Text size="xs" c="dimmed">
                    {rest.join(', ')}
                </Text>
            )}
        </>
    );
}

function useColumns(organizationId: string): Column<AuditRecord>[] {
    const { t } = useLingui();
    return useMemo(
        () => [
            {
                id: 'number',
                header: t`Number`,
                value: (row) => row.number,
                isNumber: true,
                isHidden: true,
            },
            {
                id: 'created_at',
                header: t`Time`,
                cell: (row) => <Time value={row.created_at} exact />,
                value: (row) => row.created_at,
            },
            {
                id: 'user_name',
                header: t`Person`,
                cell: (row) => <Who record={row} />,
                value: (row) => row.user_name,
            },
            { id: 'text', header: t`Action`, value: (row) => row.text },
            {
                id: 'subject_id',
                header: t`Subject`,
                cell: (row) => <Subject id={row.subject_id} organizationId={organizationId} />,
                value: (row) => row.subject_id,
            },
            {
                id: 'address',
                header: t`Network address`,
                value: (row) => row.address,
            },
            {
                id: 'action',
                header: t`Request`,
                cell: (row) => <code>{row.action}</code>,
                value: (row) => row.action,
                isHidden: true,
            },
            {
                id: 'request_id',
                header: t`Id of the request`,
                value: (row) => row.request_id,
                isHidden: true,
            },
            {
                id: 'digest',
                header: t`Digest`,
                cell: (row) => <code>{row.digest?.slice(0, 16)}…</code>,
                value: (row) => row.digest,
                isHidden: true,
            },
        ],
        [t, organizationId],
    );
}
