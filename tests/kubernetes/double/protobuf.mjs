// Helm keeps its releases in Secrets and sends those as protobuf, with no second try in JSON. So much is read here
// as a Secret needs: the envelope, and of ObjectMeta names, labels and annotations.
import { unsupported } from './status.mjs';

const MAGIC = Buffer.from('k8s\0');

export const isProtobuf = (bytes) => bytes.subarray(0, 4).equals(MAGIC);

/** A message as [field number, value] pairs; numbers as Number, everything else as a Buffer. */
function readMessage(bytes) {
  const fields = [];
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = bytes[at++];
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
  };
  const take = (length) => bytes.subarray(at, (at += length));
  while (at < bytes.length) {
    const tag = varint(), wire = tag & 7;
    fields.push([tag >> 3, wire === 0 ? varint() : take(wire === 2 ? varint() : wire === 1 ? 8 : 4)]);
  }
  return fields;
}

const all = (fields, number) => fields.filter(([one]) => one === number).map(([, value]) => value);
const text = (fields, number) => all(fields, number)[0]?.toString() || undefined;
const map = (fields, number, convert) =>
  Object.fromEntries(
    all(fields, number).map((entry) => {
      const pair = readMessage(entry);
      return [text(pair, 1) ?? '', convert(all(pair, 2)[0] ?? Buffer.alloc(0))];
    }),
  );

export function readSecret(bytes) {
  const envelope = readMessage(bytes.subarray(4));
  const type = readMessage(all(envelope, 1)[0]);
  if (text(type, 2) !== 'Secret') throw unsupported(`protobuf of a ${text(type, 2)}`);
  const secret = readMessage(all(envelope, 2)[0]);
  const metadata = readMessage(all(secret, 1)[0]);
  const string = (value) => value.toString();
  const kept = { name: text(metadata, 1), namespace: text(metadata, 3), resourceVersion: text(metadata, 6) };
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      ...Object.fromEntries(Object.entries(kept).filter(([, value]) => value)),
      labels: map(metadata, 11, string),
      annotations: map(metadata, 12, string),
    },
    type: text(secret, 3) ?? 'Opaque',
    data: map(secret, 2, (value) => value.toString('base64')),
  };
}
