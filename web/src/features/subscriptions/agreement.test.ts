import { expect, test } from 'vitest';
import type { Acceptance } from '@/api/types';
import { newAgreement } from './agreement';

const of = (version: string, accepted_at: string, more: Partial<Acceptance> = {}): Acceptance => ({
    kind: 'eula',
    title: 'Licence',
    version,
    language: 'en',
    digest: version,
    accepted_by: null,
    accepted_by_name: 'Anna',
    is_by_notice: true,
    accepted_at,
    ...more,
});
const first = of('1', '2026-01-01T00:00:00Z', { is_by_notice: false });
const second = of('2', '2026-03-01T00:00:00Z');
const terms = of('9', '2026-03-02T00:00:00Z', { kind: 'operator_terms' });

test('the newest licence agreement by notice is told with the one before it', () => {
    const found = newAgreement([second, terms, first], new Date('2026-03-05T00:00:00Z'));
    expect(found?.agreement.version).toBe('2');
    expect(found?.former?.version).toBe('1');
});

test('what was accepted with the order, and what was told long ago, is no news', () => {
    expect(newAgreement([first], new Date('2026-01-02T00:00:00Z'))).toBeUndefined();
    expect(newAgreement([first, second], new Date('2026-06-01T00:00:00Z'))).toBeUndefined();
});
