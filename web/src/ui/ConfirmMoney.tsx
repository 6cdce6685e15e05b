import { Trans } from '@lingui/react/macro';
import { Button, Group, Stack } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Dialog } from './Dialog';
import { Problem } from './Problem';

/**
 * Asks before something that cannot be undone. `children` say what it will do and what it costs;
 * `confirm` says it as a verb ("Yes, cancel the subscription").
 */
export function ConfirmMoney(props: {
    opened: boolean;
    onClose: () => void;
    title: string;
    children: ReactNode;
    confirm: string;
    keep: string;
    isReady?: boolean;
    run: () => Promise<unknown>;
    onDone?: () => void;
    onError?: (error: unknown) => void;
}) {
    const action = useMutation({
        mutationFn: props.run,
        onSuccess: () => {
            props.onClose();
            props.onDone?.();
        },
        onError: props.onError,
    });
    const close = () => {
        action.reset();
        props.onClose();
    };
    return (
        <Dialog opened={props.opened} onClose={close} title={props.title} size="lg">
            <Stack>
                {props.children}
                <Problem error={action.error} />
                <Group justify="flex-end" gap="xs">
                    <Button variant="default" onClick={close} data-autofocus>
                        {props.keep}
                    </Button>
                    <Button
                        color="red.8"
                        loading={action.isPending}
                        disabled={props.isReady === false}
                        onClick={() => action.mutate()}
                    >
                        {props.confirm}
                    </Button>
                </Group>
                {action.isPending && (
                    <span role="status">
                        <Trans>Working…</Trans>
                    </span>
                )}
            </Stack>
        </Dialog>
    );
}
