import { Trans, useLingui } from '@lingui/react/macro';
import { ActionIcon, Group, Indicator, Popover, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type LinkProps, useLocation } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { apiQuery } from '@/api/query';
import { useUndecided } from '@/features/organizations/role_requests';
import { RecentList, useRecent } from '@/features/reports/RecentEvents';
import { countAfter } from '@/features/reports/recent';
import { Icon, type IconName } from '@/ui/icons';
import { TextLink } from '@/ui/links';
import { useSession } from './session';

/** What happened in the organization; a dot says that some of it is new to this browser. */
export default function Bell({ organizationId }: { organizationId: string }) {
    const { t } = useLingui();
    const { pathname } = useLocation();
    const recent = useRecent(organizationId);
    const waits = useWaits(organizationId);
    const [seen, markSeen] = useSeen(organizationId);
    const [isOpen, setOpen] = useState(false);
    useEffect(() => setOpen(false), [pathname]);

    const news = countAfter(recent ?? [], seen) + waits.reduce((sum, { count }) => sum + count, 0);
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
                    {waits.map(({ icon, text, link }) => (
                        <Group key={text} gap="xs" wrap="nowrap">
                            <Icon name={icon} />
                            <TextLink {...link} size="sm">
                                {text}
                            </TextLink>
                        </Group>
                    ))}
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

interface Wait {
    icon: IconName;
    text: string;
    count: number;
    link: LinkProps;
}

/** What waits for somebody here. */
function useWaits(organizationId: string): Wait[] {
    const { t } = useLingui();
    const session = useSession();
    const counted = (answer: { data?: { items: unknown[] } }) => answer.data?.items.length ?? 0;
    const of = (state: 'submitted' | 'new') =>
        ({ query: { state, limit: 200 }, organization: organizationId }) as const;
    const operates = { enabled: !!session?.permissions.includes('operate') };
    const sells = { enabled: !!session?.organization?.is_seller };
    const registrations = counted(
        useQuery({ ...apiQuery('/v1/operator/registrations', of('submitted')), ...operates }),
    );
    const sellers = counted(
        useQuery({ ...apiQuery('/v1/operator/seller-applications', of('submitted')), ...operates }),
    );
    const leads = counted(useQuery({ ...apiQuery('/v1/leads', of('new')), ...sells }));
    const roles = useUndecided(organizationId);
    const params = { organizationId };
    const waits: Wait[] = [
        {
            icon: 'clock',
            text: t`Registrations that wait: ${registrations}`,
            count: registrations,
            link: { to: '/o/$organizationId/operator/registrations', params },
        },
        {
            icon: 'clock',
            text: t`Sellers that wait: ${sellers}`,
            count: sellers,
            link: { to: '/o/$organizationId/operator/seller-applications', params },
        },
        {
            icon: 'mail',
            text: t`New leads: ${leads}`,
            count: leads,
            link: { to: '/o/$organizationId/leads', params, search: { state: 'new' } },
        },
        {
            icon: 'user',
            text: t`Members who ask for roles: ${roles}`,
            count: roles,
            link: { to: '/o/$organizationId/members', params },
        },
    ];
    return waits.filter(({ count }) => count > 0);
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
