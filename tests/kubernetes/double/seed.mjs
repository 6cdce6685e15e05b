// What a fresh cluster holds: namespaces, nodes, classes, and the roles that every cluster has.

const RBAC = { apiGroup: 'rbac.authorization.k8s.io' };
const READ = ['get', 'list', 'watch'], WRITE = ['create', 'delete', 'deletecollection', 'patch', 'update'];

const CONTENTS = [
  { apiGroups: [''], resources: ['configmaps', 'secrets', 'services', 'persistentvolumeclaims', 'serviceaccounts', 'pods', 'endpoints'] },
  { apiGroups: ['apps'], resources: ['deployments', 'statefulsets', 'daemonsets', 'replicasets', 'deployments/scale', 'statefulsets/scale'] },
  { apiGroups: ['batch'], resources: ['jobs', 'cronjobs'] },
  { apiGroups: ['networking.k8s.io'], resources: ['ingresses', 'networkpolicies'] },
  { apiGroups: ['autoscaling'], resources: ['horizontalpodautoscalers'] },
  { apiGroups: ['policy'], resources: ['poddisruptionbudgets'] },
];
const LOOK = [{ apiGroups: [''], resources: ['events', 'pods/log', 'pods/status', 'resourcequotas', 'limitranges', 'namespaces'], verbs: READ }];
const withVerbs = (verbs) => CONTENTS.map((rule) => ({ ...rule, verbs }));

const CLUSTER_ROLES = {
  'cluster-admin': [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }, { nonResourceURLs: ['*'], verbs: ['*'] }],
  admin: [
    ...withVerbs([...READ, ...WRITE]), ...LOOK,
    { apiGroups: [RBAC.apiGroup], resources: ['roles', 'rolebindings'], verbs: [...READ, ...WRITE] },
    { apiGroups: [''], resources: ['serviceaccounts/token'], verbs: ['create'] },
  ],
  edit: [...withVerbs([...READ, ...WRITE]), ...LOOK],
  view: [...withVerbs(READ).map((rule) => ({ ...rule, resources: rule.resources.filter((one) => one !== 'secrets') })), ...LOOK],
  'system:discovery': [{ nonResourceURLs: ['/api', '/api/*', '/apis', '/apis/*', '/healthz', '/livez', '/openapi', '/openapi/*', '/readyz', '/version', '/version/'], verbs: ['get'] }],
  'system:basic-user': [{ apiGroups: ['authorization.k8s.io'], resources: ['selfsubjectaccessreviews', 'selfsubjectrulesreviews'], verbs: ['create'] }],
  'system:public-info-viewer': [{ nonResourceURLs: ['/healthz', '/livez', '/readyz', '/version', '/version/'], verbs: ['get'] }],
};

const CLUSTER_ROLE_BINDINGS = [
  ['cluster-admin', 'system:masters'], ['system:discovery', 'system:authenticated'], ['system:basic-user', 'system:authenticated'],
  ['system:public-info-viewer', 'system:authenticated'], ['system:public-info-viewer', 'system:unauthenticated'],
];

const STORAGE_CLASSES = [
  { name: 'csi-disk', isDefault: true, provisioner: 'everest-csi-provisioner', volumeBindingMode: 'Immediate' },
  { name: 'csi-disk-topology', provisioner: 'everest-csi-provisioner', volumeBindingMode: 'WaitForFirstConsumer' },
  { name: 'csi-nas', provisioner: 'everest-csi-provisioner', volumeBindingMode: 'Immediate', reclaimPolicy: 'Retain' },
];

function node(name, { cpu, memory }) {
  const capacity = { cpu, memory, 'ephemeral-storage': '100Gi', pods: '110' };
  return {
    metadata: { name, labels: { 'kubernetes.io/hostname': name, 'kubernetes.io/os': 'linux', 'kubernetes.io/arch': 'amd64', 'topology.kubernetes.io/zone': 'eu-de-01' } },
    spec: {},
    status: { capacity, allocatable: capacity, conditions: [{ type: 'Ready', status: 'True', reason: 'KubeletReady' }], nodeInfo: { kubeletVersion: 'v1.33.2', architecture: 'amd64', operatingSystem: 'linux' } },
  };
}

export function seed({ store, kinds, settings }) {
  const create = (key, object) => store.create(kinds.get(key), object);
  for (const name of ['default', 'kube-system', 'kube-public'])
    create('namespaces', { metadata: { name, labels: { 'kubernetes.io/metadata.name': name } }, spec: { finalizers: ['kubernetes'] }, status: { phase: 'Active' } });
  const nodes = settings.nodes ?? Array(3).fill({ cpu: '4', memory: '16Gi' });
  nodes.forEach((size, number) => create('nodes', node(`node-${number + 1}`, size)));
  for (const { name, isDefault, ...rest } of STORAGE_CLASSES) {
    const annotations = isDefault ? { 'storageclass.kubernetes.io/is-default-class': 'true' } : {};
    create('storageclasses.storage.k8s.io', { metadata: { name, annotations }, reclaimPolicy: 'Delete', allowVolumeExpansion: true, ...rest });
  }
  const annotations = { 'ingressclass.kubernetes.io/is-default-class': 'true' };
  create('ingressclasses.networking.k8s.io', { metadata: { name: 'nginx', annotations }, spec: { controller: 'k8s.io/ingress-nginx' } });
  for (const [name, rules] of Object.entries(CLUSTER_ROLES)) create(`clusterroles.${RBAC.apiGroup}`, { metadata: { name }, rules });
  CLUSTER_ROLE_BINDINGS.forEach(([role, group], number) =>
    create(`clusterrolebindings.${RBAC.apiGroup}`, {
      metadata: { name: `${role}-${number}` }, roleRef: { ...RBAC, kind: 'ClusterRole', name: role }, subjects: [{ ...RBAC, kind: 'Group', name: group }],
    }),
  );
}
