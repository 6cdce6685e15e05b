// Texts of agreements gathered into versions, and which of these is in force.
import type { OperatorAgreement } from '@/api/types';

export interface Version {
    kind: OperatorAgreement['kind'];
    version: string;
    valid_from: string;
    state: 'active' | 'replaced' | 'scheduled';
    texts: OperatorAgreement[];
}

/** The newest first, as the texts come; now as RFC 3339 in UTC. */
export function versionsOf(texts: OperatorAgreement[], now: string): Version[] {
    const versions: Version[] = [];
    for (const text of texts) {
        const known = versions.find((one) => one.kind === text.kind && one.version === text.version);
        if (known) known.texts.push(text);
        else versions.push({ ...text, state: 'replaced', texts: [text] });
    }
    const found = new Set<string>();
    for (const version of versions)
        if (version.valid_from > now) version.state = 'scheduled';
        else if (!found.has(version.kind)) {
            version.state = 'active';
            found.add(version.kind);
        }
    return versions;
}
