// What the words of the API are called on the page.
import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import type { Permission, RoleRequest } from '@/api/types';

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

/** What is counted, in the number of `count` of them. A meter of a seller's own stays as it is called. */
export function useUnitNames() {
    const { t } = useLingui();
    return (word: string, count = 1000) =>
        lookUp({
            tokens_in: t`${plural(count, { one: 'input token', other: 'input tokens' })}`,
            tokens_out: t`${plural(count, { one: 'output token', other: 'output tokens' })}`,
            tokens_cached: t`${plural(count, { one: 'cached token', other: 'cached tokens' })}`,
            tokens_reasoning: t`${plural(count, { one: 'reasoning token', other: 'reasoning tokens' })}`,
            seat: t`${plural(count, { one: 'seat', other: 'seats' })}`,
            gib: t`${plural(count, { one: 'GiB', other: 'GiB' })}`,
            gib_hour: t`${plural(count, { one: 'GiB and hour', other: 'GiB and hour' })}`,
            gib_month: t`${plural(count, { one: 'GiB and month', other: 'GiB and month' })}`,
            gpu_hour: t`${plural(count, { one: 'GPU hour', other: 'GPU hours' })}`,
            vcpu_hour: t`${plural(count, { one: 'vCPU hour', other: 'vCPU hours' })}`,
            instance: t`${plural(count, { one: 'instance', other: 'instances' })}`,
            node: t`${plural(count, { one: 'node', other: 'nodes' })}`,
            server: t`${plural(count, { one: 'server', other: 'servers' })}`,
            cluster: t`${plural(count, { one: 'cluster', other: 'clusters' })}`,
            port: t`${plural(count, { one: 'port', other: 'ports' })}`,
            zone: t`${plural(count, { one: 'zone', other: 'zones' })}`,
            ipv4: t`${plural(count, { one: 'IPv4 address', other: 'IPv4 addresses' })}`,
            query: t`${plural(count, { one: 'query', other: 'queries' })}`,
            page: t`${plural(count, { one: 'page', other: 'pages' })}`,
            draft: t`${plural(count, { one: 'draft', other: 'drafts' })}`,
            certificate: t`${plural(count, { one: 'certificate', other: 'certificates' })}`,
            build_minute: t`${plural(count, { one: 'build minute', other: 'build minutes' })}`,
            asset_month: t`${plural(count, { one: 'asset and month', other: 'assets and month' })}`,
            alert_rule: t`${plural(count, { one: 'alert rule', other: 'alert rules' })}`,
            active_series: t`${plural(count, { one: 'active series', other: 'active series' })}`,
        })(word);
}

export function useDocumentNames() {
    const { t } = useLingui();
    return lookUp({
        eula: t`Licence agreement`,
        operator_terms: t`Terms of the marketplace`,
        seller_terms: t`Terms for sellers`,
        quote_terms: t`Terms of a quote`,
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
        administrator: t`Administrator`,
        owner: t`Owner`,
        offerings: t`Offerings`,
        operator: t`Operator`,
    });
}

/** What runs in the background. */
export function useJobNames() {
    const { t } = useLingui();
    return lookUp({
        send_mail: t`Send a mail`,
        send_digests: t`Send the daily mails`,
        deliver_webhook: t`Deliver to a webhook`,
        react_again: t`React to an event`,
        remove_old: t`Remove what is kept no longer`,
        activate_revisions: t`Activate approved revisions`,
        call_model: t`Make a test call of a model`,
        check_revision: t`Check a submitted revision`,
        show_agreements: t`Put agreements in force`,
        end_products: t`End products whose last day is over`,
        tell_agreement: t`Tell subscribers of a licence agreement`,
        preflight: t`Check before a deployment`,
        take_in_chart: t`Take in a chart`,
        connect_cluster: t`Connect a cluster`,
        remove_cluster: t`Remove a cluster`,
        remove_test: t`Remove a test deployment`,
        check_cluster: t`Check a cluster`,
        watch_clusters: t`Look after clusters`,
        check_cloud_account: t`Check a cloud account`,
        ask_identity_provider: t`Ask an identity provider who signs in`,
        check_identity_provider: t`Test an identity provider`,
        reconcile_cloud_link: t`Look at a linked cloud`,
        check_cloud_links: t`Look at all linked clouds`,
        change_cloud_password: t`Change a password at a cloud`,
        read_cloud_domain: t`Read the users of a cloud domain`,
        deploy_demo: t`Deploy the demo’s workload`,
        run_operation: t`Deploy, change or remove a workload`,
        put_licence: t`Put a licence in its place`,
        watch_workloads: t`Look after workloads`,
        watch_quotes: t`Look after quotes`,
        watch_roles: t`Look after roles that end`,
        watch_api_tokens: t`Look after tokens that end`,
        place_scim_roles: t`Give the roles of a directory’s groups`,
        move_ownership: t`Replace owners as announced`,
        look_at_workload: t`Look at a workload`,
    });
}

/** The role that gives a permission: what to ask for. */
export const roleFor: Partial<Record<Permission, RoleRequest['role']>> = {
    reports: 'reports',
    profile: 'profile',
    purchase: 'purchasing',
    members: 'administrator',
    offerings: 'offerings',
    operate: 'operator',
};
