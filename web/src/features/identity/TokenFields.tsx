import { useLingui } from '@lingui/react/macro';
import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';

const DAY = 86_400_000; // milliseconds

export interface TokenValues {
    name: string;
    /** directory: to make and remove members, and nothing else. */
    scope: 'read' | 'write' | 'directory';
    isAdministration: boolean;
    addresses: string;
    days: string;
    /** Of an organization's token. */
    roles: string[];
}

export const NEW_TOKEN: TokenValues = {
    name: '',
    scope: 'read',
    isAdministration: false,
    addresses: '',
    days: '365',
    roles: [],
};

/** One address or range a line; commas do as well. */
export const addressesIn = (text: string): string[] => text.split(/[\s,;]+/).filter(Boolean);

/** What the form says, as the API wants it. */
export function tokenOf(values: TokenValues, now = Date.now()) {
    const scopes: string[] = values.scope === 'write' ? ['read', 'write'] : [values.scope];
    if (values.scope === 'write' && values.isAdministration) scopes.push('administration');
    return {
        name: values.name.trim(),
        scopes,
        addresses: addressesIn(values.addresses),
        ...(values.days
            ? { expires_at: new Date(now + Number(values.days) * DAY).toISOString() }
            : { is_endless: true }),
    };
}

/** What tokens of people and of organizations have in common. */
export function TokenFields({ form }: { form: UseFormReturnType<TokenValues> }) {
    const { t } = useLingui();
    const isWrite = form.values.scope === 'write';
    return (
        <>
            <TextInput
                label={t`Name`}
                description={t`What the token is for`}
                name="name"
                required
                data-autofocus
                {...form.getInputProps('name')}
            />
            {form.values.scope !== 'directory' && (
                <>
                    <NativeSelect
                        label={t`Permission`}
                        name="scopes"
                        data={[
                            { value: 'read', label: t`read` },
                            { value: 'write', label: t`read and write` },
                        ]}
                        {...form.getInputProps('scope')}
                    />
                    <Checkbox
                        label={t`Administration`}
                        description={t`Also what asks people to prove who they are: orders, keys, webhooks, clusters.`}
                        name="administration"
                        disabled={!isWrite}
                        {...form.getInputProps('isAdministration', { type: 'checkbox' })}
                    />
                </>
            )}
            <Textarea
                label={t`Network addresses`}
                description={t`From which the token works, one a line, such as 203.0.113.0/24. Empty: from everywhere.`}
                name="addresses"
                autosize
                minRows={2}
                {...form.getInputProps('addresses')}
            />
            <NativeSelect
                label={t`Valid for`}
                name="expires_at"
                data={[
                    { value: '30', label: t`30 days` },
                    { value: '90', label: t`90 days` },
                    { value: '365', label: t`a year` },
                    { value: '', label: t`no limit` },
                ]}
                {...form.getInputProps('days')}
            />
        </>
    );
}
