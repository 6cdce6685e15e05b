import { Trans, useLingui } from '@lingui/react/macro';
import { ActionIcon, Group, Indicator, Popover, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { apiQuery } from '@/api/query';
import { RecentList, useRecent } from '@/features/reports/RecentEvents';
import { countAfter } from '@/features/reports/recent';
import { Icon } from '@/ui/icons';
import { TextLink } from '@/ui/links';
import { useSession } from './session';

/** What happened in the organization; a dot says that some of it is new to this browser. */
export default function Bell({ organizationId }: { organizationId: string }) {
    const { t } = useLingui();
    const { pathname } = useLocation();
    const recent = useRecent(organizationId);
    const waiting = useWaiting(organizationId);
    const newLeads = useNewLeads(organizationId);
    const [seen, markSeen] = useSeen(organizationId);
    const [isOpen, setOpen] = useState(false);
    useEffect(() => setOpen(false), [pathname]);

    const news = countAfter(recent ?? [], seen) + waiting.registrations + waiting.sellers + newLeads;
    const change = (open: boolean) => {
        setOpen(open);
        if (open) markSeen();
    };
    return (
        <Popover
            position="bottom-end"
            shadow="md"
            width={340}
            withinPortal={false}
            trapFocus
            returnFocus
            opened={isOpen}
            onChange={change}
        >
            <Popover.Target>
                <ActionIcon
                    variant="subtle"
                    color="gray"
                    c="var(--mantine-color-text)"
                    size="lg"
                    aria-label={news > 0 ? t`News: ${news}` : t`News`}
                    onClick={() => change(!isOpen)}
                >
                    <Indicator size={8} offset={2} color="red" disabled={news === 0}>
                        <Icon name="bell" size={18} />
                    </Indicator>
                </ActionIcon>
            </Popover.Target>
            <Popover.Dropdown>
                <Stack gap="sm">
                    <Waiting waiting={waiting} organizationId={organizationId} />
                    <NewLeads count={newLeads} organizationId={organizationId} />
                    {recent?.length ? (
                        <RecentList recent={recent} organizationId={organizationId} />
                    ) : (
                        <Text size="sm" c="dimmed">
                            <Trans>Nothing happened yet.</Trans>
                        </Text>
                    )}
                </Stack>
            </Popover.Dropdown>
        </Popover>
    );
}

/** How many registrations and sellers wait for the operator. */
function useWaiting(organizationId: string) {
    const session = useSession();
    const enabled = !!session?.permissions.includes('operate');
    const of = { query: { state: 'submitted', limit: 200 }, organization: organizationId } as const;
    const registrations = useQuery({ ...apiQuery('/v1/operator/registrations', of), enabled }).data;
    const sellers = useQuery({ ...apiQuery('/v1/operator/seller-applications', of), enabled }).data;
    return { registrations: registrations?.items.length ?? 0, sellers: sellers?.items.length ?? 0 };
}

type Waits = ReturnType<typeof useWaiting>;

function Waiting({ waiting, organizationId }: { waiting: Waits; organizationId: string }) {
    const { registrations, sellers } = waiting;
    const params = { organizationId };
    return (
        <>
            {registrations > 0 && (
                <Group gap="xs" wrap="nowrap">
                    <Icon name="clock" />
                    <TextLink to="/o/$organizationId/operator/registrations" params={params} size="sm">
                        <Trans>Registrations that wait: {registrations}</Trans>
                    </TextLink>
                </Group>
            )}
            {sellers > 0 && (
                <Group gap="xs" wrap="nowrap">
                    <Icon name="clock" />
                    <TextLink to="/o/$organizationId/operator/seller-applications" params={params} size="sm">
                        <Trans>Sellers that wait: {sellers}</Trans>
                    </TextLink>
                </Group>
            )}
        </>
    );
}

/** Leads that nobody of the seller's has opened. */
function useNewLeads(organizationId: string): number {
    const isSeller = !!useSession()?.organization?.is_seller;
    const query = apiQuery('/v1/leads', {
        query: { state: 'new', limit: 200 },
        organization: organizationId,
    });
    const { data } = useQuery({ ...query, enabled: isSeller });
    return data?.items.length ?? 0;
}

function NewLeads({ count, organizationId }: { count: number; organizationId: string }) {
    if (count === 0) return null;
    return (
        <Group gap="xs" wrap="nowrap">
            <Icon name="mail" />
            <TextLink
                to="/o/$organizationId/leads"
                params={{ organizationId }}
                search={{ state: 'new' }}
                size="sm"
            >
                <Trans>New leads: {count}</Trans>
            </TextLink>
        </Group>
    );
}

/** Until when this browser has shown the news; from now on where it never did. */
function useSeen(organizationId: string): [string, () => void] {
    const item = `kontor.seen.${organizationId}`;
    const [seen, setSeen] = useState(() => read(item) ?? mark(item));
    return [seen, () => setSeen(mark(item))];
}

function read(item: string): string | null {
    try {
        return localStorage.getItem(item);
    } catch {
        return null;
    }
}

function mark(item: string): string {
    const now = new Date().toISOString();
    try {
        localStorage.setItem(item, now);
    } catch {
        // storage is forbidden: this page remembers
    }
    return now;
}
