// The domain with which somebody signed in last in this browser, to begin with the next time.
const KEY = 'kontor.cloud_domain';

export function lastDomain(): string {
    try {
        return localStorage.getItem(KEY) ?? '';
    } catch {
        return ''; // storage is forbidden
    }
}

export function rememberDomain(domain: string): void {
    try {
        localStorage.setItem(KEY, domain);
    } catch {
        // storage is forbidden
    }
}
