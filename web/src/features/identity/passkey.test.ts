import { describe, expect, it } from 'vitest';
import { bytesOf, textOf } from './passkey';

describe('what passkeys are written in', () => {
    it('is base64 for addresses, without padding', () => {
        const bytes = new Uint8Array([0, 251, 255, 190, 1]);
        expect(textOf(bytes.buffer)).toBe('APv_vgE');
        expect(bytesOf('APv_vgE')).toEqual(bytes);
    });

    it('may be nothing', () => {
        expect(textOf(new ArrayBuffer(0))).toBe('');
        expect(bytesOf('')).toEqual(new Uint8Array());
    });
});
