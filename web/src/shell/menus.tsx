// What the menus of the top bar offer.

import { Trans, useLingui } from '@lingui/react/macro';
import { Menu, Text, useMantineColorScheme, VisuallyHidden } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { client } from '@/api/client';
import type { OrganizationSummary, Session } from '@/api/types';
import { chooseLanguage, type Language, languages, rememberLanguage } from '@/i18n/language';
import { Icon } from '@/ui/icons';
import { useOpening } from './deferred';
import { openPalette } from './palette';
import { lastUsed, rememberOrganization, useSession, useSignOut } from './session';
import {
    isProfileIncomplete,
    LanguageButton,
    OrganizationButton,
    PersonButton,
    ThemeButton,
} from './triggers';

function Chosen({ isChosen }: { isChosen: boolean }) {
    return (
        <span style={{ width: 16, display: 'inline-flex' }}>
            {isChosen && (
                <>
                    <Icon name="check" />
                    <VisuallyHidden>
                        <Trans>chosen</Trans>
                    </VisuallyHidden>
                </>
            )}
        </span>
    );
}

export function LanguageChoices() {
    const { i18n } = useLingui();
    const session = useSession();
    const queries = useQueryClient();
    const { ref, menu } = useOpening();
    const choose = async (language: Language) => {
        rememberLanguage(language);
        await chooseLanguage(language);
        // What the server tells in words comes anew.
        void queries.invalidateQueries();
        // Mails follow the choice too; that it could not be stored is no reason to stay in the old language.
        if (session?.user) await client.PATCH('/v1/me', { body: { language } }).catch(() => null);
    };
    return (
        <Menu withinPortal={false} position="bottom-end" {...menu}>
            <Menu.Target>
                <LanguageButton ref={ref} />
            </Menu.Target>
            <Menu.Dropdown>
                {Object.entries(languages).map(([code, name]) => (
                    <Menu.Item
                        key={code}
                        lang={code}
                        leftSection={<Chosen isChosen={code === i18n.locale} />}
                        onClick={() => choose(code as Language)}
                    >
                        {name}
                    </Menu.Item>
                ))}
            </Menu.Dropdown>
        </Menu>
    );
}

export function ThemeChoices() {
    const { t } = useLingui();
    const { colorScheme, setColorScheme } = useMantineColorScheme();
    const { ref, menu } = useOpening();
    const choices = [
        { value: 'auto', label: t`Like the system`, icon: 'monitor' },
        { value: 'light', label: t`Light`, icon: 'sun' },
        { value: 'dark', label: t`Dark`, icon: 'moon' },
    ] as const;
    return (
        <Menu withinPortal={false} position="bottom-end" {...menu}>
            <Menu.Target>
                <ThemeButton ref={ref} />
            </Menu.Target>
            <Menu.Dropdown>
                {choices.map((choice) => (
                    <Menu.Item
                        key={choice.value}
                        leftSection={<Icon name={choice.icon} />}
                        rightSection={<Chosen isChosen={choice.value === colorScheme} />}
                        onClick={() => setColorScheme(choice.value)}
                    >
                        {choice.label}
                    </Menu.Item>
                ))}
            </Menu.Dropdown>
        </Menu>
    );
}

const SHOWN = 8; // organizations; all others by a search

function lastUsedFirst(organizations: OrganizationSummary[]): OrganizationSummary[] {
    const order = lastUsed();
    const place = ({ id }: OrganizationSummary) => (order.includes(id) ? order.indexOf(id) : order.length);
    return organizations.toSorted((a, b) => place(a) - place(b));
}

/** For whom one acts; the choice is in the address, so that two tabs can act for two. */
export function OrganizationChoices({ session }: { session: Session }) {
    const navigate = useNavigate();
    const { ref, menu } = useOpening();
    const { t } = useLingui();
    const clipboard = useClipboard();
    const id = session.organization?.id;
    const choose = (organizationId: string) => {
        rememberOrganization(organizationId);
        void navigate({ to: '/o/$organizationId', params: { organizationId } });
    };
    return (
        <Menu withinPortal={false} position="bottom-end" {...menu}>
            <Menu.Target>
                <OrganizationButton ref={ref} session={session} />
            </Menu.Target>
            <Menu.Dropdown>
                <Menu.Label>
                    <Trans>You act for</Trans>
                </Menu.Label>
                {lastUsedFirst(session.organizations)
                    .slice(0, SHOWN)
                    .map((one) => (
                        <Menu.Item
                            key={one.id}
                            leftSection={<Chosen isChosen={one.id === id} />}
                            onClick={() => choose(one.id)}
                        >
                            {one.name}
                        </Menu.Item>
                    ))}
                {session.organizations.length > SHOWN && (
                    <Menu.Item leftSection={<Icon name="search" />} onClick={openPalette}>
                        <Trans>Search all {session.organizations.length} organizations</Trans>
                    </Menu.Item>
                )}
                {id && (
                    <>
                        <Menu.Divider />
                        <Menu.Label>
                            <Trans>Tenant ID</Trans>
                        </Menu.Label>
                        <Menu.Item
                            closeMenuOnClick={false}
                            leftSection={<Icon name={clipboard.copied ? 'check' : 'copy'} />}
                            aria-label={clipboard.copied ? t`Copied` : t`Copy the tenant ID ${id}`}
                            onClick={() => clipboard.copy(id)}
                        >
                            <code>{id}</code>
                        </Menu.Item>
                    </>
                )}
            </Menu.Dropdown>
        </Menu>
    );
}

export function PersonChoices({ session }: { session: Session }) {
    const navigate = useNavigate();
    const signOut = useSignOut();
    const { ref, menu } = useOpening();
    const { user, organization } = session;
    return (
        <Menu withinPortal={false} position="bottom-end" width={240} {...menu}>
            <Menu.Target>
                <PersonButton ref={ref} session={session} />
            </Menu.Target>
            <Menu.Dropdown>
                <Menu.Label>
                    <Text size="sm" fw={500} c="var(--mantine-color-text)">
                        {user?.name}
                    </Text>
                    <Text size="xs">{user?.email}</Text>
                    {organization && <Text size="xs">{organization.name}</Text>}
                </Menu.Label>
                <Menu.Divider />
                {organization && (
                    <Menu.Item
                        leftSection={<Icon name="home" />}
                        onClick={() =>
                            navigate({
                                to: '/o/$organizationId',
                                params: { organizationId: organization.id },
                            })
                        }
                    >
                        <Trans>Dashboard</Trans>
                    </Menu.Item>
                )}
                {organization && (
                    <Menu.Item
                        leftSection={<Icon name="building" />}
                        rightSection={isProfileIncomplete(session) && <Icon name="alert" />}
                        onClick={() =>
                            navigate({
                                to: '/o/$organizationId/profile',
                                params: { organizationId: organization.id },
                            })
                        }
                    >
                        <Trans>Profile</Trans>
                    </Menu.Item>
                )}
                {organization && !organization.is_seller && (
                    <Menu.Item
                        leftSection={<Icon name="globe" />}
                        onClick={() => navigate({ to: '/become-a-seller' })}
                    >
                        <Trans>Become a seller</Trans>
                    </Menu.Item>
                )}
                <Menu.Item leftSection={<Icon name="user" />} onClick={() => navigate({ to: '/account' })}>
                    <Trans>Account</Trans>
                </Menu.Item>
                <Menu.Divider />
                <Menu.Item leftSection={<Icon name="signOut" />} onClick={() => signOut()}>
                    <Trans>Sign out</Trans>
                </Menu.Item>
            </Menu.Dropdown>
        </Menu>
    );
}
