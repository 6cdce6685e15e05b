import { Trans, useLingui } from '@lingui/react/macro';
import { ActionIcon, Button, Checkbox, Fieldset, Stack, Text, TextInput, Title } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { client, forOrganization } from '@/api/client';
import { apiList, forget } from '@/api/query';
import type { Delegation } from '@/api/types';
import { useActing } from '@/shell/session';
import { ConfirmMoney } from '@/ui/ConfirmMoney';
import { type Column, DataTable } from '@/ui/DataTable';
import { Dialog, DialogButtons } from '@/ui/Dialog';
import { EmptyState } from '@/ui/EmptyState';
import { Icon } from '@/ui/icons';
import { useRoleNames } from '@/ui/names';
import { Problem } from '@/ui/Problem';
import { useProblemTexts } from '@/ui/problem_texts';
import { Status, useStateNames } from '@/ui/Status';
import { Time } from '@/ui/Time';
import { toast } from '@/ui/toast';
import { dayOf, endOf, type Role, useRoleDescriptions } from './members';

const PATH = '/v1/organization/delegations';
const YEAR = 365 * 24 * 60 * 60 * 1000; // milliseconds

/** Other organizations whose people act for this one. */
export function Partners() {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const queries = useQueryClient();
    const [offers, setOffers] = useState(false);
    const [revoked, setRevoked] = useState<Delegation | null>(null);
    const query = useInfiniteQuery(apiList(PATH, { organization: organizationId }));
    const name = revoked && (revoked.partner_name ?? revoked.partner_id);
    return (
        <section aria-labelledby="partners">
            <Title order={2} id="partners" mb="xs">
                <Trans>Partners who act for you</Trans>
            </Title>
            <Text size="sm" c="dimmed" mb="sm">
                <Trans>
                    The people of a partner act for your organization with the roles that you give. The audit
                    log says what they do and through which partner. You can revoke it at any time.
                </Trans>
            </Text>
            <DataTable
                name="partners"
                label={t`Partners who act for you`}
                prefix="partner_"
                columns={useColumns(setRevoked)}
                query={query}
                rowId={(row) => row.id}
                actions={
                    <Button variant="default" size="sm" onClick={() => setOffers(true)}>
                        <Trans>Let a partner act for you</Trans>
                    </Button>
                }
                empty={<EmptyState icon="users" title={t`No partner acts for you`} />}
            />
            {offers && <OfferDelegation onClose={() => setOffers(false)} />}
            {revoked && (
                <ConfirmMoney
                    opened
                    onClose={() => setRevoked(null)}
                    title={t`Revoke that ${name} acts for you`}
                    confirm={t`Revoke`}
                    keep={t`Keep it`}
                    run={async () => {
                        await client.POST('/v1/organization/delegations/{id}/revocation', {
                            params: { path: { id: revoked.id } },
                            headers: forOrganization(organizationId),
                        });
                        await forget(queries, PATH);
                    }}
                    onDone={() => void toast(t`${name} does not act for you any more.`)}
                >
                    <Text>
                        <Trans>
                            Its people lose their access at once, and their invitations that nobody accepted
                            yet are withdrawn.
                        </Trans>
                    </Text>
                </ConfirmMoney>
            )}
        </section>
    );
}

function useColumns(onRevoke: (delegation: Delegation) => void): Column<Delegation>[] {
    const { t } = useLingui();
    const roleNames = useRoleNames();
    const stateNames = useStateNames();
    return useMemo(() => {
        const partner = (row: Delegation) => row.partner_name ?? row.partner_id;
        const roles = (row: Delegation) => row.roles.map(roleNames).join(', ');
        const isOpen = (row: Delegation) => row.state === 'offered' || row.state === 'accepted';
        return [
            { id: 'partner', header: t`Partner`, value: partner },
            { id: 'roles', header: t`Roles`, value: roles },
            {
                id: 'state',
                header: t`State`,
                cell: (row) => <Status state={row.state} />,
                value: (row) => stateNames(row.state),
            },
            {
                id: 'expires_at',
                header: t`Until`,
                cell: (row) => <Time value={row.ended_at ?? row.expires_at} />,
                value: (row) => row.ended_at ?? row.expires_at,
            },
            {
                id: 'actions',
                header: t`Actions`,
                cell: (row) =>
                    isOpen(row) && (
                        <ActionIcon
                            variant="default"
                            title={t`Revoke`}
                            aria-label={t`Revoke that ${partner(row)} acts for you`}
                            onClick={() => onRevoke(row)}
                        >
                            <Icon name="close" size={14} />
                        </ActionIcon>
                    ),
            },
        ];
    }, [t, roleNames, stateNames, onRevoke]);
}

const GIVEN: Role[] = ['profile', 'purchasing', 'administrator'];

function OfferDelegation({ onClose }: { onClose: () => void }) {
    const { t } = useLingui();
    const { organizationId, organization } = useActing();
    const texts = useProblemTexts();
    const names = useRoleNames();
    const descriptions = useRoleDescriptions();
    const queries = useQueryClient();
    const [partner, setPartner] = useState('');
    const [held, setHeld] = useState<Role[]>([]);
    const [latest] = useState(() => dayOf(new Date(Date.now() + YEAR).toISOString()));
    const [day, setDay] = useState(latest);
    // Whoever is no owner cannot make others administrators.
    const offered = GIVEN.filter((role) => role !== 'administrator' || organization.roles.includes('owner'));
    const offer = useMutation({
        mutationFn: () =>
            client.POST('/v1/organization/delegations', {
                headers: forOrganization(organizationId),
                body: { partner_id: partner.trim(), roles: ['reports', ...held], expires_at: endOf(day) },
            }),
        onSuccess: async () => {
            await forget(queries, PATH);
            onClose();
            void toast(t`The partner can accept now.`);
        },
    });
    const errors = texts.fields(offer.error);
    return (
        <Dialog onClose={onClose} title={t`Let a partner act for you`} size="lg">
            <form
                noValidate
                onSubmit={(event) => {
                    event.preventDefault();
                    offer.mutate();
                }}
            >
                <Stack>
                    <Text size="sm" c="dimmed">
                        <Trans>
                            Nothing changes until an owner or administrator of the partner accepts. Ask the
                            partner for its tenant ID: it stands in the menu with the organization’s name.
                        </Trans>
                    </Text>
                    <TextInput
                        label={t`Tenant ID of the partner`}
                        required
                        withAsterisk={false}
                        data-autofocus
                        autoComplete="off"
                        placeholder="org_…"
                        value={partner}
                        error={errors.partner_id}
                        onChange={(event) => setPartner(event.currentTarget.value)}
                    />
                    <Fieldset legend={t`Roles`}>
                        <Stack gap="sm">
                            <Checkbox
                                label={names('reports')}
                                description={descriptions.reports}
                                checked
                                disabled
                                readOnly
                            />
                            {offered.map((role) => (
                                <Checkbox
                                    key={role}
                                    label={names(role)}
                                    description={
                                        role === 'administrator'
                                            ? t`Invites people, with roles below administrator; nothing else.`
                                            : descriptions[role]
                                    }
                                    checked={held.includes(role)}
                                    onChange={(event) =>
                                        setHeld(
                                            event.currentTarget.checked
                                                ? [...held, role]
                                                : held.filter((one) => one !== role),
                                        )
                                    }
                                />
                            ))}
                        </Stack>
                    </Fieldset>
                    <TextInput
                        type="date"
                        label={t`Until`}
                        description={t`A year at most`}
                        max={latest}
                        min={dayOf(new Date().toISOString())}
                        value={day}
                        error={errors.expires_at}
                        onChange={(event) => setDay(event.currentTarget.value)}
                    />
                    <Problem error={offer.error} />
                    <DialogButtons onClose={onClose}>
                        <Button type="submit" loading={offer.isPending} disabled={!partner.trim()}>
                            <Trans>Offer it</Trans>
                        </Button>
                    </DialogButtons>
                </Stack>
            </form>
        </Dialog>
    );
}
