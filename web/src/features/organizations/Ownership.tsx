import { Trans, useLingui } from '@lingui/react/macro';
import { Alert, Button, Checkbox, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { client, forOrganization } from '@/api/client';
import { apiList, apiQuery, forget } from '@/api/query';
import type { OwnershipTransfer } from '@/api/types';
import { useActing, useSession } from '@/shell/session';
import { ConfirmMoney } from '@/ui/ConfirmMoney';
import { Dialog, DialogButtons } from '@/ui/Dialog';
import { useFormat } from '@/ui/format';
import { Icon } from '@/ui/icons';
import { Problem } from '@/ui/Problem';
import { toast } from '@/ui/toast';

export function usePendingTransfer(): OwnershipTransfer | undefined {
    const { organizationId } = useActing();
    const newest = useQuery(
        apiQuery('/v1/organization/ownership-transfers', {
            organization: organizationId,
            query: { limit: 1 },
        }),
    ).data?.items[0];
    return newest?.state === 'pending' ? newest : undefined;
}

function useTransferCall() {
    const { organizationId } = useActing();
    const queries = useQueryClient();
    return {
        headers: forOrganization(organizationId),
        done: () => forget(queries, '/v1/organization', '/v1/session'),
    };
}

/** The operator announced another owner: whom it concerns objects. */
function AnnouncedTransfer({ transfer }: { transfer: OwnershipTransfer }) {
    const { t } = useLingui();
    const format = useFormat();
    const { organization } = useActing();
    const me = useSession()?.user?.id;
    const { headers, done } = useTransferCall();
    const object = useMutation({
        mutationFn: () =>
            client.POST('/v1/organization/ownership-transfers/{id}/objection', {
                params: { path: { id: transfer.id } },
                headers,
            }),
        onSuccess: () => void toast(t`Everything stays as it is, and the operator is told.`),
        onSettled: done,
    });
    const from = format.time(transfer.takes_effect_at ?? '');
    return (
        <Alert color="red" icon={<Icon name="alert" />} title={t`The operator replaces an owner`}>
            <Stack gap="sm" align="flex-start">
                <Text size="sm">
                    <Trans>
                        From {from} on, {transfer.to_name} is an owner of {organization.name} and{' '}
                        {transfer.from_name} is one no longer, unless one of you objects.
                    </Trans>
                </Text>
                <Text size="sm" style={{ whiteSpace: 'pre-line' }}>
                    {transfer.reason}
                </Text>
                <Problem error={object.error} />
                {(organization.roles.includes('owner') || transfer.to_user_id === me) && (
                    <Button color="red.8" loading={object.isPending} onClick={() => object.mutate()}>
                        <Trans>Object</Trans>
                    </Button>
                )}
            </Stack>
        </Alert>
    );
}

export function PendingTransfer({ transfer }: { transfer: OwnershipTransfer }) {
    return transfer.takes_effect_at ? (
        <AnnouncedTransfer transfer={transfer} />
    ) : (
        <RequestedTransfer transfer={transfer} />
    );
}

/** What waits: for the person who is asked a decision, for the owners a way back. */
function RequestedTransfer({ transfer }: { transfer: OwnershipTransfer }) {
    const { t } = useLingui();
    const format = useFormat();
    const { organization } = useActing();
    const me = useSession()?.user?.id;
    const { headers, done } = useTransferCall();
    const [accepts, setAccepts] = useState(false);
    const call = { params: { path: { id: transfer.id } }, headers };
    const decline = useMutation({
        mutationFn: () => client.POST('/v1/organization/ownership-transfers/{id}/decline', call),
        onSettled: done,
    });
    const withdraw = useMutation({
        mutationFn: () => client.POST('/v1/organization/ownership-transfers/{id}/withdrawal', call),
        onSettled: done,
    });
    const until = format.date(transfer.expires_at);
    const isForMe = transfer.to_user_id === me;
    return (
        <Alert
            icon={<Icon name="shield" />}
            title={isForMe ? t`You are asked to become an owner` : t`A hand-over of ownership waits`}
        >
            <Stack gap="sm">
                <Text size="sm">
                    {isForMe ? (
                        <Trans>
                            {transfer.from_name} asks you to become an owner of {organization.name}. You can
                            decide until {until}.
                        </Trans>
                    ) : (
                        <Trans>
                            {transfer.from_name} asked {transfer.to_name} to become an owner of{' '}
                            {organization.name}. Open until {until}.
                        </Trans>
                    )}{' '}
                    {transfer.stays_owner ? (
                        <Trans>{transfer.from_name} stays an owner too.</Trans>
                    ) : (
                        <Trans>{transfer.from_name} is no owner any more from then on.</Trans>
                    )}
                </Text>
                <Problem error={decline.error ?? withdraw.error} />
                <Group gap="xs">
                    {isForMe && (
                        <>
                            <Button onClick={() => setAccepts(true)}>
                                <Trans>Accept ownership</Trans>
                            </Button>
                            <Button
                                variant="default"
                                loading={decline.isPending}
                                onClick={() => decline.mutate()}
                            >
                                <Trans>Decline</Trans>
                            </Button>
                        </>
                    )}
                    {organization.roles.includes('owner') && (
                        <Button
                            variant="default"
                            loading={withdraw.isPending}
                            onClick={() => withdraw.mutate()}
                        >
                            <Trans>Withdraw</Trans>
                        </Button>
                    )}
                </Group>
            </Stack>
            <ConfirmMoney
                opened={accepts}
                onClose={() => setAccepts(false)}
                title={t`Accept ownership`}
                confirm={t`Accept ownership`}
                keep={t`Not now`}
                run={() => client.POST('/v1/organization/ownership-transfers/{id}/acceptance', call)}
                onDone={() => {
                    void done();
                    void toast(t`You are an owner of ${organization.name} now.`);
                }}
            >
                <Text>
                    <Trans>
                        As an owner you may order and pay in the name of {organization.name}, edit its
                        profile, and manage its members. An organization always has an owner: you can hand
                        over, but not just leave.
                    </Trans>
                </Text>
            </ConfirmMoney>
        </Alert>
    );
}

export function HandOver({ onClose }: { onClose: () => void }) {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const { headers, done } = useTransferCall();
    const [userId, setUserId] = useState('');
    const [stays, setStays] = useState(true);
    const members = useInfiniteQuery(
        apiList('/v1/organization/members', { organization: organizationId, query: { limit: 200 } }),
    ).data?.pages.flatMap((page) => page.items);
    const others = (members ?? []).filter((one) => !one.roles.some(({ role }) => role === 'owner'));
    const ask = useMutation({
        mutationFn: () =>
            client.POST('/v1/organization/ownership-transfers', {
                headers,
                body: { user_id: userId, stays_owner: stays },
            }),
        onSuccess: async () => {
            await done();
            onClose();
            void toast(t`The person was asked by mail.`);
        },
    });
    return (
        <Dialog onClose={onClose} title={t`Hand over ownership`} size="lg">
            <form
                noValidate
                onSubmit={(event) => {
                    event.preventDefault();
                    ask.mutate();
                }}
            >
                <Stack>
                    <Text size="sm">
                        <Trans>
                            The other person has seven days to accept. Until then nothing changes, and you can
                            withdraw.
                        </Trans>
                    </Text>
                    <NativeSelect
                        label={t`Who becomes an owner`}
                        required
                        value={userId}
                        onChange={(event) => setUserId(event.currentTarget.value)}
                        data={[
                            { value: '', label: t`Choose a member` },
                            ...others.map((one) => ({
                                value: one.user_id,
                                label: `${one.name} (${one.email})`,
                            })),
                        ]}
                    />
                    <Checkbox
                        label={t`I stay an owner too`}
                        description={t`Otherwise you keep only your other roles.`}
                        checked={stays}
                        onChange={(event) => setStays(event.currentTarget.checked)}
                    />
                    <Problem error={ask.error} />
                    <DialogButtons onClose={onClose}>
                        <Button type="submit" loading={ask.isPending} disabled={!userId}>
                            <Trans>Hand over ownership</Trans>
                        </Button>
                    </DialogButtons>
                </Stack>
            </form>
        </Dialog>
    );
}
