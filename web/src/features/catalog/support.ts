// Who helps with what, and mails that say what they are about.

/** A mail to be written, with what it is about. Long values, such as what a machine said, are cut. */
export function mailTo(address: string, subject: string, facts: [name: string, value: string][]): string {
    const lines = facts.map(([name, value]) => `${name}: ${value.slice(0, MOST)}`);
    const body = ['', '', '--', ...lines].join('\r\n');
    const said = `subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`;
    return `mailto:${encodeURIComponent(address).replace('%40', '@')}?${said}`;
}

const MOST = 500;

// Clusters and clouds, the way to them, and the tools of the marketplace itself; see
// src/sentences/sentence_code.h for all there are.
const PLATFORM =
    /^(kube_|cluster_|cloud_|namespace_|quota_|volume_|accounts_|no_(node|kubernetes|token|rights|credential|sight|cloud|cluster)|fetch_failed|unreachable|timed_out|bad_certificate|insecure_tls|address_refused|helm_(stopped|killed))/;

/** Whether the operator helps with a failure of that code, and not the seller of the product. */
export const isOfPlatform = (code: string) => PLATFORM.test(code);
