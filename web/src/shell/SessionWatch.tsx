// Says two minutes before the end that the session ends, and lets one sign in again without leaving
// the page, so that a form keeps what was typed.

import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useState } from 'react';
import { forget } from '@/api/query';
import type { Session } from '@/api/types';
import { onOtherTab, sessionEnd, setExpired, useIsExpired } from './session';

const WARNING = 120_000; // milliseconds before the end
const SignInAgain = lazy(() => import('@/features/identity/SignInAgain'));

/** Seconds to the end once the warning is due, else null. */
function useCountdown(isSignedIn: boolean): number | null {
    const [left, setLeft] = useState<number | null>(null);
    useEffect(() => {
        if (!isSignedIn) return;
        const look = () => {
            const rest = sessionEnd() - Date.now();
            setLeft(rest < WARNING ? Math.max(0, Math.ceil(rest / 1000)) : null);
            if (rest <= 0) setExpired(true);
        };
        const timer = setInterval(look, 1000);
        return () => clearInterval(timer);
    }, [isSignedIn]);
    return left;
}

export default function SessionWatch({ session }: { session: Session }) {
    const { t } = useLingui();
    const queries = useQueryClient();
    const isExpired = useIsExpired();
    const left = useCountdown(!!session.user && !isExpired);
    const stay = () => forget(queries, '/v1/session');

    useEffect(() => onOtherTab(() => void queries.invalidateQueries()), [queries]);

    if (isExpired && session.user)
        return (
            <Modal
                opened
                onClose={() => window.location.assign('/')}
                title={t`You have been signed out`}
                closeButtonProps={{ 'aria-label': t`Leave this page` }}
            >
                <Suspense>
                    <SignInAgain email={session.user.email} />
                </Suspense>
            </Modal>
        );
    return (
        <Modal
            opened={left !== null && !!session.user}
            onClose={stay}
            title={t`Are you still there?`}
            closeButtonProps={{ 'aria-label': t`Stay signed in` }}
        >
            <Stack>
                <Text role="timer">
                    <Plural
                        value={left ?? 0}
                        one="You will be signed out in # second."
                        other="You will be signed out in # seconds."
                    />
                </Text>
                <Text c="dimmed">
                    <Trans>Nothing on this page is lost: you can sign in again and go on.</Trans>
                </Text>
                <Group justify="flex-end">
                    <Button onClick={stay} data-autofocus>
                        <Trans>Stay signed in</Trans>
                    </Button>
                </Group>
            </Stack>
        </Modal>
    );
}
