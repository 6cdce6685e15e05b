// One cluster: its store, its API, and the loop in which its controllers work.
import { randomBytes } from 'node:crypto';
import { Access } from './access.mjs';
import { quotaUsed } from './admission.mjs';
import { Api } from './api.mjs';
import { Faults } from './faults.mjs';
import { Kinds } from './kinds.mjs';
import { Pods } from './pods.mjs';
import { writeQuantity } from './quantities.mjs';
import { seed } from './seed.mjs';
import { Store, now } from './store.mjs';
import { Addresses, Volumes } from './volumes.mjs';
import { Workloads } from './workloads.mjs';

const TICK = 100; // milliseconds

export class Cluster {
  /** settings: {version, readyAfter, longestToken, signingKey, nodes, state}, all with defaults. */
  constructor(settings = {}) {
    this.settings = settings;
    this.version = settings.version ?? '1.33.2';
    this.readyAfter = settings.readyAfter ?? 300; // milliseconds from a pod's start until it is ready
    this.kinds = new Kinds();
    this.store = new Store();
    this.applied = new Map(); // "kind namespace name manager" → what that manager applied last
    this.faults = new Faults();
    this.access = new Access(this.store, this.kinds, settings);
    this.event = this.event.bind(this);
    this.volumes = new Volumes(this);
    this.addresses = new Addresses(this);
    this.api = new Api(this);
    this.controllers = [new Workloads(this), this.volumes, new Pods(this), this.addresses];
    this.store.listeners.add((entry) => this.#noticed(entry));
    if (settings.state) this.#load(settings.state);
    else seed(this);
    this.timer = setInterval(() => this.run(), TICK);
  }

  stop() {
    clearInterval(this.timer);
  }

  #noticed({ key, type, object }) {
    if (key === 'customresourcedefinitions.apiextensions.k8s.io') this.kinds.define(object, type === 'DELETED');
    if (type === 'DELETED') {
      const { name, namespace = '' } = object.metadata;
      for (const place of this.applied.keys()) if (place.startsWith(`${key} ${namespace} ${name} `)) this.applied.delete(place);
    }
    if (key !== 'events') this.#wake();
  }

  /** Controllers see a change soon, and several at once. */
  #wake() {
    this.soon ??= setTimeout(() => {
      this.soon = undefined;
      this.run();
    }, 5).unref();
  }

  run() {
    this.#collectGarbage();
    this.#namespaces();
    this.#definitions();
    for (const controller of this.controllers) controller.run();
    this.#quotas();
  }

  isTooEarly(pod) {
    return this.controllers.find((one) => one instanceof Pods).isTooEarly(pod);
  }

  nextAddress() {
    return this.addresses.next();
  }

  defaultStorageClass() {
    const classes = this.store.list(this.kinds.get('storageclasses.storage.k8s.io'));
    return classes.find(({ metadata }) => metadata.annotations?.['storageclass.kubernetes.io/is-default-class'] === 'true')?.metadata.name;
  }

  podLog(pod) {
    const isCrashing = pod.spec.containers.some((one) => this.faults.ofImage('crashing_image', one.image));
    return isCrashing ? 'fatal: this container was told to crash\n' : `${pod.metadata.name}: started\n`;
  }

  /** Writes an event of the object, or counts it once more. */
  event(object, type, reason, message, container) {
    const kind = this.kinds.get('events');
    const { metadata: { name, namespace = 'default', uid, resourceVersion } } = object;
    const same = this.store.list(kind, { namespace }).find((one) => one.involvedObject.uid === uid && one.reason === reason && one.message === message);
    if (same && Date.parse(same.lastTimestamp) > Date.now() - 1000) return;
    if (same) {
      this.store.replace(kind, { ...same, count: same.count + 1, lastTimestamp: now() });
      return;
    }
    const field = container ? { fieldPath: `spec.containers{${container}}` } : {};
    const component = container ? 'kubelet' : reason.includes('Schedul') ? 'default-scheduler' : 'controllermanager';
    this.store.create(kind, {
      metadata: { name: `${name}.${randomBytes(8).toString('hex')}`, namespace },
      involvedObject: { kind: object.kind, apiVersion: object.apiVersion, namespace, name, uid, resourceVersion, ...field },
      type, reason, message, count: 1, firstTimestamp: now(), lastTimestamp: now(), source: { component }, reportingComponent: component, reportingInstance: '',
    });
  }

  #collectGarbage() {
    const uids = new Set();
    for (const table of this.store.tables.values()) for (const object of table.values()) uids.add(object.metadata.uid);
    for (const kind of this.kinds.all)
      for (const object of this.store.list(kind)) {
        const owners = object.metadata.ownerReferences;
        if (owners?.length && owners.every((owner) => !uids.has(owner.uid))) this.store.remove(kind, object);
      }
  }

  #namespaces() {
    const kind = this.kinds.get('namespaces'), accounts = this.kinds.get('serviceaccounts');
    for (const namespace of this.store.list(kind)) {
      const { name } = namespace.metadata;
      if (namespace.status.phase !== 'Terminating') {
        if (!this.store.get(accounts, name, 'default')) this.store.create(accounts, { metadata: { name: 'default', namespace: name } });
        continue;
      }
      for (const one of this.kinds.all.filter((each) => each.isNamespaced))
        for (const object of this.store.list(one, { namespace: name })) this.store.remove(one, object);
      this.store.remove(kind, namespace);
    }
  }

  #definitions() {
    const kind = this.kinds.get('customresourcedefinitions.apiextensions.k8s.io');
    for (const one of this.store.list(kind)) {
      if (one.status?.conditions) continue;
      const condition = (type, reason) => ({ type, status: 'True', reason, message: '', lastTransitionTime: now() });
      const conditions = [condition('NamesAccepted', 'NoConflicts'), condition('Established', 'InitialNamesAccepted')];
      this.store.setStatus(kind, one, { acceptedNames: one.spec.names, conditions, storedVersions: one.spec.versions.map(({ name }) => name) });
    }
  }

  #quotas() {
    const kind = this.kinds.get('resourcequotas');
    for (const quota of this.store.list(kind)) {
      const used = Object.entries(quotaUsed(this.store, this.kinds, quota)).map(([resource, value]) => [resource, writeQuantity(resource, value)]);
      this.store.setStatus(kind, quota, { hard: quota.spec.hard, used: Object.fromEntries(used) });
    }
  }

  /** All objects, to be loaded again by another process. */
  save() {
    const objects = [...this.store.tables].flatMap(([key, table]) => [...table.values()].map((object) => [key, object]));
    return { version: this.store.version, applied: [...this.applied], objects, signingKey: this.access.signingKey };
  }

  #load({ version, applied, objects }) {
    this.store.version = version;
    this.applied = new Map(applied);
    const isDefinition = ([key]) => key === 'customresourcedefinitions.apiextensions.k8s.io';
    for (const [, object] of objects.filter(isDefinition)) this.kinds.define(object);
    for (const [key, object] of objects) {
      const { namespace = '', name } = object.metadata;
      this.store.table(this.kinds.get(key)).set(`${namespace}/${name}`, object);
    }
  }

  /** As it was at the start. */
  reset() {
    for (const kind of this.kinds.all) for (const object of this.store.list(kind)) this.store.remove(kind, object);
    this.faults.clear();
    seed(this);
  }
}
