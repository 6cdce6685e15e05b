// The four kinds of patch: apply (server-side), strategic merge, merge, and JSON patch.
import { isDeepStrictEqual } from 'node:util';
import { badRequest, unsupported } from './status.mjs';

// Lists that are merged by a key of their items, wherever they stand; all others are replaced as a whole.
const MERGE_KEYS = {
  containers: ['name'], initContainers: ['name'], volumes: ['name'], env: ['name'], imagePullSecrets: ['name'], secrets: ['name'],
  ports: ['containerPort', 'port'], volumeMounts: ['mountPath'], conditions: ['type'], ownerReferences: ['uid'],
};

const isObject = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);

function mergeKey(field, ...lists) {
  const items = lists.flat();
  return (MERGE_KEYS[field] ?? []).find((key) => items.length && items.every((item) => isObject(item) && (key in item || '$patch' in item)));
}

function mergeList(field, live, change, mergeItem) {
  const key = mergeKey(field, live, change);
  if (!key) return change;
  const removed = new Set(change.filter((item) => item.$patch === 'delete').map((item) => item[key]));
  const changed = new Map(change.map((item) => [item[key], item]));
  const kept = live.filter((item) => !removed.has(item[key])).map((item) => (changed.has(item[key]) ? mergeItem(item, changed.get(item[key])) : item));
  const known = new Set(live.map((item) => item[key]));
  return [...kept, ...change.filter((item) => !known.has(item[key]) && item.$patch !== 'delete')];
}

/** isStrategic: lists with a merge key are merged, $patch is understood; else RFC 7386. */
function merge(live, change, isStrategic) {
  if (!isObject(change)) return change;
  if (change.$patch === 'replace') return Object.fromEntries(Object.entries(change).filter(([field]) => field !== '$patch'));
  const merged = isObject(live) ? { ...live } : {};
  for (const [field, value] of Object.entries(change)) {
    const list = /^\$deleteFromPrimitiveList\/(.*)/.exec(field);
    if (list) merged[list[1]] = (merged[list[1]] ?? []).filter((item) => !value.includes(item));
    else if (field.startsWith('$')) continue;
    else if (value === null) delete merged[field];
    else if (isStrategic && Array.isArray(value) && Array.isArray(merged[field]))
      merged[field] = mergeList(field, merged[field], value, (a, b) => merge(a, b, true));
    else merged[field] = merge(merged[field], value, isStrategic);
  }
  return merged;
}

/** Takes away what the manager applied before and applies no longer. */
function withdraw(live, before, next) {
  if (!isObject(live) || !isObject(before)) return live;
  const left = { ...live };
  for (const [field, value] of Object.entries(before)) {
    if (!(field in left)) continue;
    if (!isObject(next) || !(field in next)) {
      delete left[field];
    } else if (isObject(value)) {
      left[field] = withdraw(left[field], value, next[field]);
    } else if (Array.isArray(value) && Array.isArray(left[field]) && Array.isArray(next[field])) {
      const key = mergeKey(field, value, left[field], next[field]);
      if (!key) continue;
      const find = (list, item) => list.find((one) => one[key] === item[key]);
      left[field] = left[field]
        .filter((item) => !find(value, item) || find(next[field], item))
        .map((item) => (find(value, item) ? withdraw(item, find(value, item), find(next[field], item)) : item));
    }
  }
  return left;
}

function jsonPatch(live, operations) {
  const patched = structuredClone(live);
  for (const { op, path, value } of operations) {
    const parts = path.split('/').slice(1).map((part) => part.replace(/~1/g, '/').replace(/~0/g, '~'));
    const last = parts.pop();
    const place = parts.reduce((at, part) => at?.[part], patched);
    if (place === undefined) throw badRequest(`the patch's path ${path} is not there`);
    if (op === 'test' && !isDeepStrictEqual(place[last], value)) throw badRequest(`testing value ${path} failed`);
    if (op === 'remove' && Array.isArray(place)) place.splice(Number(last), 1);
    else if (op === 'remove') delete place[last];
    else if (op === 'add' && Array.isArray(place)) place.splice(last === '-' ? place.length : Number(last), 0, value);
    else if (op === 'add' || op === 'replace') place[last] = value;
    else if (op !== 'test') throw badRequest(`the operation ${op} is not known`);
  }
  return patched;
}

/** The object after the patch. applied: what this manager applied before (server-side apply only). */
export function patchObject(type, live, change, applied) {
  switch (type) {
    case 'application/apply-patch+yaml': return merge(withdraw(live, applied, change), change, true);
    case 'application/strategic-merge-patch+json': return merge(live, change, true);
    case 'application/merge-patch+json': return merge(live, change, false);
    case 'application/json-patch+json': return jsonPatch(live, change);
    default: throw unsupported(type);
  }
}
