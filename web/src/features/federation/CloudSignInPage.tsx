import { Trans, useLingui } from '@lingui/react/macro';
import { Group, Loader } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { ExternalSignIn, SignInChallenge } from '@/api/types';
import { CodeForm } from '@/features/identity/CodeForm';
import { EntranceFrame } from '@/features/identity/EntranceFrame';
import { useReturn } from '@/features/identity/return_address';
import { EmptyState } from '@/ui/EmptyState';
import { TextLink } from '@/ui/links';
import { CloudCredentialForm } from './CloudCredentialForm';
import { CloudEmailForm } from './CloudEmailForm';
import { useSignInMethodsQuery } from './sign_in_methods';

type Step =
    { of: 'credential' } | { of: 'email'; way: ExternalSignIn } | { of: 'code'; challenge: SignInChallenge };

/** Signing in with the account one has at a cloud, or linking it: its domain, user name and password. */
export function CloudSignInPage() {
    const { t } = useLingui();
    const { address, go } = useReturn();
    const navigate = useNavigate();
    const search = useSearch({ strict: false }) as { provider?: string; purpose?: string };
    const { data, isPending } = useSignInMethodsQuery('', search.provider);
    const [step, setStep] = useState<Step>({ of: 'credential' });
    const method = data?.find(({ id, kind }) => id === search.provider && kind === 'keystone');
    const isLink = search.purpose === 'link';
    if (isPending)
        return (
            <Group justify="center" mt="xl">
                <Loader size="sm" role="status" aria-label={t`Loading`} />
            </Group>
        );
    if (!method)
        return (
            <EntranceFrame title={t`Sign in`}>
                <EmptyState
                    icon="key"
                    title={
                        search.provider ? t`This cloud cannot be used at the moment` : t`No cloud is chosen`
                    }
                >
                    <TextLink to="/sign-in" underline="always">
                        <Trans>Sign in another way</Trans>
                    </TextLink>
                </EmptyState>
            </EntranceFrame>
        );
    const back = () => setStep({ of: 'credential' });
    return (
        <EntranceFrame
            title={isLink ? t`Link ${method.name}` : t`Sign in with ${method.name}`}
            below={
                <TextLink
                    to={isLink ? '/account' : '/sign-in'}
                    search={address ? { return: address } : {}}
                    underline="always"
                >
                    {isLink ? <Trans>Back to the account</Trans> : <Trans>Sign in another way</Trans>}
                </TextLink>
            }
        >
            {step.of === 'credential' && (
                <CloudCredentialForm
                    method={method}
                    isLink={isLink}
                    onEmail={(way) => setStep({ of: 'email', way })}
                    onChallenge={(challenge) => setStep({ of: 'code', challenge })}
                    onDone={() => void (isLink ? navigate({ to: '/account', replace: true }) : go())}
                />
            )}
            {step.of === 'email' && (
                <CloudEmailForm
                    way={step.way}
                    onChallenge={(challenge) => setStep({ of: 'code', challenge })}
                    onDone={() => void go()}
                />
            )}
            {step.of === 'code' && (
                <CodeForm challenge={step.challenge} onDone={() => void go()} onBack={back} />
            )}
        </EntranceFrame>
    );
}
