// What the server does to an object before it is stored: defaults, validation, immutable fields, quotas, Pod Security.
import { isDeepStrictEqual } from 'node:util';
import { podProblems, podSecurityMessage } from './pod_security.mjs';
import { podResources, quantity, writeQuantity } from './quantities.mjs';
import { forbidden, invalid } from './status.mjs';

const LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const LABEL_VALUE = /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/;

const SUBDOMAIN_MESSAGE =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character";
const LABEL_MESSAGE =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character";

const IMMUTABLE = {
  Deployment: ['selector'], DaemonSet: ['selector'], ReplicaSet: ['selector'], Job: ['selector', 'template', 'completions'],
  PersistentVolumeClaim: ['accessModes', 'storageClassName', 'volumeName', 'selector'],
  StatefulSet: ['selector', 'serviceName', 'podManagementPolicy', 'volumeClaimTemplates'],
};

const WORKLOAD_DEFAULTS = {
  Deployment: { replicas: 1, strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '25%', maxSurge: '25%' } }, progressDeadlineSeconds: 600 },
  ReplicaSet: { replicas: 1 },
  StatefulSet: { replicas: 1, podManagementPolicy: 'OrderedReady', updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } } },
  DaemonSet: { updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1, maxSurge: 0 } } },
};

function defaultPodSpec(spec) {
  const containers = (list) => list?.map((one) => ({ imagePullPolicy: /:latest$|^[^:]+$/.test(one.image ?? '') ? 'Always' : 'IfNotPresent', ...one }));
  const { initContainers, ...rest } = spec;
  const init = initContainers ? { initContainers: containers(initContainers) } : {};
  return { restartPolicy: 'Always', serviceAccountName: 'default', ...rest, ...init, containers: containers(spec.containers ?? []) };
}

/** The fields that a server fills in, as far as clients look at them. */
export function addDefaults(kind, object, cluster) {
  const spec = object.spec;
  switch (kind.kind) {
    case 'Namespace': return { ...object, spec: { finalizers: ['kubernetes'] }, status: object.status ?? { phase: 'Active' } };
    case 'Secret': {
      const { stringData, ...secret } = object;
      const written = Object.entries(stringData ?? {}).map(([key, value]) => [key, Buffer.from(value).toString('base64')]);
      return { type: 'Opaque', ...secret, ...(written.length ? { data: { ...secret.data, ...Object.fromEntries(written) } } : {}) };
    }
    case 'Service': {
      const isHeadless = spec.clusterIP === 'None' || spec.type === 'ExternalName';
      const clusterIP = isHeadless ? spec.clusterIP : (spec.clusterIP ?? cluster.nextAddress());
      const ports = (spec.ports ?? []).map((port) => ({ protocol: 'TCP', targetPort: port.port, ...port }));
      return { ...object, spec: { type: 'ClusterIP', ...spec, clusterIP, ports }, status: object.status ?? { loadBalancer: {} } };
    }
    case 'PersistentVolumeClaim': {
      const standard = spec.storageClassName === undefined ? cluster.defaultStorageClass() : undefined;
      const made = { ...spec, ...(standard ? { storageClassName: standard } : {}), volumeMode: spec.volumeMode ?? 'Filesystem' };
      return { ...object, spec: made, status: object.status ?? { phase: 'Pending' } };
    }
    case 'Pod': return { ...object, spec: defaultPodSpec(spec), status: object.status ?? { phase: 'Pending' } };
    case 'Deployment': case 'StatefulSet': case 'ReplicaSet': case 'DaemonSet': {
      const template = { ...spec.template, spec: defaultPodSpec(spec.template?.spec ?? {}) };
      return { ...object, spec: { ...WORKLOAD_DEFAULTS[kind.kind], ...spec, template } };
    }
    case 'Job': return { ...object, spec: { backoffLimit: 6, completions: 1, parallelism: 1, ...spec } };
    default: return object;
  }
}

function podFaults(spec, path) {
  if (!spec.containers?.length) return [[`${path}.containers`, 'Required value']];
  const faults = [];
  [...spec.containers, ...(spec.initContainers ?? [])].forEach((container, number) => {
    if (!container.image) faults.push([`${path}.containers[${number}].image`, 'Required value']);
    if (!LABEL.test(container.name ?? '')) faults.push([`${path}.containers[${number}].name`, `Invalid value: "${container.name}": ${LABEL_MESSAGE}`]);
    for (const [resource, value] of Object.entries(container.resources?.requests ?? {}))
      if (quantity(value) === undefined) faults.push([`${path}.containers[${number}].resources.requests[${resource}]`, `Invalid value: "${value}": must be a quantity`]);
    for (const mount of container.volumeMounts ?? [])
      if (![...(spec.volumes ?? []), ...(spec.claims ?? [])].some((volume) => volume.name === mount.name))
        faults.push([`${path}.containers[${number}].volumeMounts`, `Not found: "${mount.name}"`]);
  });
  return faults;
}

function workloadFaults({ spec }) {
  const labels = spec.template?.metadata?.labels ?? {}, wanted = spec.selector?.matchLabels;
  const claims = (spec.volumeClaimTemplates ?? []).map((claim) => claim.metadata);
  const faults = podFaults({ ...spec.template?.spec, claims }, 'spec.template.spec');
  if (!wanted) faults.push(['spec.selector', 'Required value']);
  else if (!Object.entries(wanted).every(([key, value]) => labels[key] === value))
    faults.push(['spec.template.metadata.labels', `Invalid value: ${JSON.stringify(labels)}: \`selector\` does not match template \`labels\``]);
  return faults;
}

/** 422 with every fault of the object. */
export function validate(kind, object, previous) {
  const faults = [], { name, labels } = object.metadata;
  const isLabel = ['Namespace', 'Service', 'StatefulSet'].includes(kind.kind);
  const isFree = kind.group === 'rbac.authorization.k8s.io';
  if (!isFree && (!(isLabel ? LABEL : SUBDOMAIN).test(name) || name.length > 253))
    faults.push(['metadata.name', `Invalid value: "${name}": ${isLabel ? LABEL_MESSAGE : SUBDOMAIN_MESSAGE}`]);
  for (const [key, value] of Object.entries(labels ?? {}))
    if (typeof value !== 'string' || value.length > 63 || !LABEL_VALUE.test(value)) faults.push(['metadata.labels', `Invalid value: "${value}" (${key})`]);
  if (['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'].includes(kind.kind)) faults.push(...workloadFaults(object));
  if (kind.kind === 'Pod') faults.push(...podFaults(object.spec, 'spec'));
  if (kind.kind === 'Job') faults.push(...podFaults(object.spec.template.spec, 'spec.template.spec'));
  if (kind.kind === 'Service' && object.spec.type !== 'ExternalName' && !object.spec.ports.length && object.spec.clusterIP !== 'None')
    faults.push(['spec.ports', 'Required value']);
  for (const field of (previous && IMMUTABLE[kind.kind]) ?? [])
    if (!isDeepStrictEqual(previous.spec[field], object.spec[field])) faults.push([`spec.${field}`, 'Invalid value: field is immutable']);
  if (kind.kind === 'Secret' && previous && previous.type !== object.type) faults.push(['type', 'Invalid value: field is immutable']);
  if (faults.length) throw invalid(kind, name, faults);
}

/** What an object counts for in a quota: {"pods": 1, "requests.cpu": 0.25, …}. */
function counts(kind, object) {
  const used = { [`count/${kind.key}`]: 1 };
  if (!kind.group) used[kind.plural] = 1;
  if (kind.kind === 'Pod')
    for (const field of ['requests', 'limits'])
      for (const [resource, value] of Object.entries(podResources(object.spec, field))) {
        used[`${field}.${resource}`] = value;
        if (field === 'requests') used[resource] = value;
      }
  if (kind.kind === 'PersistentVolumeClaim') {
    const size = quantity(object.spec.resources?.requests?.storage) ?? 0;
    used['requests.storage'] = size;
    used[`${object.spec.storageClassName}.storageclass.storage.k8s.io/requests.storage`] = size;
  }
  if (kind.kind === 'Service') used[`services.${String(object.spec.type).toLowerCase()}s`] = 1;
  return used;
}

const isLive = (object) => !['Succeeded', 'Failed'].includes(object.status?.phase) || object.kind !== 'Pod';

/** What of the quota's resources the namespace uses. */
export function quotaUsed(store, kinds, quota) {
  const used = Object.fromEntries(Object.keys(quota.spec.hard).map((resource) => [resource, 0]));
  for (const kind of kinds.all.filter((one) => one.isNamespaced))
    for (const object of store.list(kind, { namespace: quota.metadata.namespace }).filter(isLive))
      for (const [resource, value] of Object.entries(counts(kind, object))) if (resource in used) used[resource] += value;
  return used;
}

export function requireQuota(store, kinds, kind, object) {
  const { name, namespace } = object.metadata, wanted = counts(kind, object);
  for (const quota of store.list(kinds.get('resourcequotas'), { namespace })) {
    const { hard } = quota.spec;
    const needed = Object.keys(hard).filter((resource) => kind.kind === 'Pod' && /^(requests\.|limits\.)?(cpu|memory)$/.test(resource) && !(resource in wanted));
    if (needed.length) throw forbidden(kind, name, `failed quota: ${quota.metadata.name}: must specify ${needed.join(',')}`);
    const used = quotaUsed(store, kinds, quota);
    const over = Object.keys(hard).filter((resource) => wanted[resource] && used[resource] + wanted[resource] > quantity(hard[resource]));
    if (!over.length) continue;
    const list = (values) => over.map((resource) => `${resource}=${writeQuantity(resource, values[resource])}`).join(',');
    const limited = over.map((resource) => `${resource}=${hard[resource]}`).join(',');
    throw forbidden(kind, name, `exceeded quota: ${quota.metadata.name}, requested: ${list(wanted)}, used: ${list(used)}, limited: ${limited}`);
  }
}

/** 403 for a pod that the namespace's Pod Security level refuses; for a workload the sentence to warn with. */
export function checkPodSecurity(kind, object, namespace) {
  const level = namespace?.metadata.labels?.['pod-security.kubernetes.io/enforce'];
  const spec = kind.kind === 'Pod' ? object.spec : object.spec?.template?.spec;
  if (!level || !spec?.containers) return undefined;
  const problems = podProblems(spec, level);
  if (!problems.length) return undefined;
  const message = podSecurityMessage(level, problems);
  if (kind.kind === 'Pod') throw forbidden(kind, object.metadata.name, `violates ${message}`);
  return `would violate ${message}`;
}
