import { Trans, useLingui } from '@lingui/react/macro';
import { Text, Title } from '@mantine/core';
import { DataTableRows } from '@/ui/DataTableRows';
import { Icon } from '@/ui/icons';
import { useRoleNames } from '@/ui/names';
import { usePermissionNames, useRoles } from './members';

/** A sign and a word: not by colour alone. */
export function YesOrNo({ yes, word }: { yes: boolean; word?: string }) {
    const { t } = useLingui();
    return (
        <Text component="span" size="sm" c={yes ? undefined : 'dimmed'} style={{ whiteSpace: 'nowrap' }}>
            <Icon name={yes ? 'check' : 'close'} size={14} /> {word ?? (yes ? t`yes` : t`no`)}
        </Text>
    );
}

/** Which role may do what. */
export function RoleMatrix() {
    const { t } = useLingui();
    const names = useRoleNames();
    const roles = useRoles();
    const permissions = usePermissionNames().filter(([permission]) =>
        roles.some((one) => one.permissions.includes(permission)),
    );
    return (
        <section>
            <Title order={2} mb="sm">
                <Trans>What the roles allow</Trans>
            </Title>
            <DataTableRows
                label={t`What the roles allow`}
                rows={permissions}
                rowId={([permission]) => permission}
                columns={[
                    { id: 'permission', header: t`Permission`, cell: ([, name]) => name },
                    ...roles.map(({ role, permissions: allowed }) => ({
                        id: role,
                        header: names(role),
                        cell: ([permission]: (typeof permissions)[number]) => (
                            <YesOrNo yes={allowed.includes(permission)} />
                        ),
                    })),
                ]}
            />
        </section>
    );
}
