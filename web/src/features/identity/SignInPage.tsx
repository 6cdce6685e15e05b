import { Trans, useLingui } from '@lingui/react/macro';
import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { ProviderButtons } from '@/features/federation/ProviderButtons';
import { TextLink } from '@/ui/links';
import { EntranceFrame } from './EntranceFrame';
import { canUsePasskeys } from './passkey';
import { useReturn } from './return_address';
import { SignInForm } from './SignInForm';
import { useTypedEmail } from './typed_email';

export function SignInPage() {
    const { t } = useLingui();
    const { address, go } = useReturn();
    const { provider } = useSearch({ strict: false }) as { provider?: string };
    const [email, setEmail] = useState(useTypedEmail());
    const search = address ? { return: address } : {};
    return (
        <EntranceFrame
            title={t`Sign in`}
            below={
                <Trans>
                    No account yet?{' '}
                    <TextLink
                        to="/register"
                        search={search}
                        state={{ email: email.trim() }}
                        underline="always"
                    >
                        Register your organization
                    </TextLink>
                </Trans>
            }
        >
            <SignInForm onDone={go} onEmail={setEmail}>
                <ProviderButtons
                    email={email}
                    providerId={provider}
                    returnTo={address}
                    hasNoDivider={canUsePasskeys()}
                />
            </SignInForm>
        </EntranceFrame>
    );
}
