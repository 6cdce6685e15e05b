import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { client, forOrganization } from '@/api/client';
import { ApiProblem } from '@/api/problem';
import { forget } from '@/api/query';
import type { Member } from '@/api/types';
import { useActing } from '@/shell/session';
import { ConfirmMoney } from '@/ui/ConfirmMoney';
import { Dialog, DialogButtons } from '@/ui/Dialog';
import { Problem } from '@/ui/Problem';
import { useProblemTexts } from '@/ui/problem_texts';
import { toast } from '@/ui/toast';
import { type MemberRole, type Role, rolesFrom, useRoles, valuesOf } from './members';
import { RoleFields } from './RoleFields';

function useGive(member: Member) {
    const { organizationId } = useActing();
    const queries = useQueryClient();
    return async (roles: MemberRole[]) => {
        await client.PUT('/v1/organization/members/{user_id}/roles', {
            params: { path: { user_id: member.user_id } },
            headers: { ...forOrganization(organizationId), 'If-Match': `"v${member.version}"` },
            body: { roles },
        });
        await forget(queries, '/v1/organization/members');
    };
}

/** The faults of roles[n] by the role that stood there. */
export function roleErrors(
    error: unknown,
    sent: MemberRole[],
    fault: (one: ApiProblem['problem']['errors'][number]) => string,
): Partial<Record<Role, string>> {
    if (!(error instanceof ApiProblem)) return {};
    return Object.fromEntries(
        error.problem.errors.flatMap((one) => {
            const role = sent[Number(/^roles\[(\d+)\]/.exec(one.field)?.[1])]?.role;
            return role ? [[role, fault(one)]] : [];
        }),
    );
}

export function ChangeRoles({ member, onClose }: { member: Member; onClose: () => void }) {
    const { t } = useLingui();
    const texts = useProblemTexts();
    const give = useGive(member);
    const [values, setValues] = useState(() => valuesOf(member.roles));
    const isOwner = !!values.held.owner;
    const roles = useRoles()
        .map(({ role }) => role)
        .filter((role) => role !== 'owner' || isOwner);
    const sent = rolesFrom(values, member.roles);
    const change = useMutation({
        mutationFn: () => give(sent),
        onSuccess: () => {
            onClose();
            void toast(t`The roles of ${member.name} were changed.`);
        },
    });
    return (
        <Dialog onClose={onClose} title={t`Change the roles of ${member.name}`} size="lg">
            <form
                noValidate
                onSubmit={(event) => {
                    event.preventDefault();
                    change.mutate();
                }}
            >
                <Stack>
                    <Text size="sm" c="dimmed">
                        <Trans>
                            What you change holds at once, for signed-in browsers and API tokens too. The
                            person is told by mail.
                        </Trans>
                    </Text>
                    <RoleFields
                        roles={roles}
                        values={values}
                        onChange={setValues}
                        errors={roleErrors(change.error, sent, texts.fault)}
                    />
                    <Problem error={change.error} />
                    <DialogButtons onClose={onClose}>
                        <Button type="submit" loading={change.isPending}>
                            <Trans>Save changes</Trans>
                        </Button>
                    </DialogButtons>
                </Stack>
            </form>
        </Dialog>
    );
}

export function RemoveRoles({ member, onClose }: { member: Member; onClose: () => void }) {
    const { t } = useLingui();
    const { organization } = useActing();
    const give = useGive(member);
    return (
        <ConfirmMoney
            opened
            onClose={onClose}
            title={t`Remove all roles of ${member.name}`}
            confirm={t`Remove all roles`}
            keep={t`Keep the roles`}
            run={() => give([])}
            onDone={() => void toast(t`${member.name} has no roles any more.`)}
        >
            <Text>
                <Trans>
                    {member.name} ({member.email}) can see and do nothing in {organization.name} any more.
                    Browsers in which the person is signed in and the person’s API tokens stop at once.
                </Trans>
            </Text>
            <Text>
                <Trans>
                    Orders, subscriptions with their keys, deployments and drafts stay as they are. The person
                    stays a member: you can give roles again at any time.
                </Trans>
            </Text>
        </ConfirmMoney>
    );
}
