// The buttons of the top bar that open menus.

import { useLingui } from '@lingui/react/macro';
import { ActionIcon, Button, useMantineColorScheme } from '@mantine/core';
import { forwardRef } from 'react';
import type { Session } from '@/api/types';
import { type Language, languages } from '@/i18n/language';
import { withMore } from '@/shell/more';
import { Icon } from '@/ui/icons';
import { deferredMenu, type TriggerEvents } from './deferred';
import css from './layout.module.css';

const load = withMore(() => import('./menus'));

const LanguageButton = forwardRef<HTMLButtonElement, TriggerEvents>((events, ref) => {
    const { t, i18n } = useLingui();
    const code = i18n.locale.toUpperCase();
    return (
        <Button
            ref={ref}
            variant="subtle"
            color="gray"
            c="var(--mantine-color-text)"
            px="xs"
            leftSection={<Icon name="globe" />}
            aria-label={t`${code}, language: ${languages[i18n.locale as Language]}`}
            {...events}
        >
            {code}
        </Button>
    );
});

const ThemeButton = forwardRef<HTMLButtonElement, TriggerEvents>((events, ref) => {
    const { t } = useLingui();
    const { colorScheme } = useMantineColorScheme();
    const icons = { auto: 'monitor', light: 'sun', dark: 'moon' } as const;
    const names = { auto: t`Like the system`, light: t`Light`, dark: t`Dark` };
    return (
        <ActionIcon
            ref={ref}
            variant="subtle"
            color="gray"
            c="var(--mantine-color-text)"
            size="lg"
            aria-label={t`Theme: ${names[colorScheme]}`}
            {...events}
        >
            <Icon name={icons[colorScheme]} size={18} />
        </ActionIcon>
    );
});

const OrganizationButton = forwardRef<HTMLButtonElement, { session: Session } & TriggerEvents>(
    ({ session, ...events }, ref) => {
        const { t } = useLingui();
        const person = session.user?.name ?? '';
        const name = session.organization?.name ?? t({ message: 'none', context: 'organization' });
        const partner = session.organization?.partner_name;
        return (
            <Button
                ref={ref}
                variant="subtle"
                color="gray"
                c="var(--mantine-color-text)"
                fw={400}
                maw="100%"
                px="xs"
                rightSection={<Icon name="chevron" size={14} />}
                aria-label={
                    partner
                        ? t`${person} acts for ${name}, through ${partner}`
                        : t`${person} acts for ${name}`
                }
                {...events}
            >
                <span className={css.person}>{person}</span>
                <span className={css.arrow}> → </span>
                <span className={css.actsFor}>{name}</span>
            </Button>
        );
    },
);

const PersonButton = forwardRef<HTMLButtonElement, { session: Session } & TriggerEvents>(
    ({ session, ...events }, ref) => {
        const { t } = useLingui();
        const name = session.user?.name ?? '';
        const isIncomplete = isProfileIncomplete(session);
        return (
            <ActionIcon
                ref={ref}
                variant="subtle"
                color="gray"
                c="var(--mantine-color-text)"
                size="lg"
                aria-label={isIncomplete ? t`${name}, the organization profile is incomplete` : name}
                {...events}
            >
                <Icon name="user" size={18} />
                {isIncomplete && <Warning />}
            </ActionIcon>
        );
    },
);

/** A mark stays on the person's menu until the organization may buy (A22). */
export function isProfileIncomplete({ organization }: Session): boolean {
    return !!organization && !organization.is_operator && organization.profile_state !== 'approved';
}

function Warning() {
    return (
        <span
            style={{
                position: 'absolute',
                right: 0,
                top: 0,
                color: 'var(--mantine-color-orange-7)',
                lineHeight: 0,
                background: 'var(--mantine-color-body)',
                borderRadius: 8,
            }}
        >
            <Icon name="alert" size={14} />
        </span>
    );
}

export { LanguageButton, OrganizationButton, PersonButton, ThemeButton };
export const LanguageMenu = deferredMenu(LanguageButton, async () => ({
    default: (await load()).LanguageChoices,
}));
export const ThemeMenu = deferredMenu(ThemeButton, async () => ({ default: (await load()).ThemeChoices }));
export const OrganizationMenu = deferredMenu<{ session: Session }>(OrganizationButton, async () => ({
    default: (await load()).OrganizationChoices,
}));
export const PersonMenu = deferredMenu<{ session: Session }>(PersonButton, async () => ({
    default: (await load()).PersonChoices,
}));
