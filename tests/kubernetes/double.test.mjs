// The double keeps the promises that tests build on: rights, tokens, certificates, volumes, watches, and the cloud.
import assert from 'node:assert/strict';
import https from 'node:https';
import { after, before, beforeEach, test } from 'node:test';
import { startCluster } from './double.mjs';
import { CLOUD } from './double/cloud.mjs';

let cluster, control;
before(async () => {
  cluster = await startCluster({ readyAfter: 50, longestToken: 900, otherClusters: [{ name: 'asleep', phase: 'Hibernation' }] });
  control = cluster.control;
});
after(() => cluster.stop());
beforeEach(() => control.reset());

/** {status, body} of a request; credentials: {token} or a kubeconfig with a client certificate. */
function send(method, path, { body, token, kubeconfig, type = 'application/json' } = {}) {
  const part = (name) => Buffer.from(new RegExp(`${name}: (\\S+)`).exec(kubeconfig)[1], 'base64');
  const certificate = kubeconfig ? { cert: part('client-certificate-data'), key: part('client-key-data') } : {};
  const headers = { ...(token ? { authorization: `Bearer ${token}` } : {}), ...(body ? { 'content-type': type } : {}) };
  return new Promise((done, failed) => {
    const request = https.request(cluster.url + path, { method, headers, ca: cluster.ca, agent: false, ...certificate }, async (res) => {
      const text = Buffer.concat(await res.toArray()).toString();
      done({ status: res.statusCode, headers: res.headers, body: /json/.test(res.headers['content-type']) ? JSON.parse(text) : text });
    });
    request.on('error', failed).end(body && JSON.stringify(body));
  });
}

const asAdmin = (method, path, body, type) => send(method, path, { body, type, kubeconfig: cluster.kubeconfig });
const settled = () => new Promise((go) => setTimeout(go, 400));
const space = '/api/v1/namespaces/shop';

function makeShop(rules) {
  const metadata = { name: 'clerk', namespace: 'shop' }, rbac = 'rbac.authorization.k8s.io';
  control.put({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } });
  control.put({ apiVersion: 'v1', kind: 'ServiceAccount', metadata });
  control.put({ apiVersion: `${rbac}/v1`, kind: 'Role', metadata, rules });
  const subjects = [{ kind: 'ServiceAccount', name: 'clerk', namespace: 'shop' }];
  control.put({ apiVersion: `${rbac}/v1`, kind: 'RoleBinding', metadata, subjects, roleRef: { apiGroup: rbac, kind: 'Role', name: 'clerk' } });
}

async function issueToken(seconds = 600) {
  const request = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: { expirationSeconds: seconds } };
  return (await asAdmin('POST', `${space}/serviceaccounts/clerk/token`, request)).body.status;
}

test('a stranger sees the version and nothing else; a wrong token is 401', async () => {
  assert.equal((await send('GET', '/version')).body.gitVersion, 'v1.33.2');
  assert.equal((await send('GET', '/api')).status, 403);
  assert.equal((await send('GET', '/version', { token: 'a.b.c' })).status, 401);
});

test('a service account may do what its Role says, in its namespace, and knows it', async () => {
  makeShop([{ apiGroups: [''], resources: ['configmaps', 'pods/log'], verbs: ['get', 'list', 'create'] }]);
  const { token } = await issueToken();
  assert.equal((await send('GET', `${space}/configmaps`, { token })).status, 200);
  const refused = await send('GET', `${space}/secrets`, { token });
  assert.equal(refused.status, 403);
  assert.match(refused.body.message, /cannot list resource "secrets" in API group "" in the namespace "shop"/);
  const ask = async (attributes) => {
    const body = { apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectAccessReview', spec: { resourceAttributes: { namespace: 'shop', ...attributes } } };
    return (await send('POST', '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', { token, body })).body.status.allowed;
  };
  assert.equal(await ask({ verb: 'create', resource: 'configmaps' }), true);
  assert.equal(await ask({ verb: 'delete', resource: 'configmaps' }), false);
  assert.equal(await ask({ verb: 'get', resource: 'pods', subresource: 'log' }), true);
  assert.equal(await ask({ verb: 'create', resource: 'configmaps', namespace: 'default' }), false);
});

test('a token lives as long as the server lets it, and ends with its service account', async () => {
  makeShop([{ apiGroups: [''], resources: ['configmaps'], verbs: ['list'] }]);
  const { token, expirationTimestamp } = await issueToken(7200);
  assert.ok(Math.abs(Date.parse(expirationTimestamp) - Date.now() - 900_000) < 5000);
  assert.equal((await send('GET', `${space}/configmaps`, { token })).status, 200);
  assert.equal((await asAdmin('DELETE', `${space}/serviceaccounts/clerk`)).status, 200);
  assert.equal((await send('GET', `${space}/configmaps`, { token })).status, 401);
  assert.equal((await asAdmin('POST', `${space}/serviceaccounts/default/token`, { spec: { expirationSeconds: 5 } })).status, 400);
});

test('nobody grants what they do not hold', async () => {
  makeShop([
    { apiGroups: ['rbac.authorization.k8s.io'], resources: ['roles'], verbs: ['create'] },
    { apiGroups: [''], resources: ['pods'], verbs: ['get'] },
  ]);
  const { token } = await issueToken();
  const role = (name, verbs) => ({
    apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata: { name }, rules: [{ apiGroups: [''], resources: ['pods'], verbs }],
  });
  const path = '/apis/rbac.authorization.k8s.io/v1/namespaces/shop/roles';
  assert.equal((await send('POST', path, { token, body: role('less', ['get']) })).status, 201);
  const refused = await send('POST', path, { token, body: role('more', ['get', 'delete']) });
  assert.equal(refused.status, 403);
  assert.match(refused.body.message, /attempting to grant RBAC permissions not currently held/);
});

test('a client certificate names a person and groups; one who is nobody is refused', async () => {
  const kubeconfig = await control.kubeconfigOfUser('anna', ['readers']);
  assert.match((await send('GET', '/api/v1/nodes', { kubeconfig })).body.message, /User "anna" cannot list resource "nodes" in API group "" at the cluster scope/);
});

test('apply takes away what was applied before and is no longer', async () => {
  makeShop([]);
  const apply = (data) =>
    asAdmin('PATCH', `${space}/configmaps/settings?fieldManager=test`, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' }, data }, 'application/apply-patch+yaml');
  assert.equal((await apply({ one: '1', two: '2' })).status, 201);
  await asAdmin('PATCH', `${space}/configmaps/settings`, { data: { three: '3' } }, 'application/merge-patch+json');
  assert.deepEqual((await apply({ one: '1' })).body.data, { one: '1', three: '3' });
});

test('a claim waits for its class or its consumer, and the pod says so', async () => {
  makeShop([]);
  const claim = (name, storageClassName) => ({
    apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name }, spec: { storageClassName, accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
  });
  for (const [name, storage] of [['plain', undefined], ['late', 'csi-disk-topology'], ['wrong', 'fast']])
    assert.equal((await asAdmin('POST', `${space}/persistentvolumeclaims`, claim(name, storage))).status, 201);
  const volumes = [{ name: 'data', persistentVolumeClaim: { claimName: 'wrong' } }];
  await asAdmin('POST', `${space}/pods`, { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'pod' }, spec: { containers: [{ name: 'c', image: 'i' }], volumes } });
  await settled();
  const phase = (name) => control.get('persistentvolumeclaims', 'shop', name).status.phase;
  assert.deepEqual(['plain', 'late', 'wrong'].map(phase), ['Bound', 'Pending', 'Pending']);
  const said = control.list('events', 'shop').map((event) => event.message);
  assert.ok(said.includes('storageclass.storage.k8s.io "fast" not found'));
  assert.ok(said.includes('waiting for first consumer to be created before binding'));
  assert.ok(said.some((message) => /pod has unbound immediate PersistentVolumeClaims/.test(message)));
});

test('a pod that asks for more than any node has is not scheduled', async () => {
  makeShop([]);
  const container = { name: 'c', image: 'i', resources: { requests: { cpu: '5' } } };
  await asAdmin('POST', `${space}/pods`, { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'big' }, spec: { containers: [container] } });
  await settled();
  assert.ok(control.list('events', 'shop').some((event) => event.message === '0/3 nodes are available: 3 Insufficient cpu.'));
});

test('a list comes in pages', async () => {
  const first = (await asAdmin('GET', '/api/v1/nodes?limit=2')).body;
  assert.equal(first.items.length, 2);
  const rest = (await asAdmin('GET', `/api/v1/nodes?limit=2&continue=${first.metadata.continue}`)).body;
  assert.deepEqual([rest.items.length, rest.metadata.continue], [1, undefined]);
});

test('a namespace that is removed takes everything with it', async () => {
  makeShop([]);
  assert.equal((await asAdmin('DELETE', space)).body.status.phase, 'Terminating');
  await settled();
  assert.equal((await asAdmin('GET', space)).status, 404);
  assert.equal(control.get('serviceaccounts', 'shop', 'clerk'), undefined);
});

test('faults hold for what they match and as often as was said', async () => {
  control.fault('limited', { times: 1, path: '/nodes', retry_after: 7 });
  const limited = await asAdmin('GET', '/api/v1/nodes');
  assert.deepEqual([limited.status, limited.headers['retry-after']], [429, '7']);
  assert.equal((await asAdmin('GET', '/api/v1/nodes')).status, 200);
  for (const [fault, status] of [['conflict', 409], ['failing', 500], ['unavailable', 503], ['forbidden', 403], ['unauthorized', 401]]) {
    control.fault(fault, { times: 1 });
    assert.equal((await asAdmin('GET', '/version')).status, status, fault);
  }
});

test('the control side works over HTTP, too', async () => {
  const ask = (method, path, body) => fetch(`${cluster.controlUrl}/_double/${path}`, { method, ...(body ? { body: JSON.stringify(body) } : {}) });
  assert.equal((await ask('POST', 'faults', { fault: 'failing' })).status, 200);
  assert.equal((await asAdmin('GET', '/version')).status, 500);
  assert.equal((await ask('POST', 'faults', { fault: 'flood' })).status, 400);
  await ask('DELETE', 'faults');
  assert.ok((await (await ask('GET', 'requests')).json()).some((request) => request.url === '/version' && request.status === 500));
  assert.equal((await (await ask('GET', 'state')).json()).nodes.length, 3);
});

test('the cloud shows a project its clusters and issues a certificate that the cluster knows', async () => {
  const { url, domain, user, password } = cluster.cloud;
  const signIn = (secret, scope) =>
    fetch(`${url}/auth/tokens`, {
      method: 'POST',
      body: JSON.stringify({ auth: { identity: { methods: ['password'], password: { user: { name: user, domain: { name: domain }, password: secret } } }, ...(scope ? { scope } : {}) } }),
    });
  assert.equal((await signIn('wrong')).status, 401);
  const unscoped = await signIn(password);
  const { projects } = await (await fetch(`${url}/auth/projects`, { headers: { 'x-auth-token': unscoped.headers.get('x-subject-token') } })).json();
  assert.deepEqual(projects.map((project) => project.name), CLOUD.projects);
  const scoped = await signIn(password, { project: { id: projects[0].id } });
  const { catalog } = (await scoped.json()).token;
  const service = catalog.find((entry) => entry.type === 'ccev2.0').endpoints[0].url;
  const headers = { 'x-auth-token': scoped.headers.get('x-subject-token') };
  const clusters = `${service}/api/v3/projects/${projects[0].id}/clusters`;
  const { items } = await (await fetch(clusters, { headers })).json();
  assert.deepEqual(items.map((item) => [item.metadata.name, item.status.phase]), [['production', 'Available'], ['asleep', 'Hibernation']]);
  const fetchCertificate = (item) => fetch(`${clusters}/${item.metadata.uid}/clustercert`, { method: 'POST', headers, body: JSON.stringify({ duration: 1 }) });
  const config = await (await fetchCertificate(items[0])).json();
  assert.equal(config['current-context'], 'external');
  const { user: issued } = config.users[0];
  const kubeconfig = `client-certificate-data: ${issued['client-certificate-data']}\nclient-key-data: ${issued['client-key-data']}\n`;
  assert.equal((await send('GET', '/api/v1/nodes', { kubeconfig })).status, 200);
  assert.equal((await fetchCertificate(items[1])).status, 409);
  assert.equal((await fetch(clusters.replace(projects[0].id, projects[1].id), { headers })).status, 403);
});
