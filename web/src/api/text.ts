import { callContext, forOrganization } from './client';
import { readProblem } from './problem';

/** A text of the API that is no JSON. */
export async function readText(
    address: string,
    organizationId: string,
    signal?: AbortSignal,
): Promise<string> {
    return (await readVersioned(address, organizationId, signal)).text;
}

/** The same with the version that a change of it must name. */
export async function readVersioned(address: string, organizationId: string, signal?: AbortSignal) {
    const response = await fetch(address, {
        headers: { ...forOrganization(organizationId), 'Accept-Language': callContext.language },
        signal: signal ?? null,
    });
    callContext.onAnswer?.(response.status, address);
    if (!response.ok) throw readProblem(response.status, await response.json().catch(() => null));
    return { text: await response.text(), version: response.headers.get('ETag') ?? '' };
}
