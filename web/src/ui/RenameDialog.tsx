import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { Problem } from './Problem';
import { useProblemTexts } from './problem_texts';
import { useReturnFocus } from './return_focus';

interface Props {
    title: string;
    label: string;
    name: string; // as it is
    maxLength: number;
    rename: (name: string) => Promise<unknown>;
    onDone: () => unknown;
    onClose: () => void;
}

/** Another name for something, which never is empty. */
export function RenameDialog({ title, label, name, maxLength, rename, onDone, onClose }: Props) {
    useReturnFocus();
    const { t } = useLingui();
    const texts = useProblemTexts();
    const form = useForm({
        initialValues: { name },
        validate: { name: (value) => (value.trim() ? null : t`Enter a name.`) },
    });
    const change = useMutation({
        mutationFn: () => rename(form.values.name.trim()),
        onError: (error) => form.setErrors(texts.fields(error)),
        onSuccess: async () => {
            await onDone();
            onClose();
        },
    });
    return (
        <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t`Close` }}>
            <form noValidate onSubmit={form.onSubmit(() => change.mutate())}>
                <Stack>
                    <Problem error={change.error} />
                    <TextInput
                        label={label}
                        name="name"
                        required
                        maxLength={maxLength}
                        data-autofocus
                        {...form.getInputProps('name')}
                    />
                    <Group justify="flex-end" gap="xs">
                        <Button variant="default" onClick={onClose}>
                            <Trans>Leave it</Trans>
                        </Button>
                        <Button type="submit" loading={change.isPending}>
                            <Trans>Rename</Trans>
                        </Button>
                    </Group>
                </Stack>
            </form>
        </Modal>
    );
}
