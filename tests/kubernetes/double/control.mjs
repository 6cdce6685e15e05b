// The operator's hand at the double: faults, objects, state, and the log of requests; from tests as functions, from
// anywhere over HTTP under /_double.
import { gzipSync } from 'node:zlib';
import { kubeconfig } from './kubeconfig.mjs';
import { Failure, badRequest } from './status.mjs';
import { now } from './store.mjs';

export class Control {
  constructor(cluster, server, authority, url) {
    Object.assign(this, { cluster, server, authority, url });
  }

  /** Switches a fault on (faults.mjs names them): fault('forbidden', {method: 'PATCH', path: '/secrets', times: 1}). */
  fault(name, options = {}) {
    const fault = this.cluster.faults.add({ fault: name, ...options });
    this.server.useCertificate();
    return fault;
  }

  faults() {
    return this.cluster.faults.all;
  }

  clearFaults(id) {
    this.cluster.faults.clear(id);
    this.server.useCertificate();
  }

  #kindOf(object) {
    const kind = this.cluster.kinds.ofObject(object);
    if (!kind) throw badRequest(`There is no kind ${object.apiVersion} ${object.kind}.`);
    return kind;
  }

  /** Creates or replaces an object, past all rights. */
  put(object) {
    const kind = this.#kindOf(object), { namespace, name } = object.metadata;
    const previous = this.cluster.store.get(kind, namespace, name);
    return this.cluster.api.write(kind, object, { previous }).body;
  }

  /** key: "pods", "deployments.apps". */
  get(key, namespace, name) {
    return this.cluster.store.get(this.cluster.kinds.get(key), namespace, name);
  }

  list(key, namespace) {
    return this.cluster.store.list(this.cluster.kinds.get(key), { namespace });
  }

  remove(key, namespace, name) {
    const object = this.get(key, namespace, name);
    return object && this.cluster.store.remove(this.cluster.kinds.get(key), object);
  }

  /** Every object, by the key of its kind. */
  state() {
    return Object.fromEntries(this.cluster.kinds.all.map((kind) => [kind.key, this.cluster.store.list(kind)]).filter(([, list]) => list.length));
  }

  /** The cluster as it was at the start, without faults. */
  reset() {
    this.cluster.reset();
    this.server.requests.length = 0;
    this.server.useCertificate();
  }

  requests() {
    return this.server.requests;
  }

  /** A namespace may hold no further pod. */
  exceedQuota(namespace, hard = { pods: '0' }) {
    return this.put({ apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name: 'double', namespace }, spec: { hard } });
  }

  setPodSecurity(namespace, level = 'restricted') {
    const space = this.get('namespaces', '', namespace);
    const labels = { ...space.metadata.labels, 'pod-security.kubernetes.io/enforce': level };
    return this.put({ ...space, metadata: { ...space.metadata, labels } });
  }

  /** A release as a helm that was killed leaves it: pending-install, pending-upgrade or pending-rollback. */
  leavePending(namespace, release, { status = 'pending-install', version = 1 } = {}) {
    const chart = { metadata: { name: 'left-behind', version: '0.1.0', apiVersion: 'v2' }, templates: [], values: {} };
    const info = { first_deployed: now(), last_deployed: now(), deleted: '', description: 'Initial install underway', status };
    const stored = { name: release, info, chart, config: {}, manifest: '', version, namespace };
    const data = gzipSync(JSON.stringify(stored)).toString('base64');
    const labels = { name: release, owner: 'helm', status, version: String(version), modifiedAt: String(Math.floor(Date.now() / 1000)) };
    return this.put({
      apiVersion: 'v1', kind: 'Secret', type: 'helm.sh/release.v1', metadata: { name: `sh.helm.release.v1.${release}.v${version}`, namespace, labels },
      data: { release: Buffer.from(data).toString('base64') },
    });
  }

  /** A kubeconfig of a service account; its token as TokenRequest gives it. */
  kubeconfigOf(namespace, serviceAccount, seconds = 3600) {
    const { token } = this.cluster.access.issueToken(namespace, serviceAccount, { spec: { expirationSeconds: seconds } }).status;
    return kubeconfig({ url: this.url, ca: this.authority.certificate, namespace, user: { token } });
  }

  /** A kubeconfig of a person with a client certificate. */
  async kubeconfigOfUser(name, groups = []) {
    const user = await this.authority.issue(`/${groups.map((group) => `O=${group}/`).join('')}CN=${name}`);
    return kubeconfig({ url: this.url, ca: this.authority.certificate, user });
  }

  /** The same over HTTP: a table of "METHOD path" under /_double. */
  routes() {
    return {
      'GET faults': () => this.faults(),
      'POST faults': ({ fault, ...options }) => this.fault(fault, options),
      'DELETE faults': () => this.clearFaults(),
      'GET state': () => this.state(),
      'DELETE state': () => this.reset(),
      'POST objects': (object) => this.put(object),
      'GET requests': () => this.requests(),
      'DELETE requests': () => void (this.requests().length = 0),
      'POST quota': ({ namespace, hard }) => this.exceedQuota(namespace, hard),
      'POST pod-security': ({ namespace, level }) => this.setPodSecurity(namespace, level),
      'POST pending': ({ namespace, release, ...options }) => this.leavePending(namespace, release, options),
      'POST kubeconfig': ({ namespace, service_account, seconds }) => ({ kubeconfig: this.kubeconfigOf(namespace, service_account, seconds) }),
    };
  }

  /** {code, body} of a request to /_double/…. */
  answer(method, path, body) {
    const route = this.routes()[`${method} ${path}`];
    if (!route) return { code: 404, body: { message: `There is no ${method} ${path}; there are ${Object.keys(this.routes()).join(', ')}.` } };
    try {
      return { code: 200, body: route(body) ?? {} };
    } catch (failure) {
      if (failure instanceof Failure) return { code: failure.code, body: failure };
      throw failure;
    }
  }
}
