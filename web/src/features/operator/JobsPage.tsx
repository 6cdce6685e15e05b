import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Text } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { client, forOrganization } from '@/api/client';
import { apiList, forget } from '@/api/query';
import type { JobRow } from '@/api/types';
import { useActing } from '@/shell/session';
import { type Column, DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { useListState } from '@/ui/list_state';
import { TextLink } from '@/ui/links';
import { PageHeader } from '@/ui/PageHeader';
import { Problem } from '@/ui/Problem';
import { useJobNames } from '@/ui/names';
import { Status, useStateNames } from '@/ui/Status';
import { Time } from '@/ui/Time';
import { toast } from '@/ui/toast';

const STATES = ['waiting', 'running', 'done', 'dead'];
const SEARCHED = 200; // rows at once, where all are read
const REFRESH = 5_000; // milliseconds: jobs have no events

/** What runs in the background, and what was given up. */
export function JobsPage() {
    const { t } = useLingui();
    const { organizationId, home } = useActing();
    const queries = useQueryClient();
    const state = useListState();
    const isSearching = !!state.get('q');
    const states = useStateNames();
    const names = useJobNames();
    const query = useInfiniteQuery({
        ...apiList('/v1/operator/jobs', {
            query: { state: state.get('state'), limit: isSearching ? SEARCHED : undefined },
            organization: organizationId,
        }),
        placeholderData: keepPreviousData,
        refetchInterval: !isSearching && REFRESH,
    });
    const retry = useMutation({
        mutationFn: (jobs: JobRow[]) =>
            Promise.all(
                jobs.map(({ id }) =>
                    client.POST('/v1/operator/jobs/{id}/retry', {
                        params: { path: { id } },
                        headers: forOrganization(organizationId),
                    }),
                ),
            ),
        onSuccess: (_, jobs) =>
            void toast(
                t`${plural(jobs.length, { one: 'The job is tried anew.', other: '# jobs are tried anew.' })}`,
            ),
        onSettled: () => forget(queries, '/v1/operator/jobs'),
    });
    const { mutate } = retry;
    const columns = useColumns(useCallback((job) => mutate([job]), [mutate]));
    return (
        <>
            <PageHeader
                title={t`Jobs`}
                crumbs={[home]}
                description={<Trans>What runs in the background, and why something failed.</Trans>}
            />
            <Problem error={retry.error} />
            <DataTable
                name="jobs"
                label={t`Jobs`}
                columns={columns}
                query={query}
                rowId={(row) => row.id}
                search={t`Search jobs`}
                searched={(row) => [
                    names(row.kind),
                    row.kind,
                    row.id,
                    row.organization_id,
                    row.key,
                    row.problem,
                ]}
                filters={[
                    {
                        id: 'state',
                        label: t`State`,
                        options: STATES.map((value) => ({ value, label: states(value) })),
                    },
                ]}
                bulk={{
                    canSelect: (row) => row.state === 'dead',
                    nameOf: (row) => names(row.kind),
                    actions: (rows, onDone) => (
                        <Button
                            size="xs"
                            variant="default"
                            loading={retry.isPending}
                            onClick={() => retry.mutate(rows, { onSuccess: onDone })}
                        >
                            <Trans>Try anew</Trans>
                        </Button>
                    ),
                }}
                empty={<EmptyState icon="check" title={t`Nothing runs, nothing failed`} />}
            />
        </>
    );
}

/** A job that runs or is over is due no more: its time is until when a worker holds it. */
const isDue = (row: JobRow) => row.state === 'waiting';

function useColumns(onRetry: (job: JobRow) => void): Column<JobRow>[] {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const names = useJobNames();
    return useMemo(
        () => [
            {
                id: 'kind',
                header: t`Job`,
                value: (row) => names(row.kind),
            },
            {
                id: 'state',
                header: t`State`,
                cell: (row) => <Status state={row.state} />,
                value: (row) => row.state,
            },
            {
                id: 'attempts',
                header: t`Attempts`,
                value: (row) => row.attempts,
                isNumber: true,
            },
            {
                id: 'key',
                header: t`Subject`,
                cell: (row) => (
                    <Text size="xs" component="div">
                        {row.key && <code>{row.key}</code>}
                        {row.organization_id && (
                            <TextLink
                                to="/o/$organizationId/operator/organizations/$customerId"
                                params={{ organizationId, customerId: row.organization_id }}
                                size="xs"
                                display="block"
                            >
                                {row.organization_id}
                            </TextLink>
                        )}
                    </Text>
                ),
                value: (row) => row.key,
            },
            {
                id: 'organization_id',
                header: t`Organization`,
                value: (row) => row.organization_id,
                isHidden: true,
            },
            { id: 'problem', header: t`Problem`, value: (row) => row.problem },
            {
                id: 'run_at',
                header: t`Due`,
                cell: (row) => isDue(row) && <Time value={row.run_at} />,
                value: (row) => (isDue(row) ? row.run_at : null),
            },
            {
                id: 'finished_at',
                header: t`Finished`,
                cell: (row) => <Time value={row.finished_at} exact />,
                value: (row) => row.finished_at,
            },
            {
                id: 'created_at',
                header: t`Created`,
                cell: (row) => <Time value={row.created_at} exact />,
                value: (row) => row.created_at,
                isHidden: true,
            },
            {
                id: 'id',
                header: t`Id`,
                cell: (row) => <code>{row.id}</code>,
                value: (row) => row.id,
                isHidden: true,
            },
            {
                id: 'action',
                header: t`Action`,
                cell: (row) =>
                    row.state === 'dead' && (
                        <Button
                            size="compact-xs"
                            variant="default"
                            aria-label={t`Try anew: ${names(row.kind)}`}
                            onClick={() => onRetry(row)}
                        >
                            <Trans>Try anew</Trans>
                        </Button>
                    ),
            },
        ],
        [t, organizationId, names, onRetry],
    );
}
