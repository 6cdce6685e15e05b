// A member asks for a role that it lacks or that is about to end, and reads what became of it.
import { Trans, useLingui } from '@lingui/react/macro';
import { Button, NativeSelect, Stack, Text, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { client, forOrganization } from '@/api/client';
import { apiQuery, forget } from '@/api/query';
import type { RoleRequest } from '@/api/types';
import { useActing, useSession } from '@/shell/session';
import { Dialog, DialogButtons } from '@/ui/Dialog';
import { useFormat } from '@/ui/format';
import { useRoleNames } from '@/ui/names';
import { Problem } from '@/ui/Problem';
import { useProblemTexts } from '@/ui/problem_texts';
import { toast } from '@/ui/toast';
import { lackingRoles, type MemberRole, type Role, useRoleDescriptions } from './members';

const PATH = '/v1/me/role-requests';

/** For the role that is needed here; without it, or before one has any, for one that one chooses. */
export function AskForRole({ needed }: { needed?: Role }) {
    const { t } = useLingui();
    const { organization, organizationId, may } = useActing();
    const names = useRoleNames();
    const lacking = lackingRoles(organization, may);
    const [asks, setAsks] = useState(false);
    const isChosen = !needed || !organization.roles.length;
    const ending = useEndingRoles(isChosen);
    const roles = isChosen
        ? [...lacking, ...ending.map(({ role }) => role)]
        : lacking.filter((role) => role === needed);
    const own = useQuery({
        ...apiQuery(PATH, { organization: organizationId, query: { limit: 200 } }),
        enabled: roles.length > 0,
    }).data?.items;
    if (!own) return null;
    const newest = roles.flatMap((role) => own.find((request) => request.role === role) ?? []);
    const waits = (role: Role) => newest.some((one) => one.role === role && one.state === 'pending');
    const open = roles.filter((role) => !waits(role));
    return (
        <Stack gap="sm" maw="52ch">
            {newest.map((request) => (
                <Outcome key={request.id} request={request} />
            ))}
            {open.length > 0 && (
                <div>
                    <Button variant="default" onClick={() => setAsks(true)}>
                        {isChosen ? t`Ask for a role` : t`Ask for the role ${names(needed)}`}
                    </Button>
                </div>
            )}
            {asks && (
                <Ask
                    roles={open}
                    ending={ending}
                    first={needed && open.includes(needed) ? needed : open[0]}
                    onClose={() => setAsks(false)}
                />
            )}
        </Stack>
    );
}

/** Those of one's own roles that have an end; reports lasts as long as the others. */
function useEndingRoles(isChosen: boolean): MemberRole[] {
    const { organization, organizationId, may } = useActing();
    const id = useSession()?.user?.id ?? '';
    const own = useQuery({
        ...apiQuery('/v1/organization/members/{user_id}', {
            organization: organizationId,
            path: { user_id: id },
        }),
        enabled: isChosen && may('reports') && !organization.partner_id,
    }).data;
    const ending = own?.roles.filter(({ ends_at }) => ends_at) ?? [];
    return ending.length > 1 ? ending.filter(({ role }) => role !== 'reports') : ending;
}

/** What was approved shows by itself, and what one took back is known. */
function Outcome({ request }: { request: RoleRequest }) {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const queries = useQueryClient();
    const format = useFormat();
    const role = useRoleNames()(request.role);
    const withdraw = useMutation({
        mutationFn: () =>
            client.POST('/v1/me/role-requests/{id}/withdrawal', {
                params: { path: { id: request.id } },
                headers: forOrganization(organizationId),
            }),
        onSettled: () => forget(queries, PATH),
    });
    if (request.state === 'approved' || request.state === 'withdrawn') return null;
    const until = format.date(request.expires_at);
    return (
        <div>
            <Text size="sm" mb={4}>
                {request.state === 'pending' && (
                    <Trans>
                        You asked for the role {role}. Owners and administrators can decide until {until}.
                    </Trans>
                )}
                {request.state === 'expired' && (
                    <Trans>Nobody answered in time whether you get the role {role}.</Trans>
                )}
                {request.state === 'declined' && (
                    <Trans>
                        {request.decided_by_name} declined to give you the role {role}:{' '}
                        {request.decline_reason}
                    </Trans>
                )}
            </Text>
            {request.state === 'pending' && (
                <Button
                    variant="default"
                    size="xs"
                    loading={withdraw.isPending}
                    aria-label={t`Withdraw the request for the role ${role}`}
                    onClick={() => withdraw.mutate()}
                >
                    <Trans>Withdraw</Trans>
                </Button>
            )}
            <Problem error={withdraw.error} />
        </div>
    );
}

function Ask({
    roles,
    ending,
    first,
    onClose,
}: {
    roles: Role[];
    ending: MemberRole[];
    first?: Role;
    onClose: () => void;
}) {
    const { t } = useLingui();
    const format = useFormat();
    const { organizationId } = useActing();
    const queries = useQueryClient();
    const names = useRoleNames();
    const descriptions = useRoleDescriptions();
    const texts = useProblemTexts();
    const form = useForm({
        initialValues: { role: first ?? 'reports', reason: '' },
        validate: { reason: (value) => (value.trim() ? null : t`Say what you need it for.`) },
    });
    const { role } = form.values;
    const end = ending.find((one) => one.role === role)?.ends_at;
    const until = end && format.date(end);
    const ask = useMutation({
        mutationFn: () =>
            client.POST(PATH, {
                headers: forOrganization(organizationId),
                body: { role, reason: form.values.reason.trim() },
            }),
        onSuccess: async () => {
            await forget(queries, PATH, '/v1/organization/role-requests');
            onClose();
            void toast(t`Those who decide are told by mail.`);
        },
        onError: (error) => form.setErrors(texts.fields(error)),
    });
    return (
        <Dialog
            onClose={onClose}
            title={roles.length > 1 ? t`Ask for a role` : t`Ask for the role ${names(role)}`}
        >
            <form noValidate onSubmit={form.onSubmit(() => ask.mutate())}>
                <Stack>
                    <Problem error={ask.error} />
                    {roles.length > 1 && (
                        <NativeSelect
                            label={t`Role`}
                            name="role"
                            data={roles.map((value) => ({ value, label: names(value) }))}
                            {...form.getInputProps('role')}
                        />
                    )}
                    <Text size="sm" c="dimmed">
                        {descriptions[role]}{' '}
                        {until && <Trans>You have it until {until}; ask for longer.</Trans>}
                    </Text>
                    <Textarea
                        label={t`What you need it for`}
                        description={t`Those who decide read it.`}
                        name="reason"
                        required
                        withAsterisk={false}
                        autosize
                        minRows={3}
                        maxLength={1000}
                        data-autofocus
                        {...form.getInputProps('reason')}
                    />
                    <DialogButtons onClose={onClose}>
                        <Button type="submit" loading={ask.isPending}>
                            <Trans>Ask for it</Trans>
                        </Button>
                    </DialogButtons>
                </Stack>
            </form>
        </Dialog>
    );
}
