import { Trans, useLingui } from '@lingui/react/macro';
import { Badge, Group, SegmentedControl, Text } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { apiList } from '@/api/query';
import type { ReviewEntry } from '@/api/types';
import { VerdictSummary } from '@/features/revisions/VerdictPanel';
import { useActing } from '@/shell/session';
import { type Column, DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { TextLink } from '@/ui/links';
import { useListState } from '@/ui/list_state';
import { useServiceTypeNames } from '@/ui/names';
import { PageHeader } from '@/ui/PageHeader';
import { Status } from '@/ui/Status';
import { Time } from '@/ui/Time';

const REFRESH = 30_000; // milliseconds: what sellers do is not in the operator's events

/** The operator's queue: revisions that wait for a decision, the oldest first. */
export function ReviewsPage() {
    const { t } = useLingui();
    const { organizationId, home } = useActing();
    const list = useListState();
    const state = (list.get('state') ?? 'waiting') as ReviewEntry['state'];
    const columns = useColumns(organizationId, state === 'waiting');
    const query = useInfiniteQuery({
        ...apiList('/v1/operator/reviews', {
            query: { state, q: list.get('q') },
            organization: organizationId,
        }),
        placeholderData: keepPreviousData,
        refetchInterval: REFRESH,
    });
    return (
        <>
            <PageHeader
                title={t`Reviews`}
                crumbs={[home]}
                description={
                    <Trans>
                        What sellers submitted. Kontor checks it first, then you decide; the target time is
                        shown to the seller.
                    </Trans>
                }
            />
            <Group mb="md" style={{ overflowX: 'auto' }}>
                <SegmentedControl
                    aria-label={t`State`}
                    value={state}
                    onChange={(value) => list.set({ state: value === 'waiting' ? undefined : value })}
                    data={[
                        { value: 'waiting', label: t`Waiting` },
                        { value: 'approved', label: t`Approved` },
                        { value: 'rejected', label: t`Rejected` },
                        { value: 'withdrawn', label: t`Taken back` },
                    ]}
                />
            </Group>
            <DataTable
                name="reviews"
                label={t`Reviews`}
                columns={columns}
                query={query}
                rowId={(row) => row.id}
                search={t`Search products and sellers`}
                empty={
                    <EmptyState
                        icon="check"
                        title={state === 'waiting' ? t`Nothing waits for you` : t`None in this state`}
                    />
                }
            />
        </>
    );
}

function useColumns(organizationId: string, isWaiting: boolean): Column<ReviewEntry>[] {
    const { t } = useLingui();
    const types = useServiceTypeNames();
    return useMemo(
        () => [
            {
                id: 'product_name',
                header: t`Product`,
                cell: (row) => (
                    <>
                        <TextLink
                            to="/o/$organizationId/operator/reviews/$revisionId"
                            params={{ organizationId, revisionId: row.revision_id }}
                            fw={500}
                        >
                            {row.product_name}
                        </TextLink>
                        <Text size="xs" c="dimmed">
                            {row.is_first ? (
                                <Trans>new product, version {row.product_version}</Trans>
                            ) : (
                                <Trans>
                                    revision {row.revision_number}, version {row.product_version}
                                </Trans>
                            )}
                        </Text>
                    </>
                ),
                value: (row) => row.product_name,
            },
            {
                id: 'seller_name',
                header: t`Seller`,
                value: (row) => row.seller_name,
            },
            {
                id: 'service_type',
                header: t`Service type`,
                cell: (row) => types(row.service_type),
                value: (row) => row.service_type,
            },
            {
                id: 'verdict',
                header: t`Automatic check`,
                cell: (row) => <Verdict row={row} />,
                value: (row) => row.blocking * 1000 + row.warnings,
            },
            {
                id: 'submitted_at',
                header: t`Waits since`,
                cell: (row) => <Time value={row.submitted_at} />,
                value: (row) => row.submitted_at,
            },
            { id: 'due_at', header: t`Due`, cell: (row) => <Due row={row} />, value: (row) => row.due_at },
            {
                id: 'release_at',
                header: t`Release asked for`,
                cell: (row) => <Time value={row.release_at} exact />,
                value: (row) => row.release_at,
                isHidden: true,
            },
            {
                id: 'decided_at',
                header: t`Decided`,
                cell: (row) =>
                    row.decided_at && (
                        <>
                            <Time value={row.decided_at} />
                            <Text size="xs" c="dimmed">
                                {row.decided_by_name}
                            </Text>
                        </>
                    ),
                value: (row) => row.decided_at,
                isHidden: isWaiting,
            },
            {
                id: 'state',
                header: t`State`,
                cell: (row) => <Status state={row.state === 'withdrawn' ? 'taken_back' : row.state} />,
                value: (row) => row.state,
                isHidden: true,
            },
        ],
        [t, types, organizationId, isWaiting],
    );
}

function Verdict({ row }: { row: ReviewEntry }) {
    if (row.verdict_state === 'done')
        return <VerdictSummary warnings={row.warnings} blocking={row.blocking} />;
    return row.state === 'waiting' ? <Trans>under way</Trans> : '–';
}

function Due({ row }: { row: ReviewEntry }) {
    return (
        <Group gap={6} wrap="nowrap">
            <Time value={row.due_at} />
            {row.is_overdue && (
                <Badge
                    variant="light"
                    color="red"
                    radius="sm"
                    tt="none"
                    miw="max-content"
                    styles={{ label: { color: 'var(--mantine-color-text)' } }}
                >
                    <Trans>overdue</Trans>
                </Badge>
            )}
        </Group>
    );
}
