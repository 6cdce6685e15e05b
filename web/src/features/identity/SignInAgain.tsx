import { Trans } from '@lingui/react/macro';
import { Stack, Text } from '@mantine/core';
import { TextLink } from '@/ui/links';
import { SignInForm } from './SignInForm';

/** In a dialog over the page whose session ended: the page and what was typed stay. */
export function SignInAgain({ email }: { email: string }) {
    return (
        <Stack>
            <Text>
                <Trans>Sign in again and go on where you were. What you typed is still there.</Trans>
            </Text>
            <SignInForm email={email} onDone={() => {}} />
            <TextLink to="/" reloadDocument>
                <Trans>Leave this page and go to the catalogue</Trans>
            </TextLink>
        </Stack>
    );
}
