import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Group, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Icon } from '@/ui/icons';
import { Problem } from '@/ui/Problem';
import { toast } from '@/ui/toast';
import { WithReason } from '@/ui/WithReason';

/** The operator's yes or no, with a reason, to what an organization submitted. */
export function Decision(props: {
    organization: string;
    /** "Reject …?", and where the reason is read. */
    question: string;
    explanation: string;
    approve: () => Promise<unknown>;
    reject: (reason: string) => Promise<unknown>;
    onDecided: () => Promise<unknown>;
}) {
    const { t } = useLingui();
    const [isRejecting, setRejecting] = useState(false);
    const approve = useMutation({
        mutationFn: props.approve,
        onSuccess: async () => {
            await props.onDecided();
            void toast(t`Approved. ${props.organization} gets a mail.`);
        },
    });
    return (
        <section aria-label={t`Decision`}>
            <Stack gap="sm">
                <Problem error={approve.error} />
                <Text size="sm" c="dimmed">
                    <Trans>
                        Either way the organization gets a mail. A decision is final; it may submit anew.
                    </Trans>
                </Text>
                <Group gap="xs">
                    <Button
                        loading={approve.isPending}
                        leftSection={<Icon name="check" size={14} />}
                        onClick={() => approve.mutate()}
                    >
                        <Trans>Approve</Trans>
                    </Button>
                    <Button variant="default" onClick={() => setRejecting(true)}>
                        <Trans>Reject…</Trans>
                    </Button>
                </Group>
            </Stack>
            {isRejecting && (
                <WithReason
                    title={props.question}
                    explanation={props.explanation}
                    confirm={t`Reject`}
                    onClose={() => setRejecting(false)}
                    run={props.reject}
                    onDone={props.onDecided}
                />
            )}
        </section>
    );
}
