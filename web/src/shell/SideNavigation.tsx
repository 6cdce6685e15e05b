import { useLingui } from '@lingui/react/macro';
import { Stack, Text } from '@mantine/core';
import { useLocation } from '@tanstack/react-router';
import { Icon } from '@/ui/icons';
import { NavigationLink } from '@/ui/links';
import { isFor, type NavigationItem, navigation } from './navigation';
import { useSession } from './session';

const CURRENT = { active: true, 'aria-current': 'page' } as const;

/** The pages of the organization that one may use. */
export default function SideNavigation({ onFollow }: { onFollow?: () => void }) {
    const { t } = useLingui();
    const session = useSession();
    const here = useLocation({ select: ({ pathname }) => `${pathname}/` });
    const organizationId = session?.organization?.id;
    if (!session || !organizationId) return null;
    const holdsPage = (item: NavigationItem) =>
        item.holds?.some((part) => here.startsWith(`/o/${organizationId}/${part}/`));
    const groups = navigation
        .map((group) => ({
            ...group,
            items: group.items.filter((i) => !i.isBeside && isFor(i, session)),
        }))
        .filter((group) => group.items.length > 0);
    return (
        <nav aria-label={t`Pages of the organization`}>
            <Stack gap="md">
                {groups.map((group, at) => (
                    <div key={group.label ? t(group.label) : at}>
                        {group.label && (
                            <Text size="xs" fw={600} c="dimmed" px="xs" pb={4}>
                                {t(group.label)}
                            </Text>
                        )}
                        {group.items.map((item) => (
                            <NavigationLink
                                key={item.to}
                                to={item.to}
                                params={{ organizationId }}
                                activeOptions={{
                                    exact: item.to === '/o/$organizationId',
                                    includeSearch: false,
                                }}
                                {...(holdsPage(item) ? CURRENT : {})}
                                activeProps={CURRENT}
                                label={t(item.label)}
                                leftSection={<Icon name={item.icon} />}
                                onClick={onFollow}
                                styles={{
                                    root: { borderRadius: 'var(--mantine-radius-sm)', padding: '6px 8px' },
                                }}
                            />
                        ))}
                    </div>
                ))}
            </Stack>
        </nav>
    );
}
