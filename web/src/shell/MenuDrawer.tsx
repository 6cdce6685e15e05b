// On a narrow screen: everything of the top bar and the side, in one drawer.

import { Trans, useLingui } from '@lingui/react/macro';
import { Drawer, Group, Stack } from '@mantine/core';
import { ButtonLink } from '@/ui/links';
import { useReturnFocus } from '@/ui/return_focus';
import SideNavigation from './SideNavigation';
import { useSession } from './session';
import { LanguageMenu, ThemeMenu } from './triggers';

export default function MenuDrawer({ onClose }: { onClose: () => void }) {
    useReturnFocus();
    const { t } = useLingui();
    const session = useSession();
    return (
        <Drawer
            opened
            onClose={onClose}
            size={280}
            title={t`Menu`}
            closeButtonProps={{ 'aria-label': t`Close` }}
        >
            <Stack gap="md">
                <ButtonLink to="/" variant="default" onClick={onClose}>
                    <Trans>Catalogue</Trans>
                </ButtonLink>
                {session?.user ? (
                    <SideNavigation onFollow={onClose} />
                ) : (
                    <ButtonLink to="/register" onClick={onClose}>
                        <Trans>Register</Trans>
                    </ButtonLink>
                )}
                <Group gap="xs">
                    <LanguageMenu />
                    <ThemeMenu />
                </Group>
            </Stack>
        </Drawer>
    );
}
