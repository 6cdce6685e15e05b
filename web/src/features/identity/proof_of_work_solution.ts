import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';

function zeroBits(digest: Uint8Array): number {
    let bits = 0;
    for (const byte of digest) {
        if (byte) return bits + Math.clz32(byte) - 24;
        bits += 8;
    }
    return bits;
}

/** The challenge with the first number whose SHA-256 begins with as many zero bits. */
export function solve(challenge: string, bits: number): string {
    for (let number = 0; ; number++) {
        const proof = `${challenge}:${number}`;
        if (zeroBits(sha256(utf8ToBytes(proof))) >= bits) return proof;
    }
}
