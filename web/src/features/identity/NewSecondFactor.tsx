import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Group, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { bodyOf, client } from '@/api/client';
import type { SecondFactor } from '@/api/types';
import { CopyButton } from '@/ui/CopyField';
import { Problem } from '@/ui/Problem';
import { useProblemTexts } from '@/ui/problem_texts';
import { CodeField } from './CodeField';
import { FactorDialog, FactorName } from './FactorDialog';

const create = async (name: string): Promise<SecondFactor> =>
    bodyOf(await client.POST('/v1/me/second-factors', { body: { name } }));

/** Name, then QR code and first code, then, with the first device, recovery codes. */
export function NewSecondFactor(props: { onChange: () => Promise<unknown>; onClose: () => void }) {
    const { t } = useLingui();
    const [factor, setFactor] = useState<SecondFactor | null>(null);
    const confirmed = (one: SecondFactor) => {
        void props.onChange();
        if (one.recovery_codes?.length) setFactor(one);
        else props.onClose();
    };
    return (
        <FactorDialog title={t`Add a device`} codes={factor?.recovery_codes ?? []} onClose={props.onClose}>
            {factor ? (
                <Confirmation factor={factor} onDone={confirmed} />
            ) : (
                <FactorName
                    label={t`Name of the device`}
                    description={t`So that you know it again: “Work phone”`}
                    create={create}
                    onDone={setFactor}
                />
            )}
        </FactorDialog>
    );
}

function Confirmation(props: { factor: SecondFactor; onDone: (factor: SecondFactor) => void }) {
    const { t } = useLingui();
    const texts = useProblemTexts();
    const { factor } = props;
    const key = factor.secret?.replace(/(.{4})(?=.)/g, '$1 ') ?? ''; // whole, as it is typed elsewhere
    const form = useForm({
        initialValues: { code: '' },
        validate: { code: (value) => (value.trim() ? null : t`Enter a code.`) },
    });
    const confirm = useMutation({
        mutationFn: async () =>
            bodyOf(
                await client.POST('/v1/me/second-factors/{id}/confirmation', {
                    params: { path: { id: factor.id } },
                    body: { code: form.values.code },
                }),
            ),
        onSuccess: props.onDone,
        onError: (error) => form.setErrors(texts.fields(error)),
    });
    return (
        <form noValidate onSubmit={form.onSubmit(() => confirm.mutate())}>
            <Stack>
                <Text>
                    <Trans>Scan this with your authenticator app.</Trans>
                </Text>
                <QrCode label={t`QR code for ${factor.name}`} path={factor.qr_path} size={factor.qr_size} />
                <Text size="sm">
                    <Trans>Unable to scan? Type this key.</Trans>
                </Text>
                <Group justify="space-between">
                    <Text component="code" ff="monospace" flex={1} miw={200}>
                        {key}
                    </Text>
                    <CopyButton value={key} label={t`Key`} />
                </Group>
                <Problem error={confirm.error} />
                <CodeField {...form.getInputProps('code')} />
                <Group justify="flex-end">
                    <Button type="submit" loading={confirm.isPending}>
                        <Trans>Confirm</Trans>
                    </Button>
                </Group>
            </Stack>
        </form>
    );
}

const QUIET = 4; // modules of white around the code, by its standard

/** Dark on white in either theme: cameras expect it. */
function QrCode(props: { label: string; path: string | null; size: number }) {
    const side = props.size + 2 * QUIET;
    return (
        <svg
            role="img"
            aria-label={props.label}
            viewBox={`${-QUIET} ${-QUIET} ${side} ${side}`}
            width={220}
            height={220}
            shapeRendering="crispEdges"
            style={{ background: '#fff', alignSelf: 'center' }}
        >
            <path d={props.path ?? ''} fill="#000" />
        </svg>
    );
}
