// The objects of the cluster and the log of their changes, from which watches are fed. Objects are values: they are
// replaced, never changed in place.
import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { gone } from './status.mjs';

const LOG_LENGTH = 5000;

/** What Kubernetes adds to names has no vowels, lest it make words; of hexadecimal digits. */
export const withoutVowels = (digits) => digits.replaceAll('a', 'x').replaceAll('e', 'z');
export const now = () => new Date().toISOString().replace(/\.\d+Z$/, 'Z');

function meets(labels, requirement) {
  let found;
  if ((found = /^(\S+) (notin|in) \((.*)\)$/.exec(requirement)))
    return found[3].split(',').map((one) => one.trim()).includes(labels[found[1]]) === (found[2] === 'in');
  if ((found = /^([^!=]+)!=(.*)$/.exec(requirement))) return labels[found[1]] !== found[2];
  if ((found = /^([^=]+)==?(.*)$/.exec(requirement))) return labels[found[1]] === found[2];
  return requirement.startsWith('!') ? !(requirement.slice(1) in labels) : requirement in labels;
}

/** Whether labels meet a selector as it stands in an address. */
export function matchesLabels(labels = {}, selector = '') {
  const requirements = selector.split(/,(?![^(]*\))/).map((one) => one.trim()).filter(Boolean);
  return requirements.every((one) => meets(labels ?? {}, one));
}

export function matchesFields(object, selector = '') {
  return selector.split(',').filter(Boolean).every((requirement) => {
    const [, path, isNot, wanted] = /^([^!=]+)(!?)==?(.*)$/.exec(requirement);
    const value = path.split('.').reduce((at, part) => at?.[part], object) ?? '';
    return (String(value) === wanted) === !isNot;
  });
}

/** Whether the object belongs in what was asked for: {namespace, labelSelector, fieldSelector}. */
export const matches = (object, { namespace, labelSelector, fieldSelector }) =>
  (!namespace || object.metadata.namespace === namespace) &&
  matchesLabels(object.metadata.labels, labelSelector) &&
  matchesFields(object, fieldSelector);

export class Store {
  constructor() {
    this.clear();
    this.listeners = new Set();
  }

  clear() {
    this.tables = new Map(); // key of the kind → Map("namespace/name" → object)
    this.log = []; // {version, key, type, object, previous}
    this.version ??= 1000;
  }

  table(kind) {
    if (!this.tables.has(kind.key)) this.tables.set(kind.key, new Map());
    return this.tables.get(kind.key);
  }

  get(kind, namespace, name) {
    return this.table(kind).get(`${namespace ?? ''}/${name}`);
  }

  list(kind, asked = {}) {
    const all = [...this.table(kind).values()].filter((object) => matches(object, asked));
    const place = ({ metadata: { namespace = '', name } }) => `${namespace}/${name}`;
    return all.sort((a, b) => (place(a) < place(b) ? -1 : 1));
  }

  create(kind, object) {
    const { metadata } = object;
    const made = { ...metadata, uid: randomUUID(), creationTimestamp: now(), ...(object.spec ? { generation: 1 } : {}) };
    return this.#write(kind, { ...object, metadata: made }, 'ADDED');
  }

  /** Answers what is stored then; an equal object changes nothing. */
  replace(kind, object) {
    const previous = this.get(kind, object.metadata.namespace, object.metadata.name);
    const { uid, creationTimestamp, generation, resourceVersion } = previous.metadata;
    const kept = { uid, creationTimestamp, ...(generation ? { generation } : {}), resourceVersion };
    const next = { ...object, metadata: { ...object.metadata, ...kept } };
    if (isDeepStrictEqual(next, previous)) return previous;
    if (generation && !isDeepStrictEqual(next.spec, previous.spec)) next.metadata.generation = generation + 1;
    return this.#write(kind, next, 'MODIFIED', previous);
  }

  setStatus(kind, object, status) {
    const current = this.get(kind, object.metadata.namespace, object.metadata.name);
    return current && this.replace(kind, { ...current, status });
  }

  remove(kind, { metadata: { namespace, name } }) {
    const table = this.table(kind), place = `${namespace ?? ''}/${name}`, object = table.get(place);
    if (!object) return undefined;
    table.delete(place);
    this.#record(kind, 'DELETED', { ...object, metadata: { ...object.metadata, resourceVersion: String(++this.version) } }, object);
    return object;
  }

  /** What came after a version; fails with 410 if that is no longer known. */
  since(kind, version) {
    if (this.log.length === LOG_LENGTH && version < this.log[0].version - 1) throw gone(version);
    return this.log.filter((entry) => entry.version > version && entry.key === kind.key);
  }

  #write(kind, object, type, previous) {
    const stored = { apiVersion: kind.apiVersion, kind: kind.kind, ...object };
    stored.metadata = { ...object.metadata, resourceVersion: String(++this.version) };
    this.table(kind).set(`${stored.metadata.namespace ?? ''}/${stored.metadata.name}`, stored);
    this.#record(kind, type, stored, previous);
    return stored;
  }

  #record(kind, type, object, previous) {
    const entry = { version: this.version, key: kind.key, type, object, previous };
    this.log.push(entry);
    if (this.log.length > LOG_LENGTH) this.log.shift();
    for (const listener of this.listeners) listener(entry);
  }
}
