import { useLingui } from '@lingui/react/macro';

/** What methods to sign in are called on the page; providers by the names that they have. */
export function useMethodNames(providers: { id: string; name: string }[]) {
    const { t } = useLingui();
    const names: Record<string, string> = {
        password: t`Password`,
        passkey: t`Passkey`,
        ...Object.fromEntries(providers.map(({ id, name }) => [id, name])),
    };
    return (methods: string[]) =>
        methods.map((method) => names[method] ?? t`another identity provider`).join(', ');
}

export const isLocal = (method: string) => method === 'password' || method === 'passkey';
