// As whom one is known to a cloud: what is typed wherever the cloud is asked.
import { Trans, useLingui } from '@lingui/react/macro';
import { PasswordInput, Text, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';

export function useCredentialRules() {
    const { t } = useLingui();
    return {
        domain: (value: string) => (value.trim() ? null : t`Enter the name of the domain.`),
        user_name: (value: string) => (value.trim() ? null : t`Enter your user name.`),
        password: (value: string) => (value ? null : t`Enter your password.`),
    };
}

interface Props {
    form: { getInputProps: (field: 'domain' | 'user_name' | 'password') => object };
    description?: string; // of the domain
    children?: ReactNode; // behind the password
}

export function CloudCredentialFields({ form, description, children }: Props) {
    const { t } = useLingui();
    const needed = { required: true, withAsterisk: false };
    return (
        <>
            <TextInput
                label={t`Domain`}
                description={description}
                name="domain"
                autoComplete="organization"
                data-autofocus
                {...needed}
                {...form.getInputProps('domain')}
            />
            <TextInput
                label={t`User name`}
                name="user_name"
                autoComplete="username"
                {...needed}
                {...form.getInputProps('user_name')}
            />
            <PasswordInput
                label={t`Password`}
                name="password"
                autoComplete="current-password"
                visibilityToggleButtonProps={{ 'aria-label': t`Show or hide the password` }}
                {...needed}
                {...form.getInputProps('password')}
            />
            {children}
            <Text size="sm" c="dimmed">
                <Trans>The password is handed to the cloud and not kept.</Trans>
            </Text>
        </>
    );
}
