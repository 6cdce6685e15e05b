// The verbs of the API on objects: from a request to an answer {code, body} or {watch}.
import { randomBytes } from 'node:crypto';
import { addDefaults, checkPodSecurity, requireQuota, validate } from './admission.mjs';
import { patchObject } from './patch.mjs';
import { isProtobuf, readSecret } from './protobuf.mjs';
import { alreadyExists, badRequest, conflict, forbidden, noSuchPath, notAllowed, notFound, unsupported } from './status.mjs';
import { now, withoutVowels } from './store.mjs';

const VERBS = { GET: 'get', POST: 'create', PUT: 'update', PATCH: 'patch', DELETE: 'delete' };

/** {kind, namespace, name, subresource} of a path; 404 if it names nothing. */
export function target(kinds, path) {
  const [, group = '', version, rest] = /^\/(?:api|apis\/([^/]+))\/([^/]+)\/(.+)$/.exec(path) ?? [];
  const parts = rest?.split('/').map(decodeURIComponent) ?? [];
  const isInside = parts[0] === 'namespaces' && parts.length > 2 && !['status', 'finalize'].includes(parts[2]);
  const [plural, name, subresource] = isInside ? parts.slice(2) : parts;
  const kind = kinds.find(group, version, plural);
  if (!kind || (isInside && !kind.isNamespaced)) throw noSuchPath();
  // A namespace lies in itself, so that a Role there may allow to read it.
  const namespace = isInside ? parts[1] : kind.kind === 'Namespace' ? (name ?? '') : '';
  return { kind, namespace: kind.isNamespaced ? namespace : '', scope: namespace, name, subresource };
}

function readBody(request) {
  const { bytes, type } = request;
  if (isProtobuf(bytes)) return request.method === 'DELETE' ? {} : readSecret(bytes);
  if (!bytes.length) return {};
  if (/yaml/.test(type) && !/apply-patch/.test(type)) throw unsupported(type);
  try {
    return JSON.parse(bytes.toString());
  } catch {
    throw badRequest('the object provided is unrecognized: the double reads JSON only');
  }
}

export class Api {
  constructor(cluster) {
    Object.assign(this, { cluster, store: cluster.store, kinds: cluster.kinds, access: cluster.access });
  }

  /** request: {method, path, query (URLSearchParams), bytes, type, user}. */
  answer(request) {
    const at = target(this.kinds, request.path), { kind, name, subresource } = at;
    const isWatch = request.method === 'GET' && !name && /^(true|1)$/.test(request.query.get('watch') ?? '');
    const verb = isWatch ? 'watch' : !name && request.method === 'GET' ? 'list' : !name && request.method === 'DELETE' ? 'deletecollection' : VERBS[request.method];
    if (!verb) throw notAllowed();
    const asked = { verb, group: kind.group, resource: subresource ? `${kind.plural}/${subresource}` : kind.plural, name, namespace: at.scope };
    this.access.require(request.user, asked, kind);
    if (subresource) return this.#subresource(request, at);
    if (kind.verbs.length === 1) return { code: 201, body: this.access.review(request.user, kind, readBody(request)) };
    switch (verb) {
      case 'watch': return { watch: { kind, ...this.#asked(request, at) } };
      case 'list': return this.#list(request, at);
      case 'get': return { code: 200, body: this.#find(at) };
      case 'create': return this.#create(request, at);
      case 'update': return this.#update(request, at);
      case 'patch': return this.#patch(request, at);
      case 'delete': return this.#delete(request, at);
      default: return this.#deleteAll(request, at);
    }
  }

  #asked({ query }, { namespace }) {
    return { namespace, labelSelector: query.get('labelSelector') ?? '', fieldSelector: query.get('fieldSelector') ?? '' };
  }

  #find({ kind, namespace, name }) {
    const object = this.store.get(kind, namespace, name);
    if (!object) throw notFound(kind, name);
    return object;
  }

  #list(request, at) {
    const all = this.store.list(at.kind, this.#asked(request, at));
    const start = Number(Buffer.from(request.query.get('continue') ?? '', 'base64').toString() || 0);
    const limit = Number(request.query.get('limit') || all.length);
    const isRest = start + limit < all.length;
    const rest = isRest ? { continue: Buffer.from(String(start + limit)).toString('base64'), remainingItemCount: all.length - start - limit } : {};
    const metadata = { resourceVersion: String(this.store.version), ...rest };
    return { code: 200, body: { kind: `${at.kind.kind}List`, apiVersion: at.kind.apiVersion, metadata, items: all.slice(start, start + limit) } };
  }

  #requireNamespace(kind, namespace, name) {
    if (!kind.isNamespaced) return undefined;
    const found = this.store.get(this.kinds.get('namespaces'), '', namespace);
    if (!found) throw notFound(this.kinds.get('namespaces'), namespace);
    if (found.status.phase === 'Terminating')
      throw forbidden(kind, name, `unable to create new content in namespace ${namespace} because it is being terminated`);
    return found;
  }

  /** Admits and stores an object; previous is what it replaces. Also for the cluster's own controllers. */
  write(kind, object, { previous, user, isDryRun } = {}) {
    const { name, namespace } = object.metadata;
    const space = previous ? this.store.get(this.kinds.get('namespaces'), '', namespace) : this.#requireNamespace(kind, namespace, name);
    const whole = addDefaults(kind, object, this.cluster);
    validate(kind, whole, previous);
    if (user) this.access.requireNoEscalation(user, kind, whole);
    const warning = checkPodSecurity(kind, whole, space);
    if (!previous && kind.isNamespaced) requireQuota(this.store, this.kinds, kind, whole);
    const body = isDryRun ? whole : previous ? this.store.replace(kind, whole) : this.store.create(kind, whole);
    return { code: previous ? 200 : 201, body, headers: warning ? { Warning: `299 - ${JSON.stringify(warning)}` } : {} };
  }

  #options({ user, query }) {
    return { user, isDryRun: query.has('dryRun') };
  }

  #create(request, { kind, namespace }) {
    const object = readBody(request), { managedFields, resourceVersion, ...metadata } = object.metadata ?? {};
    if (object.kind && (object.kind !== kind.kind || object.apiVersion !== kind.apiVersion))
      throw badRequest(`the object (${object.apiVersion} ${object.kind}) does not match the path (${kind.apiVersion} ${kind.kind})`);
    if (metadata.namespace && metadata.namespace !== namespace) throw badRequest('the namespace of the provided object does not match the namespace sent on the request');
    if (!metadata.name && metadata.generateName) metadata.name = metadata.generateName + withoutVowels(randomBytes(3).toString('hex').slice(0, 5));
    if (!metadata.name) throw badRequest('name or generateName is required');
    if (kind.isNamespaced) metadata.namespace = namespace;
    this.#requireNamespace(kind, namespace, metadata.name);
    if (this.store.get(kind, namespace, metadata.name)) throw alreadyExists(kind, metadata.name);
    return this.write(kind, { apiVersion: kind.apiVersion, kind: kind.kind, ...object, metadata }, this.#options(request));
  }

  #update(request, at) {
    const previous = this.#find(at), object = readBody(request);
    this.#requireVersion(at, previous, object);
    const metadata = { ...object.metadata, name: at.name, ...(at.kind.isNamespaced ? { namespace: at.namespace } : {}) };
    return this.write(at.kind, { ...object, metadata, ...(previous.status ? { status: previous.status } : {}) }, { previous, ...this.#options(request) });
  }

  #requireVersion({ kind, name }, previous, object) {
    const version = object.metadata?.resourceVersion;
    if (version && version !== previous.metadata.resourceVersion) throw conflict(kind, name);
  }

  #patch(request, at) {
    const { kind, namespace, name } = at;
    const change = readBody(request), previous = this.store.get(kind, namespace, name);
    if (request.type !== 'application/apply-patch+yaml') {
      if (!previous) throw notFound(kind, name);
      this.#requireVersion(at, previous, Array.isArray(change) ? {} : change);
      return this.write(kind, patchObject(request.type, previous, change), { previous, ...this.#options(request) });
    }
    const { managedFields, creationTimestamp, ...metadata } = change.metadata;
    const wanted = { ...change, metadata: { ...metadata, name, ...(kind.isNamespaced ? { namespace } : {}) } };
    delete wanted.status;
    if (!previous) this.access.require(request.user, { verb: 'create', group: kind.group, resource: kind.plural, namespace: at.scope }, kind);
    const applied = this.cluster.applied, place = [kind.key, namespace, name, request.query.get('fieldManager')].join(' ');
    const base = previous ?? { apiVersion: kind.apiVersion, kind: kind.kind, metadata: {} };
    const answer = this.write(kind, patchObject(request.type, base, wanted, previous && applied.get(place)), { previous, ...this.#options(request) });
    if (!request.query.has('dryRun')) applied.set(place, wanted);
    return answer;
  }

  #delete(request, at) {
    const object = this.#find(at), { kind } = at;
    const options = readBody(request), { uid, resourceVersion } = options.preconditions ?? {};
    if ((uid && uid !== object.metadata.uid) || (resourceVersion && resourceVersion !== object.metadata.resourceVersion)) throw conflict(kind, at.name);
    if (request.query.has('dryRun') || options.dryRun) return { code: 200, body: object };
    if ((options.propagationPolicy ?? request.query.get('propagationPolicy')) === 'Orphan') this.#orphan(object);
    if (kind.kind === 'Namespace') {
      const metadata = { ...object.metadata, deletionTimestamp: now() };
      return { code: 200, body: this.store.replace(kind, { ...object, metadata, status: { phase: 'Terminating' } }) };
    }
    this.store.remove(kind, object);
    const details = { name: at.name, kind: kind.plural, uid: object.metadata.uid };
    return { code: 200, body: { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', details } };
  }

  /** What the object owns stays behind without an owner. */
  #orphan({ metadata: { uid, namespace } }) {
    for (const kind of this.kinds.all)
      for (const object of this.store.list(kind, { namespace }))
        if (object.metadata.ownerReferences?.some((owner) => owner.uid === uid)) {
          const { ownerReferences, ...metadata } = object.metadata;
          this.store.replace(kind, { ...object, metadata });
        }
  }

  #deleteAll(request, at) {
    const items = this.store.list(at.kind, this.#asked(request, at));
    for (const { metadata } of items) this.#delete({ ...request, bytes: Buffer.alloc(0) }, { ...at, namespace: metadata.namespace ?? '', name: metadata.name });
    return { code: 200, body: { kind: `${at.kind.kind}List`, apiVersion: at.kind.apiVersion, metadata: {}, items } };
  }

  #subresource(request, at) {
    const { kind, namespace, name, subresource } = at;
    if (kind.kind === 'ServiceAccount' && subresource === 'token' && request.method === 'POST')
      return { code: 201, body: this.access.issueToken(namespace, name, readBody(request)) };
    const object = this.#find(at);
    if (kind.kind === 'Pod' && subresource === 'log') return { code: 200, text: this.cluster.podLog(object) };
    if (subresource === 'status') return this.#status(request, kind, object);
    if (subresource === 'scale' && kind.subresources.includes('scale')) return this.#scale(request, kind, object);
    throw noSuchPath();
  }

  #status(request, kind, object) {
    if (request.method === 'GET') return { code: 200, body: object };
    const { status } = request.method === 'PUT' ? readBody(request) : patchObject(request.type, object, readBody(request));
    return { code: 200, body: this.store.replace(kind, { ...object, status }) };
  }

  #scale(request, kind, object) {
    const { name, namespace, uid, resourceVersion } = object.metadata;
    const scale = (from) => ({
      kind: 'Scale', apiVersion: 'autoscaling/v1', metadata: { name, namespace, uid, resourceVersion },
      spec: { replicas: from.spec.replicas }, status: { replicas: from.status?.replicas ?? 0 },
    });
    if (request.method === 'GET') return { code: 200, body: scale(object) };
    const wanted = request.method === 'PUT' ? readBody(request) : patchObject(request.type, scale(object), readBody(request));
    const changed = { ...object, spec: { ...object.spec, replicas: wanted.spec.replicas } };
    return { code: 200, body: scale(this.write(kind, changed, { previous: object, ...this.#options(request) }).body) };
  }
}
