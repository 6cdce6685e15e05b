import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Divider, Group, NativeSelect, Stack, Text, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { bodyOf, client } from '@/api/client';
import type { AiKey, SubscriptionDetail } from '@/api/types';
import { Dialog } from '@/ui/Dialog';
import { Problem } from '@/ui/Problem';
import { Time } from '@/ui/Time';
import { toast } from '@/ui/toast';
import { AiKeyForm } from './AiKeyForm';
import { formOfKey, type KeyCall, useChangeKey, useKeyCall } from './ai_key';
import { KeySecret } from './KeySecret';

interface Props {
    subscription: SubscriptionDetail;
    aiKey: AiKey;
    onClose: () => void;
}

/** What can be changed of a key: its name and limits, its secret, whether it works at all. */
export function ManageAiKey({ subscription, aiKey, onClose }: Props) {
    const { t } = useLingui();
    const call = useKeyCall(aiKey);
    const change = useChangeKey(aiKey, call);
    const [secret, setSecret] = useState<string | null>(null);
    if (secret)
        return (
            <Dialog size="lg" onClose={onClose} title={t`The new secret of ${aiKey.name}`} isKept>
                <KeySecret secret={secret} subscription={subscription} onDone={onClose} />
            </Dialog>
        );
    return (
        <Dialog size="lg" onClose={onClose} title={t`Change ${aiKey.name}`}>
            <Stack>
                <AiKeyForm
                    subscription={subscription}
                    initial={formOfKey(aiKey)}
                    save={change}
                    onSaved={() => {
                        void toast(t`The key is changed.`);
                        onClose();
                    }}
                    submit={<Trans>Save</Trans>}
                />
                {aiKey.state !== 'expired' && (
                    <>
                        <Divider />
                        <Secrets aiKey={aiKey} call={call} onSecret={setSecret} />
                        <Divider />
                        <Pause aiKey={aiKey} call={call} onDone={onClose} />
                    </>
                )}
            </Stack>
        </Dialog>
    );
}

function Part({ title, children }: { title: ReactNode; children: ReactNode }) {
    return (
        <Stack gap="xs" component="section">
            <Title order={3} size="h5">
                {title}
            </Title>
            {children}
        </Stack>
    );
}

const OVERLAPS = [0, 1, 24, 72, 168]; // hours

function Secrets(props: { aiKey: AiKey; call: KeyCall; onSecret: (secret: string) => void }) {
    const { aiKey, call, onSecret } = props;
    const { t } = useLingui();
    const [hours, setHours] = useState('24');
    const rotate = useMutation({
        mutationFn: async () =>
            bodyOf(
                await client.POST('/v1/subscriptions/{id}/keys/{key_id}/rotation', {
                    ...call.at,
                    body: { overlap_hours: Number(hours) },
                }),
            ),
        onSuccess: ({ secret }) => {
            if (secret) onSecret(secret);
            return call.onSuccess();
        },
    });
    const nameOf = (overlap: number) =>
        overlap === 0 ? t`not at all` : overlap === 1 ? t`1 hour` : t`${overlap} hours`;
    return (
        <Part title={<Trans>Secret</Trans>}>
            <Problem error={rotate.error} />
            <Text size="sm">
                <Trans>
                    A new secret takes the place of <code>{aiKey.prefix}…</code>; name, limits and usage stay
                    with the key. Put it into your programs before the former one ends.
                </Trans>
            </Text>
            {aiKey.former_secret_ends_at && <FormerSecret aiKey={aiKey} call={call} />}
            <Group align="end" gap="xs">
                <NativeSelect
                    label={t`The present secret goes on working`}
                    name="overlap_hours"
                    value={hours}
                    onChange={(event) => setHours(event.currentTarget.value)}
                    data={OVERLAPS.map((overlap) => ({ value: String(overlap), label: nameOf(overlap) }))}
                />
                <Button variant="default" loading={rotate.isPending} onClick={() => rotate.mutate()}>
                    <Trans>Make a new secret</Trans>
                </Button>
            </Group>
        </Part>
    );
}

function FormerSecret({ aiKey, call }: { aiKey: AiKey; call: KeyCall }) {
    const { t } = useLingui();
    const end = useMutation({
        mutationFn: () => client.DELETE('/v1/subscriptions/{id}/keys/{key_id}/former-secret', call.at),
        onSuccess: () => {
            void toast(t`The former secret works no more.`);
            return call.onSuccess();
        },
    });
    return (
        <>
            <Problem error={end.error} />
            <Text size="sm">
                <Trans>
                    The former secret <code>{aiKey.former_prefix}…</code> works until{' '}
                    <Time value={aiKey.former_secret_ends_at} exact />.
                </Trans>{' '}
                {aiKey.former_last_used_at ? (
                    <Trans>
                        Somebody still uses it: last <Time value={aiKey.former_last_used_at} />.
                    </Trans>
                ) : (
                    <Trans>Nobody has used it since the change.</Trans>
                )}
            </Text>
            <Group>
                <Button size="xs" variant="default" loading={end.isPending} onClick={() => end.mutate()}>
                    <Trans>End the former secret now</Trans>
                </Button>
            </Group>
        </>
    );
}

function Pause({ aiKey, call, onDone }: { aiKey: AiKey; call: KeyCall; onDone: () => void }) {
    const { t } = useLingui();
    const isPaused = aiKey.state === 'paused';
    const move = useMutation({
        mutationFn: () =>
            isPaused
                ? client.POST('/v1/subscriptions/{id}/keys/{key_id}/resumption', call.at)
                : client.POST('/v1/subscriptions/{id}/keys/{key_id}/pause', call.at),
        onSuccess: () => {
            void toast(isPaused ? t`The key works again.` : t`The key is paused.`);
            onDone();
            return call.onSuccess();
        },
    });
    return (
        <Part title={isPaused ? <Trans>Paused</Trans> : <Trans>Pause</Trans>}>
            <Problem error={move.error} />
            <Text size="sm">
                {isPaused ? (
                    <Trans>Its calls are refused until you resume it.</Trans>
                ) : (
                    <Trans>Its calls are refused, and running ones cut, until you resume it.</Trans>
                )}
            </Text>
            <Group>
                <Button variant="default" loading={move.isPending} onClick={() => move.mutate()}>
                    {isPaused ? <Trans>Resume the key</Trans> : <Trans>Pause the key</Trans>}
                </Button>
            </Group>
        </Part>
    );
}
