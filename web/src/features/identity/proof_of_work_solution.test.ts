import { expect, test } from 'vitest';
import { solve } from './proof_of_work_solution';

test('a proof is the challenge and the first number whose digest begins with the zero bits', () => {
    expect(solve('12.1790000000000000.nonce.seal', 12)).toBe('12.1790000000000000.nonce.seal:1942');
    expect(solve('0.1.nonce.seal', 0)).toBe('0.1.nonce.seal:0');
});
