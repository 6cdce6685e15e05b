// Who asks for which role: on the page of the members, for those who decide and for who asks.
import { Trans, useLingui } from '@lingui/react/macro';
import { ActionIcon, Button, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { client, forOrganization } from '@/api/client';
import { apiList, forget } from '@/api/query';
import type { RoleRequest } from '@/api/types';
import { useActing } from '@/shell/session';
import { type Column, DataTable } from '@/ui/DataTable';
import { Dialog, DialogButtons } from '@/ui/Dialog';
import { Icon } from '@/ui/icons';
import { useRoleNames } from '@/ui/names';
import { Problem } from '@/ui/Problem';
import { useProblemTexts } from '@/ui/problem_texts';
import { Time } from '@/ui/Time';
import { toast } from '@/ui/toast';
import { WithReason } from '@/ui/WithReason';
import { AskForRole } from './AskForRole';
import { dayOf, endOf } from './members';

const PATH = '/v1/organization/role-requests';
type Open = { kind: 'approve' | 'decline'; request: RoleRequest } | null;

export function RoleRequests() {
    const { may } = useActing();
    return (
        <>
            {may('members') && <Waiting />}
            <AskForRole />
        </>
    );
}

function Waiting() {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const queries = useQueryClient();
    const names = useRoleNames();
    const [open, setOpen] = useState<Open>(null);
    const query = useInfiniteQuery(
        apiList(PATH, { organization: organizationId, query: { state: 'pending' } }),
    );
    const columns = useColumns(setOpen);
    const close = () => setOpen(null);
    if (!open && !query.data?.pages[0]?.items.length) return null;
    return (
        <section aria-labelledby="role_requests">
            <Title order={2} id="role_requests" mb="sm">
                <Trans>Requests for roles</Trans>
            </Title>
            <DataTable
                name="role_requests"
                label={t`Requests for roles`}
                prefix="role_request_"
                columns={columns}
                query={query}
                rowId={(row) => row.id}
                empty={null}
            />
            {open?.kind === 'approve' && <Approve request={open.request} onClose={close} />}
            {open?.kind === 'decline' && (
                <WithReason
                    title={t`Decline the role ${names(open.request.role)} for ${open.request.user_name}`}
                    explanation={t`Nothing changes. The person is told by mail, with the reason.`}
                    confirm={t`Decline`}
                    run={(reason) =>
                        client.POST('/v1/organization/role-requests/{id}/decline', {
                            params: { path: { id: open.request.id } },
                            headers: forOrganization(organizationId),
                            body: { reason },
                        })
                    }
                    onDone={() => forget(queries, PATH)}
                    onClose={close}
                />
            )}
        </section>
    );
}

function useColumns(onOpen: (open: Open) => void): Column<RoleRequest>[] {
    const { t } = useLingui();
    const names = useRoleNames();
    return useMemo(() => {
        const name = (row: RoleRequest) => row.user_name;
        const role = (row: RoleRequest) => names(row.role);
        const reason = (row: RoleRequest) => row.reason;
        return [
            { id: 'user_name', header: t`Person`, value: name },
            { id: 'role', header: t`Role`, value: role },
            { id: 'reason', header: t`Reason`, value: reason },
            {
                id: 'actions',
                header: t`Actions`,
                cell: (row) =>
                    row.may_decide && (
                        <Group gap="xs" wrap="nowrap">
                            <ActionIcon
                                variant="default"
                                title={t`Give the role`}
                                aria-label={t`Give ${row.user_name} the role ${names(row.role)}`}
                                onClick={() => onOpen({ kind: 'approve', request: row })}
                            >
                                <Icon name="check" size={14} />
                            </ActionIcon>
                            <ActionIcon
                                variant="default"
                                title={t`Decline`}
                                aria-label={t`Decline the role ${names(row.role)} for ${row.user_name}`}
                                onClick={() => onOpen({ kind: 'decline', request: row })}
                            >
                                <Icon name="close" size={14} />
                            </ActionIcon>
                        </Group>
                    ),
            },
            {
                id: 'created_at',
                header: t`Asked`,
                cell: (row) => <Time value={row.created_at} />,
                value: (row) => row.created_at,
            },
            {
                id: 'expires_at',
                header: t`Open until`,
                cell: (row) => <Time value={row.expires_at} />,
                value: (row) => row.expires_at,
                isHidden: true,
            },
        ];
    }, [t, names, onOpen]);
}

function Approve({ request, onClose }: { request: RoleRequest; onClose: () => void }) {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const queries = useQueryClient();
    const texts = useProblemTexts();
    const names = useRoleNames();
    const [day, setDay] = useState('');
    const approve = useMutation({
        mutationFn: () =>
            client.POST('/v1/organization/role-requests/{id}/approval', {
                params: { path: { id: request.id } },
                headers: forOrganization(organizationId),
                body: { ends_at: endOf(day) },
            }),
        onSuccess: () => {
            onClose();
            void toast(t`${request.user_name} has the role ${names(request.role)} now.`);
        },
        onSettled: () => forget(queries, PATH, '/v1/organization/members'),
    });
    return (
        <Dialog onClose={onClose} title={t`Give ${request.user_name} the role ${names(request.role)}`}>
            <form
                noValidate
                onSubmit={(event) => {
                    event.preventDefault();
                    approve.mutate();
                }}
            >
                <Stack>
                    <Problem error={approve.error} />
                    <div>
                        <Text size="sm" fw={600}>
                            <Trans>Reason</Trans>
                        </Text>
                        <Text size="sm" style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
                            {request.reason}
                        </Text>
                    </div>
                    <Text size="sm" c="dimmed">
                        <Trans>
                            It holds at once, beside the person’s other roles. The person is told by mail.
                        </Trans>
                    </Text>
                    <TextInput
                        type="date"
                        name="ends_at"
                        label={t`Until`}
                        description={t`Empty: no end`}
                        min={dayOf(new Date().toISOString())}
                        value={day}
                        error={texts.fields(approve.error).ends_at}
                        onChange={(event) => setDay(event.currentTarget.value)}
                    />
                    <DialogButtons onClose={onClose}>
                        <Button type="submit" loading={approve.isPending}>
                            <Trans>Give the role</Trans>
                        </Button>
                    </DialogButtons>
                </Stack>
            </form>
        </Dialog>
    );
}
