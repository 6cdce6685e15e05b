// One role given to several members, or taken from them: all of them or nobody.
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Alert, Button, List, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { client, forOrganization } from '@/api/client';
import { ApiProblem } from '@/api/problem';
import { forget } from '@/api/query';
import type { Member } from '@/api/types';
import { useActing } from '@/shell/session';
import { Dialog, DialogButtons } from '@/ui/Dialog';
import { Icon } from '@/ui/icons';
import { useRoleNames } from '@/ui/names';
import { Problem } from '@/ui/Problem';
import { useProblemTexts } from '@/ui/problem_texts';
import { toast } from '@/ui/toast';
import { dayOf, endOf, heldRole, type Role, useRoles } from './members';

export type RoleChange = 'add' | 'remove';

/** What can be chosen: a role to remove is one that somebody has, and reports only where it is alone. */
function useChoices(change: RoleChange, members: Member[]): Role[] {
    const roles = useRoles()
        .map(({ role }) => role)
        .filter((role) => role !== 'owner');
    if (change === 'add') return roles;
    const isRemovable = (role: Role) => role !== 'reports' || members.every((one) => one.roles.length < 2);
    return roles.filter((role) => isRemovable(role) && members.some((one) => heldRole(one, role)));
}

export function AssignRole(props: {
    change: RoleChange;
    members: Member[];
    onDone: () => void;
    onClose: () => void;
}) {
    const { t } = useLingui();
    const names = useRoleNames();
    const texts = useProblemTexts();
    const { organizationId } = useActing();
    const queries = useQueryClient();
    const { change, members, onClose } = props;
    const choices = useChoices(change, members);
    const [chosen, setChosen] = useState<Role>();
    const [day, setDay] = useState('');
    const role = chosen ?? choices[0];
    const isAdding = change === 'add';
    const assign = useMutation({
        mutationFn: async () => {
            if (!role) return;
            await client.POST('/v1/organization/role-assignments', {
                headers: forOrganization(organizationId),
                body: {
                    user_ids: members.map((one) => one.user_id),
                    change,
                    role,
                    ...(isAdding && { ends_at: endOf(day) }),
                },
            });
            await forget(queries, '/v1/organization/members', '/v1/organization/role-requests');
        },
        onSuccess: () => {
            props.onDone();
            onClose();
            void toast(t`The roles were changed.`);
        },
    });
    const errors = texts.fields(assign.error);
    return (
        <Dialog onClose={onClose} title={isAdding ? t`Add a role` : t`Remove a role`} size="lg">
            <form
                noValidate
                onSubmit={(event) => {
                    event.preventDefault();
                    assign.mutate();
                }}
            >
                <Stack>
                    <Text size="sm">
                        <Plural value={members.length} one="# member:" other="# members:" />{' '}
                        {members.map((one) => one.name).join(', ')}
                    </Text>
                    {role ? (
                        <NativeSelect
                            label={t`Role`}
                            name="role"
                            value={role}
                            data={choices.map((one) => ({ value: one, label: names(one) }))}
                            error={errors.role}
                            onChange={(event) => setChosen(event.currentTarget.value as Role)}
                        />
                    ) : (
                        <Text>
                            <Trans>None of them has a role that can be removed here.</Trans>
                        </Text>
                    )}
                    {isAdding && (
                        <TextInput
                            type="date"
                            label={t`Until`}
                            name="ends_at"
                            description={t`Empty: no end. Who has the role already has it until then, too.`}
                            min={dayOf(new Date().toISOString())}
                            value={day}
                            error={errors.ends_at}
                            onChange={(event) => setDay(event.currentTarget.value)}
                        />
                    )}
                    <Text size="sm" c="dimmed">
                        <Trans>
                            All of them are changed, or nobody. It holds at once, for signed-in browsers and
                            API tokens too; each person is told by mail. Other roles stay as they are.
                        </Trans>{' '}
                        {!isAdding && (
                            <Trans>
                                Reports comes with every other role and is removed only where it is alone.
                            </Trans>
                        )}
                    </Text>
                    <Refusals error={assign.error} members={members} />
                    <DialogButtons onClose={onClose}>
                        <Button
                            type="submit"
                            color={isAdding ? undefined : 'red.8'}
                            disabled={!role}
                            loading={assign.isPending}
                        >
                            {isAdding ? t`Add the role` : t`Remove the role`}
                        </Button>
                    </DialogButtons>
                </Stack>
            </form>
        </Dialog>
    );
}

/** Why nobody was changed, by person; what is about no person stands as everywhere. */
function Refusals({ error, members }: { error: unknown; members: Member[] }) {
    const { t } = useLingui();
    const texts = useProblemTexts();
    const reasons: Record<string, string> = {
        reports_stays: t`Has other roles, with which Reports comes.`,
        not_known: t`Is no member any more.`,
    };
    const refused = (error instanceof ApiProblem ? error.problem.errors : []).flatMap((one) => {
        const member = members[Number(/^user_ids\[(\d+)\]/.exec(one.field)?.[1])];
        return member ? [{ member, reason: reasons[one.code] ?? texts.fault(one) }] : [];
    });
    if (!refused.length) return <Problem error={error} />;
    return (
        <Alert color="red" role="alert" icon={<Icon name="alert" />} title={t`Nobody was changed`}>
            <List size="sm">
                {refused.map(({ member, reason }) => (
                    <List.Item key={member.user_id}>
                        {member.name}: {reason}
                    </List.Item>
                ))}
            </List>
        </Alert>
    );
}
