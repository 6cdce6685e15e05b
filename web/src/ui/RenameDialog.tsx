import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { Dialog, DialogButtons } from './Dialog';
import { Problem } from './Problem';
import { useProblemTexts } from './problem_texts';

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
        <Dialog onClose={onClose} title={title}>
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
                    <DialogButtons onClose={onClose}>
                        <Button type="submit" loading={change.isPending}>
                            <Trans>Rename</Trans>
                        </Button>
                    </DialogButtons>
                </Stack>
            </form>
        </Dialog>
    );
}
