import { useLingui } from '@lingui/react/macro';
import { Button, Stack, Text, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { Dialog, DialogButtons } from './Dialog';
import { Problem } from './Problem';
import { useProblemTexts } from './problem_texts';

/** Asks for the reason of a decision against somebody, then does it. */
export function WithReason(props: {
    title: string;
    explanation: string;
    confirm: string;
    run: (reason: string) => Promise<unknown>;
    onDone: () => unknown;
    onClose: () => void;
}) {
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
        <Dialog onClose={props.onClose} title={props.title}>
            <form noValidate onSubmit={form.onSubmit(() => send.mutate())}>
                <Stack>
                    <Problem error={send.error} />
                    <Text size="sm">{props.explanation}</Text>
                    <Textarea
                        label={t`Reason`}
                        name="reason"
                        required
                        withAsterisk={false}
                        autosize
                        minRows={3}
                        maxLength={1000}
                        data-autofocus
                        {...form.getInputProps('reason')}
                    />
                    <DialogButtons onClose={props.onClose}>
                        <Button type="submit" color="red.8" loading={send.isPending}>
                            {props.confirm}
                        </Button>
                    </DialogButtons>
                </Stack>
            </form>
        </Dialog>
    );
}
