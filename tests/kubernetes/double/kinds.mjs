// The kinds that the double serves, and how it describes them: discovery (aggregated and legacy) and OpenAPI.

const ALL_VERBS = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'];

// group/version, then plural Kind: cluster-wide ones carry a *, those that can only be posted a +.
const TABLE = `
v1: namespaces* Namespace, nodes* Node, persistentvolumes* PersistentVolume, secrets Secret, configmaps ConfigMap,
  services Service, endpoints Endpoints, persistentvolumeclaims PersistentVolumeClaim, serviceaccounts ServiceAccount, pods Pod,
  events Event, resourcequotas ResourceQuota, limitranges LimitRange, replicationcontrollers ReplicationController
apps/v1: deployments Deployment, statefulsets StatefulSet, daemonsets DaemonSet, replicasets ReplicaSet,
  controllerrevisions ControllerRevision
batch/v1: jobs Job, cronjobs CronJob
networking.k8s.io/v1: ingresses Ingress, ingressclasses* IngressClass, networkpolicies NetworkPolicy
policy/v1: poddisruptionbudgets PodDisruptionBudget
autoscaling/v2: horizontalpodautoscalers HorizontalPodAutoscaler
rbac.authorization.k8s.io/v1: roles Role, rolebindings RoleBinding, clusterroles* ClusterRole, clusterrolebindings* ClusterRoleBinding
storage.k8s.io/v1: storageclasses* StorageClass
scheduling.k8s.io/v1: priorityclasses* PriorityClass
coordination.k8s.io/v1: leases Lease
discovery.k8s.io/v1: endpointslices EndpointSlice
admissionregistration.k8s.io/v1: validatingwebhookconfigurations* ValidatingWebhookConfiguration,
  mutatingwebhookconfigurations* MutatingWebhookConfiguration
apiextensions.k8s.io/v1: customresourcedefinitions* CustomResourceDefinition
authorization.k8s.io/v1: selfsubjectaccessreviews*+ SelfSubjectAccessReview, selfsubjectrulesreviews*+ SelfSubjectRulesReview`;

const SHORT_NAMES = {
  namespaces: 'ns', nodes: 'no', persistentvolumes: 'pv', persistentvolumeclaims: 'pvc', configmaps: 'cm', services: 'svc', serviceaccounts: 'sa',
  pods: 'po', events: 'ev', resourcequotas: 'quota', deployments: 'deploy', statefulsets: 'sts', daemonsets: 'ds', replicasets: 'rs', cronjobs: 'cj',
  ingresses: 'ing', storageclasses: 'sc', customresourcedefinitions: 'crd',
};

const SUBRESOURCES = {
  pods: ['log', 'status'], deployments: ['scale', 'status'], statefulsets: ['scale', 'status'], serviceaccounts: ['token'],
};

function makeKind(groupVersion, plural, kind, isNamespaced, verbs = ALL_VERBS) {
  const [version, group = ''] = groupVersion.split('/').reverse();
  const key = group ? `${plural}.${group}` : plural;
  const shortNames = SHORT_NAMES[plural] ? [SHORT_NAMES[plural]] : [];
  return { key, group, version, apiVersion: groupVersion, plural, kind, isNamespaced, verbs, shortNames, subresources: SUBRESOURCES[plural] ?? [] };
}

function readTable() {
  return TABLE.trim().split(/\n(?=\S)/).flatMap((line) => {
    const [groupVersion, entries] = line.split(/:\s+/);
    return entries.split(',').map((entry) => {
      const [marked, kind] = entry.trim().split(/\s+/);
      return makeKind(groupVersion, marked.replace(/[*+]/g, ''), kind, !marked.includes('*'), marked.includes('+') ? ['create'] : ALL_VERBS);
    });
  });
}

export class Kinds {
  constructor() {
    this.all = readTable();
  }

  find(group, version, plural) {
    return this.all.find((one) => one.group === group && one.version === version && one.plural === plural);
  }

  /** By key ("deployments.apps"), which must be there. */
  get(key) {
    const kind = this.all.find((one) => one.key === key);
    if (!kind) throw new Error(`There is no kind ${key}.`);
    return kind;
  }

  ofObject(object) {
    return this.all.find((one) => one.apiVersion === object.apiVersion && one.kind === object.kind);
  }

  /** What a CustomResourceDefinition defines, or no longer does. */
  define({ spec }, isGone = false) {
    this.all = this.all.filter((one) => one.group !== spec.group || one.plural !== spec.names.plural);
    if (isGone) return;
    for (const { name, served } of spec.versions)
      if (served) this.all.push(makeKind(`${spec.group}/${name}`, spec.names.plural, spec.names.kind, spec.scope === 'Namespaced'));
  }

  groups() {
    return [...new Set(this.all.map((one) => one.group))].filter(Boolean);
  }

  versions(group) {
    return [...new Set(this.all.filter((one) => one.group === group).map((one) => one.version))];
  }
}

const AGGREGATED = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';

function aggregated(kinds, groups) {
  const resources = (group, version) =>
    kinds.all
      .filter((one) => one.group === group && one.version === version)
      .map((one) => ({
        resource: one.plural,
        responseKind: { group, version, kind: one.kind },
        scope: one.isNamespaced ? 'Namespaced' : 'Cluster',
        singularResource: one.kind.toLowerCase(),
        shortNames: one.shortNames,
        verbs: one.verbs,
      }));
  const items = groups.map((group) => ({
    metadata: { ...(group ? { name: group } : {}), creationTimestamp: null },
    versions: kinds.versions(group).map((version) => ({ version, resources: resources(group, version), freshness: 'Current' })),
  }));
  return { kind: 'APIGroupDiscoveryList', apiVersion: 'apidiscovery.k8s.io/v2', metadata: {}, items };
}

function groupList(kinds) {
  const groups = kinds.groups().map((name) => {
    const versions = kinds.versions(name).map((version) => ({ groupVersion: `${name}/${version}`, version }));
    return { name, versions, preferredVersion: versions[0] };
  });
  return { kind: 'APIGroupList', apiVersion: 'v1', groups };
}

function resourceList(kinds, group, version) {
  const apiVersion = group ? `${group}/${version}` : version;
  const resources = kinds.all
    .filter((one) => one.apiVersion === apiVersion)
    .flatMap((one) => {
      const entry = { singularName: one.kind.toLowerCase(), namespaced: one.isNamespaced, kind: one.kind, verbs: one.verbs, shortNames: one.shortNames };
      const below = one.subresources.map((name) => ({ ...entry, name: `${one.plural}/${name}`, singularName: '', verbs: ['get'] }));
      return [{ name: one.plural, ...entry }, ...below];
    });
  return resources.length ? { kind: 'APIResourceList', apiVersion: 'v1', groupVersion: apiVersion, resources } : undefined;
}

const groupVersionPath = (one) => (one.group ? `apis/${one.group}/${one.version}` : `api/${one.version}`);

/** So little that clients find the server's field validation there and leave it to the server. */
function openapi(kinds, path) {
  const paths = {};
  for (const one of kinds.all.filter((each) => groupVersionPath(each) === path)) {
    const { group, version, kind } = one;
    paths[`/${path}${one.isNamespaced ? '/namespaces/{namespace}' : ''}/${one.plural}/{name}`] = {
      patch: {
        parameters: [{ name: 'fieldValidation', in: 'query', schema: { type: 'string' } }],
        responses: {},
        'x-kubernetes-action': 'patch',
        'x-kubernetes-group-version-kind': { group, version, kind },
      },
    };
  }
  return { openapi: '3.0.0', info: { title: 'Kubernetes double', version: 'v1' }, paths, components: { schemas: {} } };
}

/** The answer to a path of discovery: {body, type}, or undefined if it is none. */
export function describe(kinds, path, accept = '') {
  const isAggregated = /as=APIGroupDiscoveryList/.test(accept) && /v=v2(;|,|$)/.test(accept);
  const parts = path.split('/').slice(1);
  if (path === '/api')
    return isAggregated
      ? { body: aggregated(kinds, ['']), type: AGGREGATED }
      : { body: { kind: 'APIVersions', versions: ['v1'], serverAddressByClientCIDRs: [] } };
  if (path === '/apis') return isAggregated ? { body: aggregated(kinds, kinds.groups()), type: AGGREGATED } : { body: groupList(kinds) };
  if (path === '/openapi/v3') {
    const entries = kinds.all.map((one) => [groupVersionPath(one), { serverRelativeURL: `/openapi/v3/${groupVersionPath(one)}?hash=0` }]);
    return { body: { paths: Object.fromEntries(entries) } };
  }
  if (path.startsWith('/openapi/v3/')) return { body: openapi(kinds, path.slice('/openapi/v3/'.length)) };
  const body =
    parts[0] === 'api' && parts.length === 2 ? resourceList(kinds, '', parts[1])
    : parts[0] === 'apis' && parts.length === 3 ? resourceList(kinds, parts[1], parts[2])
    : parts[0] === 'apis' && parts.length === 2 ? groupList(kinds).groups.find((group) => group.name === parts[1])
    : undefined;
  return body && { body };
}
