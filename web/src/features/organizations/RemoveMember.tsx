import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Button, Checkbox, Group, List, NativeSelect, Skeleton, Stack, Text } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { client, forOrganization } from '@/api/client';
import { apiList, apiQuery, forget } from '@/api/query';
import type { Member, MemberHoldings } from '@/api/types';
import { useActing } from '@/shell/session';
import { Dialog } from '@/ui/Dialog';
import { Problem } from '@/ui/Problem';
import { toast } from '@/ui/toast';

/** First what the person holds and who takes it over, then what will happen. */
export function RemoveMember({ member, onClose }: { member: Member; onClose: () => void }) {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const queries = useQueryClient();
    const [to, setTo] = useState('');
    const [revokes, setRevokes] = useState(false);
    const [isLast, setLast] = useState(false);
    const path = { user_id: member.user_id };
    const holdings = useQuery(
        apiQuery('/v1/organization/members/{user_id}/holdings', { organization: organizationId, path }),
    );
    const remove = useMutation({
        mutationFn: () =>
            client.DELETE('/v1/organization/members/{user_id}', {
                params: {
                    path,
                    query: { ...(to && { hand_over_to: to }), ...(revokes && { revokes_tokens: true }) },
                },
                headers: forOrganization(organizationId),
            }),
        onSuccess: async () => {
            await forget(queries, '/v1/organization', '/v1/leads');
            onClose();
            void toast(t`${member.name} was removed.`);
        },
    });
    return (
        <Dialog onClose={onClose} title={t`Remove ${member.name}`} size="lg">
            <Stack>
                <Problem error={holdings.error} onRetry={() => holdings.refetch()} />
                {holdings.isPending && <Skeleton height={120} />}
                {holdings.data && !isLast && (
                    <>
                        <Holdings member={member} holdings={holdings.data} />
                        {holdings.data.organization_tokens > 0 && (
                            <Checkbox
                                label={t`Revoke the organization’s own API tokens that ${member.name} made`}
                                description={t`Programs that use them stop. Otherwise they go on working.`}
                                checked={revokes}
                                onChange={(event) => setRevokes(event.currentTarget.checked)}
                            />
                        )}
                        {holdings.data.leads > 0 && <Successor member={member} to={to} onChange={setTo} />}
                    </>
                )}
                {isLast && <Consequences member={member} />}
                <Problem error={remove.error} />
                <Group justify="flex-end" gap="xs">
                    <Button variant="default" onClick={onClose}>
                        <Trans>Keep the member</Trans>
                    </Button>
                    {isLast ? (
                        <>
                            <Button variant="default" onClick={() => setLast(false)}>
                                <Trans>Back</Trans>
                            </Button>
                            <Button color="red.8" loading={remove.isPending} onClick={() => remove.mutate()}>
                                <Trans>Remove the member</Trans>
                            </Button>
                        </>
                    ) : (
                        <Button disabled={!holdings.data} onClick={() => setLast(true)}>
                            <Trans>Next</Trans>
                        </Button>
                    )}
                </Group>
            </Stack>
        </Dialog>
    );
}

function Holdings({ member, holdings }: { member: Member; holdings: MemberHoldings }) {
    const { api_tokens, organization_tokens, leads, drafts, ai_keys } = holdings;
    const all: [count: number, text: ReactNode][] = [
        [
            leads,
            <Plural
                value={leads}
                one="# open lead: choose below whose matter it will be"
                other="# open leads: choose below whose matter they will be"
            />,
        ],
        [
            api_tokens,
            <Plural
                value={api_tokens}
                one="# API token for this organization: programs that use it stop"
                other="# API tokens for this organization: programs that use them stop"
            />,
        ],
        [
            organization_tokens,
            <Plural
                value={organization_tokens}
                one="# API token of the organization that the person made: choose below whether it goes on working"
                other="# API tokens of the organization that the person made: choose below whether they go on working"
            />,
        ],
        [
            ai_keys,
            <Plural
                value={ai_keys}
                one="# key of an AI subscription: it goes on working; deactivate it if only this person knows it"
                other="# keys of AI subscriptions: they go on working; deactivate those that only this person knows"
            />,
        ],
        [
            drafts,
            <Plural
                value={drafts}
                one="# draft that the person changed last: it stays, your colleagues go on with it"
                other="# drafts that the person changed last: they stay, your colleagues go on with them"
            />,
        ],
    ];
    const held = all.filter(([count]) => count > 0);
    if (held.length === 0)
        return (
            <Text>
                <Trans>{member.name} holds nothing that somebody must take over.</Trans>
            </Text>
        );
    return (
        <>
            <Text>
                <Trans>This is {member.name}’s at present:</Trans>
            </Text>
            <List>
                {held.map(([, text], index) => (
                    <List.Item key={index}>{text}</List.Item>
                ))}
            </List>
        </>
    );
}

function Successor(props: { member: Member; to: string; onChange: (to: string) => void }) {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const members = useInfiniteQuery(
        apiList('/v1/organization/members', {
            organization: organizationId,
            query: { limit: 200, role: 'offerings' },
        }),
    ).data?.pages.flatMap((page) => page.items);
    return (
        <NativeSelect
            label={t`Hand the leads over to`}
            description={t`Colleagues with the role offerings. The person is told by mail.`}
            value={props.to}
            onChange={(event) => props.onChange(event.currentTarget.value)}
            data={[
                { value: '', label: t`Nobody for now` },
                ...(members ?? [])
                    .filter((one) => one.user_id !== props.member.user_id)
                    .map((one) => ({ value: one.user_id, label: `${one.name} (${one.email})` })),
            ]}
        />
    );
}

function Consequences({ member }: { member: Member }) {
    const { organization } = useActing();
    return (
        <>
            <Text>
                <Trans>
                    {member.name} ({member.email}) leaves {organization.name} at once: roles and access end,
                    in browsers that are signed in too, and API tokens are revoked. What was done stays in the
                    audit log, with the name.
                </Trans>
            </Text>
            <Text>
                <Trans>
                    If the person belongs to no other organization, the account is closed. To come back, the
                    person must be invited again. The person is told by mail.
                </Trans>
            </Text>
        </>
    );
}
