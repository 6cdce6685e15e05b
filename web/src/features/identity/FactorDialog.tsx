// What adding a second factor of any kind has in common: its name first, recovery codes last.
import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Dialog } from '@/ui/Dialog';
import { Problem } from '@/ui/Problem';
import { useProblemTexts } from '@/ui/problem_texts';
import { RecoveryCodesOnce } from './RecoveryCodesOnce';

interface FactorDialogProps {
    title?: string;
    codes: string[];
    onClose: () => void;
    children?: ReactNode;
}

/** Its children, and in their place the recovery codes once there are some. */
export function FactorDialog({ title, codes, onClose, children }: FactorDialogProps) {
    const { t } = useLingui();
    const isOver = codes.length > 0;
    return (
        <Dialog onClose={onClose} title={isOver ? t`Your recovery codes` : title} isKept={isOver}>
            {isOver ? <RecoveryCodesOnce codes={codes} onDone={onClose} /> : children}
        </Dialog>
    );
}

interface FactorNameProps<Factor> {
    label: string;
    description: string;
    initial?: string;
    create: (name: string) => Promise<Factor>;
    onDone: (factor: Factor) => void;
    children?: ReactNode;
}

export function FactorName<Factor>(props: FactorNameProps<Factor>) {
    const { t } = useLingui();
    const texts = useProblemTexts();
    const form = useForm({
        initialValues: { name: props.initial ?? '' },
        validate: { name: (value) => (value.trim() ? null : t`Enter a name.`) },
    });
    const create = useMutation({
        mutationFn: () => props.create(form.values.name.trim()),
        onSuccess: props.onDone,
        onError: (error) => form.setErrors(texts.fields(error)),
    });
    return (
        <form noValidate onSubmit={form.onSubmit(() => create.mutate())}>
            <Stack>
                {props.children}
                <Problem error={create.error} />
                <TextInput
                    label={props.label}
                    description={props.description}
                    name="name"
                    maxLength={80}
                    required
                    data-autofocus
                    {...form.getInputProps('name')}
                />
                <Group justify="flex-end">
                    <Button type="submit" loading={create.isPending}>
                        <Trans>Continue</Trans>
                    </Button>
                </Group>
            </Stack>
        </form>
    );
}
