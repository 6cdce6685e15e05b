// Passkeys: what the server asks for and gets is the JSON of Web Authentication Level 3. Read and written here, since
// not every browser and password manager can do it itself.
import { ApiProblem, plainProblem } from '@/api/problem';

/** Not at an IP address: passkeys belong to a domain. */
export function canUsePasskeys(): boolean {
    const isAddress = /^[\d.]+$|:/.test(window.location.hostname);
    return typeof PublicKeyCredential !== 'undefined' && window.isSecureContext && !isAddress;
}

/** Whether the browser offers passkeys where a user name is typed. */
export async function canOfferPasskeys(): Promise<boolean> {
    return canUsePasskeys() && !!(await PublicKeyCredential.isConditionalMediationAvailable?.());
}

export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
    const base64 = text.replace(/-/g, '+').replace(/_/g, '/');
    return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

export function textOf(buffer: ArrayBuffer): string {
    const letters = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join('');
    return btoa(letters).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

const descriptors = (list: PublicKeyCredentialDescriptorJSON[] = []) =>
    list.map((one) => ({ ...one, id: bytesOf(one.id) }) as PublicKeyCredentialDescriptor);

const CODES: Record<string, string> = {
    AbortError: 'passkey_cancelled',
    InvalidStateError: 'passkey_credential_id',
    NotAllowedError: 'passkey_cancelled',
    SecurityError: 'passkey_wrong_address',
};

/** What the browser refuses, as a problem like those of the server. */
function problemOf(error: unknown): ApiProblem {
    const name = error instanceof Error ? error.name : '';
    return new ApiProblem(plainProblem(400, CODES[name] ?? 'passkey_failed', String(error)));
}

async function answerOf(asked: Promise<Credential | null>): Promise<PublicKeyCredential> {
    const credential = await asked.catch((error: unknown) => {
        throw problemOf(error);
    });
    return credential as PublicKeyCredential; // null is for other kinds
}

const written = (credential: PublicKeyCredential, response: Record<string, unknown>) => ({
    id: credential.id,
    rawId: textOf(credential.rawId),
    type: credential.type,
    response: { clientDataJSON: textOf(credential.response.clientDataJSON), ...response },
});

/** Has the browser make a passkey: a RegistrationResponseJSON. */
export async function makePasskey(asked: unknown) {
    const options = asked as PublicKeyCredentialCreationOptionsJSON;
    const publicKey = {
        ...options,
        challenge: bytesOf(options.challenge),
        user: { ...options.user, id: bytesOf(options.user.id) },
        excludeCredentials: descriptors(options.excludeCredentials),
    } as PublicKeyCredentialCreationOptions;
    const credential = await answerOf(navigator.credentials.create({ publicKey }));
    const response = credential.response as AuthenticatorAttestationResponse;
    return written(credential, {
        authenticatorData: textOf(response.getAuthenticatorData()),
        transports: response.getTransports(),
    });
}

/** Has the browser use one: an AuthenticationResponseJSON. */
export async function askPasskey(asked: unknown, how: Omit<CredentialRequestOptions, 'publicKey'> = {}) {
    const options = asked as PublicKeyCredentialRequestOptionsJSON;
    const publicKey = {
        ...options,
        challenge: bytesOf(options.challenge),
        allowCredentials: descriptors(options.allowCredentials),
    } as PublicKeyCredentialRequestOptions;
    const credential = await answerOf(navigator.credentials.get({ publicKey, ...how }));
    const response = credential.response as AuthenticatorAssertionResponse;
    return written(credential, {
        authenticatorData: textOf(response.authenticatorData),
        signature: textOf(response.signature),
        userHandle: response.userHandle ? textOf(response.userHandle) : null,
    });
}
