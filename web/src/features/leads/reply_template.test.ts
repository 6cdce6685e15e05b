import { expect, test } from 'vitest';
import type { Lead } from '@/api/types';
import { filledIn } from './reply_template';

test('a template is filled in with what the lead says, once', () => {
    const lead = { applied_by_name: '{seller}', product_name: 'Move', reference: 'K7QM-2X9D' } as Lead;
    expect(filledIn('Dear {person}: {product} ({reference}) {x} {}', lead, 'Nimbus')).toBe(
        'Dear {seller}: Move (K7QM-2X9D) {x} {}',
    );
});
