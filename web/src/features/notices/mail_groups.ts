// What groups of mails are called, and what is in them.
import { useLingui } from '@lingui/react/macro';

export interface GroupName {
    label: string;
    about: string;
}

export function useMailGroups(): (group: string) => GroupName {
    const { t } = useLingui();
    const groups: Record<string, GroupName> = {
        security: {
            label: t`Account and security`,
            about: t`Links to set a password, and its changes`,
        },
        operation: {
            label: t`Decisions of the operator`,
            about: t`Registrations and applications that wait`,
        },
        organization: {
            label: t`Organization`,
            about: t`What was decided about it, and what needs its owners`,
        },
        subscriptions: { label: t`Orders and subscriptions`, about: t`What is ready, changed or ended` },
        workloads: { label: t`Workloads`, about: t`Deployments that failed, and what runs no longer well` },
        requests: { label: t`Requests for offers`, about: t`What sellers answer` },
        agreements: {
            label: t`Agreements`,
            about: t`What came to apply to your organization without its acceptance`,
        },
        leads: { label: t`Leads`, about: t`What customers ask you as a seller` },
        digest: { label: t`Daily mail`, about: t`Everything that you want to hear about once a day` },
    };
    return (group) => groups[group] ?? { label: group.replaceAll('_', ' '), about: '' };
}
