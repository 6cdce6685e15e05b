import { Trans, useLingui } from '@lingui/react/macro';
import { Table, Text, Title } from '@mantine/core';
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
            <Title order={2} size="h4" mb="xs">
                <Trans>What the roles allow</Trans>
            </Title>
            <Table.ScrollContainer
                minWidth={720}
                scrollAreaProps={{
                    viewportProps: { tabIndex: 0, role: 'group', 'aria-label': t`What the roles allow` },
                }}
            >
                <Table aria-label={t`What the roles allow`} withTableBorder>
                    <Table.Thead>
                        <Table.Tr>
                            <Table.Th>{t`Permission`}</Table.Th>
                            {roles.map(({ role }) => (
                                <Table.Th key={role}>{names(role)}</Table.Th>
                            ))}
                        </Table.Tr>
                    </Table.Thead>
                    <Table.Tbody>
                        {permissions.map(([permission, name]) => (
                            <Table.Tr key={permission}>
                                <Table.Th scope="row" fw={400}>
                                    {name}
                                </Table.Th>
                                {roles.map((one) => (
                                    <Table.Td key={one.role}>
                                        <YesOrNo yes={one.permissions.includes(permission)} />
                                    </Table.Td>
                                ))}
                            </Table.Tr>
                        ))}
                    </Table.Tbody>
                </Table>
            </Table.ScrollContainer>
        </section>
    );
}
