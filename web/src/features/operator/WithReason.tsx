import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { Problem } from '@/ui/Problem';
import { useProblemTexts } from '@/ui/problem_texts';
import { useReturnFocus } from '@/ui/return_focus';

/** Asks for the reason of a decision against somebody, then does it. */
export function WithReason(props: {
    title: string;
    explanation: string;
    confirm: string;
    run: (reason: string) => Promise<unknown>;
    onDone: () => unknown;
    onClose: () => void;
}) {
    useReturnFocus();
    const { t } = useLingui();
    const texts = useProblemTexts();
    const form = useForm({
        initialValues: { reason: '' },
        validate: { reason: (value) => (value.trim() ? null : t`Say why.`) },
    });
    const send = useMutation({
        mutationFn: () => props.run(form.values.reason.trim()),
        onError: (error) => form.setErrors(texts.fields(error)),
        onSuccess: async () => {
            await props.onDone();
            props.onClose();
        },
    });
    return (
        <Modal
            opened
            onClose={props.onClose}
            title={props.title}
            closeButtonProps={{ 'aria-label': t`Close` }}
        >
            <form noValidate onSubmit={form.onSubmit(() => send.mutate())}>
                <Stack>
                    <Problem error={send.error} />
                    <Text size="sm">{props.explanation}</Text>
                    <Textarea
                        label={t`Reason`}
                        name="reason"
                        required
                        autosize
                        minRows={3}
                        maxLength={1000}
                        data-autofocus
                        {...form.getInputProps('reason')}
                    />
                    <Group justify="flex-end" gap="xs">
                        <Button variant="default" onClick={props.onClose}>
                            <Trans>Leave it</Trans>
                        </Button>
                        <Button type="submit" color="red.8" loading={send.isPending}>
                            {props.confirm}
                        </Button>
                    </Group>
                </Stack>
            </form>
        </Modal>
    );
}
