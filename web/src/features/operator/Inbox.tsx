import { useLingui } from '@lingui/react/macro';
import { Group, SegmentedControl } from '@mantine/core';
import type { ReactNode } from 'react';
import { useActing } from '@/shell/session';
import { EmptyState } from '@/ui/EmptyState';
import { useListState } from '@/ui/list_state';
import { PageHeader } from '@/ui/PageHeader';
import { TabLinks } from '@/ui/TabLinks';

const ALL = 'all';

/** What organizations ask the operator to decide upon: to buy here, and to sell here. */
export function Inbox({ description, children }: { description: ReactNode; children: ReactNode }) {
    const { t } = useLingui();
    const { organizationId, home } = useActing();
    const list = useListState();
    const params = { organizationId };
    return (
        <>
            <PageHeader title={t`Registrations`} crumbs={[home]} description={description} />
            <TabLinks
                label={t`Kinds of registrations`}
                tabs={[
                    {
                        label: t`Organizations`,
                        link: { to: '/o/$organizationId/operator/registrations', params },
                    },
                    {
                        label: t`Sellers`,
                        link: { to: '/o/$organizationId/operator/seller-applications', params },
                    },
                ]}
            />
            <Group mb="md" style={{ overflowX: 'auto' }}>
                <SegmentedControl
                    aria-label={t`State`}
                    value={list.get('state') ?? 'submitted'}
                    onChange={(value) => list.set({ state: value === 'submitted' ? undefined : value })}
                    data={[
                        { value: 'submitted', label: t`Waiting` },
                        { value: 'approved', label: t`Approved` },
                        { value: 'rejected', label: t`Rejected` },
                        { value: ALL, label: t`All` },
                    ]}
                />
            </Group>
            {children}
        </>
    );
}

/** What the address asks for: those that wait, unless it says otherwise. */
export function useShownState() {
    const list = useListState();
    const shown = list.get('state') ?? 'submitted';
    return { shown, q: list.get('q'), state: shown === ALL ? undefined : (shown as 'submitted') };
}

export function NothingWaits({ shown }: { shown: string }) {
    const { t } = useLingui();
    return (
        <EmptyState
            icon="check"
            title={shown === 'submitted' ? t`Nothing waits for you` : t`None in this state`}
        />
    );
}
