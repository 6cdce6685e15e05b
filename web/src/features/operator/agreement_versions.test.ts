import { expect, test } from 'vitest';
import type { OperatorAgreement } from '@/api/types';
import { versionsOf } from './agreement_versions';

const text = (kind: OperatorAgreement['kind'], version: string, valid_from: string, language: string) => ({
    id: `${kind}${version}${language}`,
    kind,
    language,
    version,
    title: 'Terms',
    digest: 'd',
    valid_from,
});

test('of each kind the newest version that is valid by now is in force', () => {
    const versions = versionsOf(
        [
            text('operator_terms', '3', '2027-02-01T00:00:00Z', 'en'),
            text('operator_terms', '2', '2026-02-01T00:00:00Z', 'de'),
            text('operator_terms', '2', '2026-02-01T00:00:00Z', 'en'),
            text('operator_terms', '1', '2025-02-01T00:00:00Z', 'en'),
            text('seller_terms', '1', '2025-02-01T00:00:00Z', 'en'),
        ],
        '2026-11-22T12:00:00Z',
    );
    expect(versions.map((one) => `${one.kind} ${one.version} ${one.state} ${one.texts.length}`)).toEqual([
        'operator_terms 3 scheduled 1',
        'operator_terms 2 active 2',
        'operator_terms 1 replaced 1',
        'seller_terms 1 active 1',
    ]);
});
