// What a visitor's program calculates before it registers somebody or asks for a password link.
//
//     await visitor.post('/v1/password-links', { email, proof: await proofOf(visitor) });
import { createHash } from 'node:crypto';

export async function proofOf(visitor) {
  const { challenge, bits } = (await visitor.post('/v1/proofs-of-work')).body;
  for (let number = 0; ; number++) {
    const proof = `${challenge}:${number}`;
    const head = createHash('sha256').update(proof).digest().readUInt32BE(0);
    if (Math.clz32(head) >= bits) return proof;
  }
}
