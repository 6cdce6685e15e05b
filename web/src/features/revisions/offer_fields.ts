// What the fields of an offer are called.
import { useLingui } from '@lingui/react/macro';

/** "plans" of "plans[1].prices[0].amount"; of what has parts of its own also those: "kubernetes.form". */
export const sectionOf = (field: string) =>
    /^(kubernetes|ai|chart)\./.test(field)
        ? field.split(/[.[]/, 2).join('.')
        : (field.split(/[.[]/, 1)[0] ?? field);

/** What stands behind the section, without the numbers of list items: "prices", "amount". */
export const restOf = (field: string) =>
    field
        .slice(sectionOf(field).length)
        .split(/\[\d+\]|\./)
        .filter(Boolean);

export function useSectionNames() {
    const { t } = useLingui();
    const names: Record<string, string> = {
        name: t`Name`,
        category: t`Category`,
        proposed_category: t`Proposed category`,
        service_type: t`Service type`,
        licence_type: t`Licence type`,
        version: t`Version`,
        short_description: t`Short description`,
        description: t`Description`,
        price_info: t`Notes on the price`,
        licence_info: t`Notes on the licence`,
        features: t`Features`,
        used_software: t`Used software`,
        guides: t`Guides`,
        documentation_url: t`Documentation`,
        data_location: t`Data location`,
        logo: t`Logo`,
        screenshots: t`Screenshots`,
        documents: t`Documents`,
        plans: t`Plans and prices`,
        seller: t`Seller`,
        'ai.models': t`Models`,
        kubernetes: t`Chart`,
        'kubernetes.chart': t`Chart`,
        'kubernetes.form': t`Form for customers`,
        'kubernetes.licence': t`The customer’s licence`,
        'kubernetes.minimum_kubernetes_version': t`Kubernetes version`,
        'chart.version': t`Version of the chart`,
        'chart.app_version': t`Version of the application in the chart`,
        'chart.touches': t`What the chart touches`,
        'chart.values': t`Values of the chart`,
    };
    return (section: string) => names[section] ?? section.replaceAll('_', ' ');
}

/** What each step of a field's path is called. */
export function useFieldWords() {
    const { t } = useLingui();
    const names: Record<string, string> = {
        name: t`Name`,
        category: t`Category`,
        proposed_category: t`Proposed category`,
        parent: t`Stands below`,
        applies_to_subscribers: t`Applies to existing subscribers too`,
        version: t`Version`,
        data_location: t`Data location`,
        documentation_url: t`Documentation`,
        release_at: t`Wished release`,
        short_description: t`Short description`,
        description: t`Description`,
        features: t`Features`,
        logo: t`Logo`,
        screenshots: t`Screenshots`,
        plans: t`Plans`,
        prices: t`Prices`,
        price_info: t`About the prices`,
        price_text: t`Price in words`,
        questions: t`Questions`,
        options: t`Options`,
        amount: t`Amount`,
        period: t`Period`,
        meter: t`What is counted`,
        code: t`Code`,
        text: t`Text`,
        label: t`Label`,
        used_software: t`Used software`,
        licence: t`Licence`,
        licence_info: t`About the licence`,
        url: t`Link`,
        guides: t`Guides`,
        documents: t`Documents`,
        title: t`Title`,
        language: t`Language`,
        ai: t`Models`,
        models: t`Models`,
        rates: t`Rates`,
        upstreams: t`Upstreams`,
        address: t`Address`,
        context_length: t`Context length`,
        capabilities: t`Operations`,
        kubernetes: t`Chart`,
        chart: t`Chart`,
        form: t`Form`,
        path: t`Place in the values`,
        website: t`Website`,
        contact_email: t`Contact`,
        support_email: t`E-mail for support`,
        support_url: t`Support link`,
    };
    return (step: string) => names[step] ?? step.replaceAll('_', ' ');
}

/** "seller.support_url" is “Seller › Support link”. */
export function useFieldNames() {
    const section = useSectionNames();
    const word = useFieldWords();
    return (field: string) => [section(sectionOf(field)), ...restOf(field).map(word)].join(' › ');
}
