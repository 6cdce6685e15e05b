// What pages know of roles: which ones an organization has, what each allows, and their ends.
import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { apiQuery } from '@/api/query';
import type { Member, OrganizationSummary, Permission, RolePermissions } from '@/api/types';
import { useActing } from '@/shell/session';
import { useFormat } from '@/ui/format';
import { roleFor, useRoleNames } from '@/ui/names';

export type Role = Member['roles'][number]['role'];
export type MemberRole = { role: Role; ends_at?: string | null };

const NO_ROLES: RolePermissions[] = [];

/** Those that members of the organization can have, in their order, and what each allows. */
export function useRoles(): RolePermissions[] {
    const { organizationId } = useActing();
    const query = useQuery(apiQuery('/v1/organization/roles', { organization: organizationId }));
    return query.data?.items ?? NO_ROLES;
}

/** Another role that the member holds and that allows what this one does. */
export function includedIn(member: Member, role: Role, roles: RolePermissions[]): Role | undefined {
    const allowedBy = (name: Role) => roles.find((one) => one.role === name)?.permissions ?? [];
    return member.roles.find(
        (held) => held.role !== role && allowedBy(role).every((one) => allowedBy(held.role).includes(one)),
    )?.role;
}

/** What one can ask for: roles that the organization has and that allow what one may not do. A partner's people ask for none. */
export function lackingRoles(
    organization: Pick<OrganizationSummary, 'partner_id' | 'is_seller' | 'is_operator'>,
    may: (permission: Permission) => boolean,
): Role[] {
    if (organization.partner_id) return [];
    const isThere = (role: Role) =>
        (role !== 'offerings' || organization.is_seller) && (role !== 'operator' || organization.is_operator);
    return (Object.entries(roleFor) as [Permission, Role][])
        .filter(([permission, role]) => !may(permission) && isThere(role))
        .map(([, role]) => role);
}

export const heldRole = (member: Member, role: Role) => member.roles.find((one) => one.role === role);

/** The day that is shown and typed, as the last moment of it where one is; '' is no end. */
export const endOf = (day: string) => (day ? new Date(`${day}T23:59:59`).toISOString() : null);

export function dayOf(end: string | null | undefined): string {
    if (!end) return '';
    const moment = new Date(end);
    const digits = (value: number) => String(value).padStart(2, '0');
    return `${moment.getFullYear()}-${digits(moment.getMonth() + 1)}-${digits(moment.getDate())}`;
}

export interface RoleValues {
    held: Partial<Record<Role, boolean>>;
    days: Partial<Record<Role, string>>;
}

export function valuesOf(roles: MemberRole[]): RoleValues {
    return {
        held: Object.fromEntries(roles.map((one) => [one.role, true])),
        days: Object.fromEntries(roles.map((one) => [one.role, dayOf(one.ends_at)])),
    };
}

/** An end that nobody touched stays to the second what it was. */
export function rolesFrom(values: RoleValues, before: MemberRole[]): MemberRole[] {
    const chosen = (Object.keys(values.held) as Role[]).filter((role) => values.held[role]);
    // reports comes with any other role, for as long as that lasts.
    const others = chosen.filter((role) => role !== 'reports');
    return (others.length ? others : chosen).map((role) => {
        const day = values.days[role] ?? '';
        const old = before.find((one) => one.role === role)?.ends_at ?? null;
        return { role, ends_at: dayOf(old) === day ? old : endOf(day) };
    });
}

/** Roles in a line, each with its end. */
export function useRolesText(): (roles: MemberRole[]) => string {
    const { t } = useLingui();
    const names = useRoleNames();
    const format = useFormat();
    return useCallback(
        (roles) =>
            roles
                .map(({ role, ends_at }) =>
                    ends_at ? t`${names(role)} until ${format.date(ends_at)}` : names(role),
                )
                .join(', '),
        [t, names, format],
    );
}

/** What somebody with the role may do, in a few words. */
export function useRoleDescriptions(): Record<Role, string> {
    const { t } = useLingui();
    return {
        reports: t`Sees everything of the organization and changes nothing. Comes with every other role.`,
        profile: t`Edits and submits the organization’s profile.`,
        purchasing: t`Orders, subscribes, deploys, makes and revokes keys, cancels.`,
        administrator: t`Manages members, their roles and webhooks; does not buy.`,
        owner: t`Administrator and user in one. Handed over by two persons, never without one.`,
        offerings: t`Makes and publishes products of the organization, answers leads.`,
        operator: t`Decides for the marketplace.`,
    };
}

export function usePermissionNames(): [permission: Permission, name: string][] {
    const { t } = useLingui();
    return [
        ['reports', t`See everything of the organization`],
        ['profile', t`Edit the profile`],
        ['purchase', t`Buy, deploy, make keys, cancel`],
        ['members', t`Manage members, roles and webhooks, read the audit log`],
        ['offerings', t`Make and publish products, answer leads`],
        ['operate', t`Decide for the marketplace`],
    ];
}
