import { useLingui } from '@lingui/react/macro';
import { Stack, Text } from '@mantine/core';
import { Icon } from '@/ui/icons';
import { NavigationLink } from '@/ui/links';
import { isFor, navigation } from './navigation';
import { useSession } from './session';

/** The pages of the organization that one may use. */
export default function SideNavigation({ onFollow }: { onFollow?: () => void }) {
    const { t } = useLingui();
    const session = useSession();
    const organizationId = session?.organization?.id;
    if (!session || !organizationId) return null;
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
                                activeProps={{ active: true, 'aria-current': 'page' }}
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
