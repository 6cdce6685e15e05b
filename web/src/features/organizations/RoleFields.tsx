import { useLingui } from '@lingui/react/macro';
import { Checkbox, Fieldset, Group, Stack, TextInput } from '@mantine/core';
import { useRoleNames } from '@/ui/names';
import { dayOf, type Role, type RoleValues, useRoleDescriptions } from './members';

/** A box for each role and until when it is held. `errors` stand by role. */
export function RoleFields(props: {
    roles: Role[];
    values: RoleValues;
    onChange: (values: RoleValues) => void;
    errors?: Partial<Record<Role, string>>;
}) {
    const { t } = useLingui();
    const names = useRoleNames();
    const descriptions = useRoleDescriptions();
    const { held, days } = props.values;
    const comesAlong = props.roles.some((role) => role !== 'reports' && held[role]);
    return (
        <Fieldset legend={t`Roles`}>
            <Stack gap="sm">
                {props.roles.map((role) => {
                    const isImplied = role === 'reports' && comesAlong;
                    // An owner is one until the role is handed over.
                    const isFixed = isImplied || role === 'owner';
                    const name = names(role);
                    return (
                        <Group key={role} justify="space-between" align="flex-start" gap="sm">
                            <Checkbox
                                label={name}
                                description={descriptions[role]}
                                checked={isImplied || !!held[role]}
                                disabled={isFixed}
                                error={props.errors?.[role]}
                                maw={340}
                                onChange={(event) =>
                                    props.onChange({
                                        ...props.values,
                                        held: { ...held, [role]: event.currentTarget.checked },
                                    })
                                }
                            />
                            {held[role] && !isFixed && (
                                <TextInput
                                    type="date"
                                    size="xs"
                                    label={t`Until`}
                                    aria-label={t`Until: ${name}`}
                                    description={t`Empty: no end`}
                                    min={dayOf(new Date().toISOString())}
                                    value={days[role] ?? ''}
                                    onChange={(event) =>
                                        props.onChange({
                                            ...props.values,
                                            days: { ...days, [role]: event.currentTarget.value },
                                        })
                                    }
                                />
                            )}
                        </Group>
                    );
                })}
            </Stack>
        </Fieldset>
    );
}
