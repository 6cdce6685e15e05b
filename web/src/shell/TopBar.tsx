import { Trans, useLingui } from '@lingui/react/macro';
import { ActionIcon, Button, Group, Kbd, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link, useLocation } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { withMore } from '@/shell/more';
import { Icon } from '@/ui/icons';
import { ButtonLink } from '@/ui/links';
import css from './layout.module.css';
import { openPalette } from './palette';
import { useSession } from './session';
import { LanguageMenu, OrganizationMenu, PersonMenu, ThemeMenu } from './triggers';

const Bell = lazy(withMore(() => import('./Bell')));
const MenuDrawer = lazy(withMore(() => import('./MenuDrawer')));

export function TopBar() {
    const { t } = useLingui();
    const session = useSession();
    const [isOpen, drawer] = useDisclosure();
    return (
        <header className={css.header}>
            <div className={css.bar}>
                <span className={css.narrowOnly}>
                    <ActionIcon
                        variant="subtle"
                        color="gray"
                        size="lg"
                        aria-label={t`Menu`}
                        onClick={drawer.open}
                    >
                        <Icon name="menu" size={20} />
                    </ActionIcon>
                </span>
                <Link to="/" className={css.logo} aria-label={t`Kontor, to the catalogue`}>
                    <img src="/logo.svg" alt="" width={24} height={24} />
                    <span>Kontor</span>
                </Link>
                <Group gap={2} ml="sm" className={css.wideOnly} wrap="nowrap">
                    <ButtonLink to="/" variant="subtle" color="gray" c="var(--mantine-color-text)" size="sm">
                        <Trans>Catalogue</Trans>
                    </ButtonLink>
                    {session?.organization && <HomeLink organizationId={session.organization.id} />}
                </Group>
                <span className={css.grow} />
                <SearchButton />
                {!!session?.organizations.length && (
                    <span className={css.givesWay}>
                        <OrganizationMenu session={session} />
                    </span>
                )}
                <Group gap={2} className={css.wideOnly} wrap="nowrap">
                    <LanguageMenu />
                    <ThemeMenu />
                </Group>
                {session?.user && session.organization && (
                    <Suspense>
                        <Bell key={session.organization.id} organizationId={session.organization.id} />
                    </Suspense>
                )}
                {session?.user ? <PersonMenu session={session} /> : session && <Entrance />}
            </div>
            {isOpen && (
                <Suspense>
                    <MenuDrawer onClose={drawer.close} />
                </Suspense>
            )}
        </header>
    );
}

function HomeLink({ organizationId }: { organizationId: string }) {
    return (
        <ButtonLink
            to="/o/$organizationId/profile"
            params={{ organizationId }}
            variant="subtle"
            color="gray"
            c="var(--mantine-color-text)"
            size="sm"
        >
            <Trans>My organization</Trans>
        </ButtonLink>
    );
}

function SearchButton() {
    const { t } = useLingui();
    return (
        <>
            <span className={css.wideOnly}>
                <Button
                    variant="default"
                    size="sm"
                    fw={400}
                    onClick={openPalette}
                    leftSection={<Icon name="search" size={14} />}
                    rightSection={<Kbd size="xs">Ctrl K</Kbd>}
                >
                    <Text span size="sm" c="dimmed">
                        <Trans>Search</Trans>
                    </Text>
                </Button>
            </span>
            <span className={css.narrowOnly}>
                <ActionIcon
                    variant="subtle"
                    color="gray"
                    c="var(--mantine-color-text)"
                    size="lg"
                    aria-label={t`Search`}
                    onClick={openPalette}
                >
                    <Icon name="search" size={18} />
                </ActionIcon>
            </span>
        </>
    );
}

/** Signing in returns to the page where one was. */
function Entrance() {
    const location = useLocation();
    const isOutside = /^\/(sign-in|register|forgotten-password|password)/.test(location.pathname);
    const search = isOutside ? {} : { return: location.href };
    return (
        <Group gap="xs" wrap="nowrap">
            <ButtonLink to="/sign-in" search={search} variant="default" size="sm">
                <Trans>Sign in</Trans>
            </ButtonLink>
            <span className={css.wideOnly}>
                <ButtonLink to="/register" search={search} size="sm">
                    <Trans>Register</Trans>
                </ButtonLink>
            </span>
        </Group>
    );
}
