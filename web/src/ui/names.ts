// What the words of the API are called on the page.
import { useLingui } from '@lingui/react/macro';

type Names = Record<string, string>;
const lookUp = (names: Names) => (word: string) => names[word] ?? word.replaceAll('_', ' ');

export function useServiceTypeNames() {
    const { t } = useLingui();
    return lookUp({
        private_offer: t`Private offer`,
        ai: t`AI model`,
        kubernetes: t`Kubernetes application`,
        image: t`Machine image`,
        managed: t`Managed service`,
        infrastructure: t`Infrastructure`,
        licence: t`Licence`,
    });
}

export function useLicenceTypeNames() {
    const { t } = useLingui();
    return lookUp({
        free: t`Free`,
        open_source: t`Open source`,
        trial: t`Trial`,
        byol: t`Bring your own licence`,
        hourly: t`By the hour`,
        subscription: t`Subscription`,
        usage: t`By usage`,
        on_request: t`On request`,
    });
}

export function usePriceModelNames() {
    const { t } = useLingui();
    return lookUp({
        free: t`Free of charge`,
        one_time: t`One-time price`,
        recurring: t`Recurring price`,
        usage: t`Usage based`,
        on_request: t`Price on request`,
    });
}

export function usePeriodNames() {
    const { t } = useLingui();
    return lookUp({ hour: t`per hour`, month: t`per month`, year: t`per year`, once: t`once` });
}

export function useUnitNames() {
    const { t } = useLingui();
    return lookUp({
        tokens_in: t`input tokens`,
        tokens_out: t`output tokens`,
        tokens_cached: t`cached tokens`,
        tokens_reasoning: t`reasoning tokens`,
        token: t`tokens`,
        seat: t`seat`,
        user: t`user`,
        gpu_hour: t`GPU hour`,
        vcpu_hour: t`vCPU hour`,
        gib_month: t`GiB and month`,
        instance: t`instance`,
        node: t`node`,
    });
}

export function useDocumentNames() {
    const { t } = useLingui();
    return lookUp({
        eula: t`Licence agreement`,
        operator_terms: t`Terms of the marketplace`,
        service_description: t`Service description`,
        datasheet: t`Data sheet`,
        guide: t`Guide`,
        privacy: t`Privacy notice`,
        sla: t`Service level agreement`,
    });
}

export function useRoleNames() {
    const { t } = useLingui();
    return lookUp({
        reports: t`Reports`,
        profile: t`Profile management`,
        purchasing: t`Purchasing`,
        owner: t`Owner`,
        offerings: t`Offerings`,
        operator: t`Operator`,
    });
}

/** The role that gives a permission: what to ask for. */
export const roleFor: Record<string, string> = {
    reports: 'reports',
    profile: 'profile',
    purchase: 'purchasing',
    members: 'owner',
    offerings: 'offerings',
    operate: 'operator',
};
