import { Trans, useLingui } from '@lingui/react/macro';
import { Group } from '@mantine/core';
import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { ProviderButtons } from '@/features/federation/ProviderButtons';
import { TextLink } from '@/ui/links';
import { EntranceFrame } from './EntranceFrame';
import { useReturn } from './return_address';
import { SignInForm } from './SignInForm';

export function SignInPage() {
    const { t } = useLingui();
    const { address, go } = useReturn();
    const { provider } = useSearch({ strict: false }) as { provider?: string };
    const [email, setEmail] = useState('');
    const search = address ? { return: address } : {};
    return (
        <EntranceFrame
            title={t`Sign in`}
            below={
                <Trans>
                    No account yet?{' '}
                    <TextLink to="/register" search={search} underline="always">
                        Register your organization
                    </TextLink>
                </Trans>
            }
        >
            <SignInForm onDone={go} onEmail={setEmail} />
            <ProviderButtons email={email} providerId={provider} returnTo={address} />
            <Group justify="center">
                <TextLink to="/forgotten-password">
                    <Trans>Forgotten your password?</Trans>
                </TextLink>
            </Group>
        </EntranceFrame>
    );
}
