// Says two minutes before the end that the session ends, and lets one sign in again without leaving
// the page, so that a form keeps what was typed.
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import { forget } from '@/api/query';
import { SignInAgain } from '@/features/identity/SignInAgain';
import { useReturnFocus } from '@/ui/return_focus';

export default function SessionDialog({ left, email }: { left: 'expired' | number; email: string }) {
    useReturnFocus();
    const { t } = useLingui();
    const queries = useQueryClient();
    const stay = () => forget(queries, '/v1/session');
    if (left === 'expired')
        return (
            <Modal
                opened
                onClose={() => window.location.assign('/')}
                closeOnClickOutside={false}
                title={t`You have been signed out`}
                closeButtonProps={{ 'aria-label': t`Leave this page` }}
            >
                <SignInAgain email={email} />
            </Modal>
        );
    return (
        <Modal
            opened
            onClose={stay}
            title={t`Are you still there?`}
            closeButtonProps={{ 'aria-label': t`Stay signed in` }}
        >
            <Stack>
                <Text role="timer">
                    <Plural
                        value={left}
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
