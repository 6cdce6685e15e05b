// Clusters of a customer: added by kubeconfig or through a cloud, with rights of Kontor's own; watched; taken back.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { parseAllDocuments } from 'yaml';
import { databaseSettings, eventually, startKontor } from '../support/kontor.mjs';
import { startCluster } from './double.mjs';

let kontor, cluster, control, buyer, number = 0;
before(async () => {
  cluster = await startCluster({ readyAfter: 50 });
  control = cluster.control;
  kontor = await startKontor({ ...(await databaseSettings()), KONTOR_ALLOWED_ADDRESSES: '127.0.0.0/8' });
  buyer = kontor.as('buyer');
});
after(() => Promise.all([kontor?.stop(), cluster?.stop()]));
beforeEach(() => control.reset());

const newName = () => `cluster ${++number}`;
const apply = (yaml) => parseAllDocuments(yaml).forEach((document) => control.put(document.toJSON()));
const account = (id) => `kontor-${id.slice(-8)}`;

async function settled(id, state, milliseconds = 15_000) {
  return eventually(`state ${state}`, async () => {
    const { body } = await buyer.get(`/v1/clusters/${id}`);
    return body.state === state && body;
  }, milliseconds);
}

async function add(wanted = {}) {
  const answer = await buyer.post('/v1/clusters', { name: newName(), kubeconfig: cluster.kubeconfig, namespaces: ['shop'], ...wanted });
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
  return answer.body;
}

async function ready(wanted) {
  const { id } = await add(wanted);
  await settled(id, 'ready');
  return eventually('facts', async () => {
    const { body } = await buyer.get(`/v1/clusters/${id}`);
    return (body.checked_at && (body.facts || !body.may_read_cluster)) && body;
  });
}

const check = async (id) => assert.equal((await buyer.post(`/v1/clusters/${id}/check`)).status, 202);

test('a cluster is added, seen, and accessible with nothing but accounts of its own', async () => {
  const added = await add({ namespaces: ['shop', 'tools'] });
  assert.equal(added.state, 'connecting');
  assert.ok(added.rights.some((one) => one.namespace === 'shop' && one.resources.includes('deployments.apps')));
  const { id } = added;
  const one = await settled(id, 'ready');
  assert.deepEqual(one.namespaces.map(({ name, state }) => [name, state]), [['shop', 'granted'], ['tools', 'granted']]);
  assert.match(one.version, /^v1\.33/);
  const { facts } = await eventually('facts', async () => {
    const { body } = await buyer.get(`/v1/clusters/${id}`);
    return body.facts && body;
  });
  assert.ok(facts.nodes > 0 && facts.nodes_ready > 0, JSON.stringify(facts));
  assert.ok(facts.cpu_milli_total >= facts.cpu_milli_free && facts.cpu_milli_free > 0);
  assert.ok(facts.memory_mib_total >= facts.memory_mib_free && facts.memory_mib_free > 0);
  assert.ok(facts.storage_classes.some((storage) => storage.is_default));
  assert.ok(facts.ingress_classes.length > 0);
  assert.ok(facts.api_versions.includes('apps/v1/Deployment') && facts.api_versions.includes('v1'));
  for (const namespace of ['shop', 'tools']) {
    assert.ok(control.get('serviceaccounts', namespace, account(id)));
    assert.ok(control.get('roles.rbac.authorization.k8s.io', namespace, account(id)));
  }
  const kinds = await eventually('events', async () => {
    const { body } = await buyer.get('/v1/events?limit=200');
    const found = body.items.filter((event) => event.subject_id === id).map((event) => event.kind);
    return found.includes('cluster.ready') && found;
  });
  assert.deepEqual(kinds, ['cluster.added', 'cluster.ready']);
});

test("the administrator's credential is used for connecting and never after", async () => {
  const { id } = await ready();
  control.requests().length = 0;
  await check(id);
  await eventually('a look', () => control.requests().some((one) => one.url.startsWith('/api/v1/pods')));
  const users = new Set(control.requests().map((one) => one.user));
  assert.deepEqual([...users].filter((user) => !user.startsWith('system:serviceaccount:')), []);
  assert.ok(!kontor.log().includes(/client-key-data: (\S+)/.exec(cluster.kubeconfig)[1]));
});

test('an account deploys in its own namespace, and sees nothing of another', async () => {
  const { id } = await ready({ namespaces: ['shop', 'tools'] });
  const { access } = control.cluster;
  const user = { name: `system:serviceaccount:shop:${account(id)}`, groups: ['system:authenticated'] };
  const may = (verb, group, resource, namespace) => access.allows(user, { verb, group, resource, namespace });
  assert.ok(may('create', 'apps', 'deployments', 'shop'));
  assert.ok(may('list', '', 'secrets', 'shop'));
  assert.ok(!may('list', '', 'secrets', 'tools'));
  assert.ok(!may('list', '', 'nodes', ''));
  assert.ok(!may('create', '', 'pods/exec', 'shop'));
});

test('what the rights say is what the cluster gives', async () => {
  const { id, rights } = await ready();
  const { access } = control.cluster;
  for (const { namespace, resources, verbs, names } of rights) {
    const holder = namespace === 'shop' ? 'shop' : account(id);
    const user = { name: `system:serviceaccount:${holder}:${account(id)}`, groups: ['system:authenticated'] };
    for (const resource of resources)
      for (const verb of verbs) {
        const [plain, ...group] = resource.includes('/') ? [resource] : resource.split('.');
        const asked = { verb, group: group.join('.'), resource: plain, namespace: namespace ?? '', name: names[0] };
        assert.ok(access.allows(user, asked), `${verb} ${resource} in ${namespace}`);
      }
  }
});

test('without the right to read the cluster nothing outside of the namespaces is made or seen', async () => {
  const { id, facts, rights } = await ready({ may_read_cluster: false });
  assert.equal(facts, null);
  assert.ok(rights.every((right) => right.namespace === 'shop'));
  assert.equal(control.get('clusterroles.rbac.authorization.k8s.io', '', account(id)), undefined);
  const more = await buyer.post(`/v1/clusters/${id}/namespaces`, { namespaces: ['tools'] });
  assert.deepEqual([more.status, more.body.errors?.[0].field], [422, 'kubeconfig']);
});

const REFUSED = {
  exec: [/users:\n- name: double\n {2}user:\n/, (all) => `${all}    exec: {command: sh, args: [-c, id], apiVersion: client.authentication.k8s.io/v1}\n`],
  auth_provider: [/ {2}user:\n/, (all) => `${all}    auth-provider: {name: gcp}\n`],
  tokenFile: [/ {2}user:\n/, (all) => `${all}    tokenFile: /etc/shadow\n`],
  'client-key': [/ {4}client-key-data: .*/, () => '    client-key: /etc/ssl/key.pem'],
  'certificate-authority': [/ {4}certificate-authority-data: .*/, () => '    certificate-authority: /etc/ssl/ca.pem'],
  'proxy-url': [/( {4}server: .*)/, (all) => `${all}\n    proxy-url: http://evil.example`],
  http: [/server: https/, () => 'server: http'],
  'insecure-skip-tls-verify': [/( {4}server: .*)/, (all) => `${all}\n    insecure-skip-tls-verify: true`],
  impersonation: [/ {2}user:\n/, (all) => `${all}    as: system:admin\n`],
};

for (const [what, [pattern, replacement]] of Object.entries(REFUSED))
  test(`a kubeconfig with ${what} is refused with a sentence that names it`, async () => {
    const kubeconfig = cluster.kubeconfig.replace(pattern, replacement);
    assert.notEqual(kubeconfig, cluster.kubeconfig);
    const name = newName();
    const { status, body } = await buyer.post('/v1/clusters', { name, kubeconfig, namespaces: ['shop'] });
    assert.deepEqual([status, body.code], [422, 'bad_kubeconfig'], JSON.stringify(body));
    const named = { auth_provider: 'auth-provider', impersonation: 'users[0].user.as', http: 'server', exec: 'exec' }[what] ?? what;
    assert.ok(body.errors.some((fault) => fault.field === 'kubeconfig' && fault.message.includes(named)), JSON.stringify(body.errors));
    assert.ok((await buyer.get('/v1/clusters?limit=200')).body.items.every((one) => one.name !== name));
  });

test('what is no kubeconfig, has no context or names none is told', async () => {
  for (const [kubeconfig, context] of [['hello', undefined], ['a: [', undefined], ['{}', undefined], [cluster.kubeconfig, 'other']]) {
    const { status, body } = await buyer.post('/v1/clusters', { name: newName(), kubeconfig, context, namespaces: ['shop'] });
    assert.deepEqual([status, body.code, body.errors.length], [422, 'bad_kubeconfig', 1], JSON.stringify(body));
  }
});

test('namespaces of the cluster itself and names that are none are refused', async () => {
  const { body } = await buyer.post('/v1/clusters', { name: newName(), kubeconfig: cluster.kubeconfig, namespaces: ['kube-system'] });
  assert.deepEqual([body.errors[0].field, body.errors[0].code], ['namespaces[0]', 'reserved']);
  const bad = await buyer.post('/v1/clusters', { name: newName(), kubeconfig: cluster.kubeconfig, namespaces: ['Shop', 'a/../b'] });
  assert.equal(bad.status, 422);
});

test('a credential that may not is refused, and the rights can be applied by hand', async () => {
  control.put({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } });
  control.put({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'clerk', namespace: 'shop' } });
  const { id } = await add({ kubeconfig: control.kubeconfigOf('shop', 'clerk'), may_read_cluster: false });
  const refused = await settled(id, 'refused');
  assert.match(refused.problem, /forbidden|cannot/);
  assert.match(refused.problem, /rights\.yaml/);
  assert.equal(refused.namespaces[0].state, 'refused');

  const yaml = await buyer.get(`/v1/clusters/${id}/rights.yaml`);
  assert.equal(yaml.status, 200);
  assert.match(yaml.headers.get('content-type'), /yaml/);
  apply(yaml.body);
  const again = await buyer.post(`/v1/clusters/${id}/namespaces`, { namespaces: ['shop'], kubeconfig: control.kubeconfigOf('shop', account(id)) });
  assert.equal(again.status, 200, JSON.stringify(again.body));
  assert.equal(again.body.state, 'connecting');
  await settled(id, 'ready');
});

test('a namespace is added later by the administrator with kubectl alone', async () => {
  const { id } = await ready();
  const added = await buyer.post(`/v1/clusters/${id}/namespaces`, { namespaces: ['later'] });
  assert.equal(added.body.state, 'ready');
  await eventually('the refusal', async () => {
    const { body } = await buyer.get(`/v1/clusters/${id}`);
    return body.namespaces.find((one) => one.name === 'later').state === 'refused';
  });
  const { body: yaml } = await buyer.get(`/v1/clusters/${id}/rights.yaml?namespace=later`);
  apply(yaml);
  await check(id);
  await eventually('the grant', async () => {
    const { body } = await buyer.get(`/v1/clusters/${id}`);
    return body.namespaces.find((one) => one.name === 'later').state === 'granted';
  });
});

test('a kubeconfig of another cluster adds no namespaces', async () => {
  const { id } = await ready();
  const kubeconfig = cluster.kubeconfig.replace(/server: .*/, 'server: https://127.0.0.1:1');
  const { status, body } = await buyer.post(`/v1/clusters/${id}/namespaces`, { namespaces: ['more'], kubeconfig });
  assert.deepEqual([status, body.errors[0].code], [422, 'other_cluster']);
});

test('a cluster that does not accept the credential is refused at once', async () => {
  control.fault('unauthorized', { path: '/version' });
  const { id } = await add();
  assert.match((await settled(id, 'refused')).problem, /credential/);
});

for (const [fault, options] of [['limited', { times: 1 }], ['failing', { times: 1 }], ['unavailable', { times: 1 }]])
  test(`connecting goes on after ${fault}`, async () => {
    control.fault(fault, { path: '/serviceaccounts', ...options });
    const { id } = await add();
    await settled(id, 'ready');
  });

test('a slow answer is waited for', async () => {
  control.fault('slow', { path: '/version', milliseconds: 1500, times: 1 });
  const { id } = await add();
  await settled(id, 'ready');
});

test('a cluster that fails for good is unreachable, with the reason', async () => {
  control.fault('failing', { path: '/version' });
  const { id } = await add();
  const one = await settled(id, 'unreachable', 40_000);
  assert.match(one.problem, /500.*etcdserver/);
});

test('a certificate that is over is not accepted, before and after', async () => {
  const { id } = await ready();
  control.fault('expired_certificate');
  await check(id);
  assert.match((await settled(id, 'unreachable')).problem, /certificate.*expired/);
  const { id: other } = await add();
  assert.match((await settled(other, 'unreachable')).problem, /certificate.*expired/);
  control.clearFaults();
  await check(id);
  await settled(id, 'ready');
});

test('a cluster that is silent becomes unreachable, and ready when it speaks again', async () => {
  const { id } = await ready();
  control.fault('silent', { path: '/version' });
  await check(id);
  assert.match((await settled(id, 'unreachable', 40_000)).problem, /in time/);
  control.clearFaults();
  await check(id);
  const { problem } = await settled(id, 'ready');
  assert.equal(problem, null);
});

test('an account that somebody deletes in the cluster is noticed', async () => {
  const { id } = await ready({ may_read_cluster: false });
  control.remove('serviceaccounts', 'shop', account(id));
  await check(id);
  await settled(id, 'refused');
});

test('pick lists have classes and the names of secrets, nothing more', async () => {
  const { id } = await ready();
  control.put({ apiVersion: 'v1', kind: 'Secret', type: 'Opaque', metadata: { name: 'registry', namespace: 'shop' }, data: { password: 'czNjcmV0' } });
  await check(id);
  const options = async (kind) => (await buyer.get(`/v1/clusters/${id}/options?kind=${kind}&namespace=shop`)).body.items;
  const secrets = await eventually('the secret', async () => {
    const items = await options('secret');
    return items.length > 0 && items;
  });
  assert.deepEqual(secrets, [{ value: 'registry', label: 'registry', is_default: false }]);
  assert.ok((await options('storage_class')).some((one) => one.is_default));
  assert.ok((await options('ingress_class')).length > 0);
  assert.equal((await buyer.get(`/v1/clusters/${id}/options?kind=secret`)).status, 422);
});

test('a removed cluster is gone from the list, and its accounts from the cluster', async () => {
  const { id } = await ready();
  const removed = await buyer.post(`/v1/clusters/${id}/removal`);
  assert.deepEqual([removed.status, removed.body.state], [200, 'removed']);
  await eventually('the end of the account', () => !control.get('serviceaccounts', 'shop', account(id)));
  await eventually('the end of the namespace', () => !control.get('namespaces', '', account(id)));
  const { body } = await buyer.get('/v1/clusters?limit=200');
  assert.ok(body.items.every((one) => one.id !== id));
  assert.equal((await buyer.post(`/v1/clusters/${id}/check`)).status, 409);
});

test("another organization's cluster is not found", async () => {
  const { id } = await ready();
  for (const path of ['', '/rights.yaml', '/options?kind=storage_class'])
    assert.equal((await kontor.as('seller').get(`/v1/clusters/${id}${path}`)).status, 404);
  assert.equal((await kontor.as('seller').get('/v1/clusters')).body.items.length, 0);
});

test('a reporter sees clusters and adds none', async () => {
  const reporter = kontor.as('reporter');
  assert.equal((await reporter.get('/v1/clusters')).status, 200);
  const { status } = await reporter.post('/v1/clusters', { name: newName(), kubeconfig: cluster.kubeconfig, namespaces: ['shop'] });
  assert.equal(status, 403);
});

test('a cluster is found through a cloud account and connected with a verified certificate', async () => {
  const { cloud } = cluster;
  const wanted = { name: newName(), url: cloud.url, region: cloud.region, domain: cloud.domain, user_name: cloud.user, password: cloud.password };
  const { status, body: one } = await buyer.post('/v1/cloud-accounts', wanted);
  assert.equal(status, 201, JSON.stringify(one));
  assert.ok(!JSON.stringify(one).includes(cloud.password));
  const seen = await eventually('projects', async () => {
    const { body } = await buyer.get(`/v1/cloud-accounts/${one.id}`);
    return body.state === 'ready' && body;
  });
  const { body: projects } = await buyer.get(`/v1/cloud-accounts/${one.id}/projects`);
  assert.deepEqual(projects.items, seen.projects);
  const project = projects.items.find((each) => each.clusters.length);
  assert.deepEqual(project.clusters.map(({ name, is_reachable }) => [name, is_reachable]), [['production', true]]);
  const { id } = await add({
    kubeconfig: undefined, cloud_account_id: one.id, project_id: project.id, provider_cluster_id: project.clusters[0].id,
  });
  const connected = await settled(id, 'ready');
  assert.equal(connected.server, cluster.url);
  assert.equal((await buyer.post(`/v1/cloud-accounts/${one.id}/removal`)).body.code, 'cloud_account_in_use');
  await buyer.post(`/v1/clusters/${id}/removal`);
  assert.equal((await buyer.post(`/v1/cloud-accounts/${one.id}/removal`)).body.state, 'removed');
});

test('a wrong password for a cloud is told, and corrected', async () => {
  const { cloud } = cluster;
  const { body } = await buyer.post('/v1/cloud-accounts', { name: newName(), url: cloud.url, region: cloud.region, domain: cloud.domain, user_name: cloud.user, password: 'wrong' });
  const inState = (state) => eventually(state, async () => (await buyer.get(`/v1/cloud-accounts/${body.id}`)).body.state === state);
  await inState('refused');
  const stranger = await kontor.as('seller').post(`/v1/cloud-accounts/${body.id}/credential`, { password: cloud.password });
  assert.equal(stranger.status, 404);
  const { status, body: changed } = await buyer.post(`/v1/cloud-accounts/${body.id}/credential`, { password: cloud.password });
  assert.deepEqual([status, changed.state, changed.problem, changed.user_name], [202, 'checking', null, cloud.user]);
  await inState('ready');
  await buyer.post(`/v1/cloud-accounts/${body.id}/credential`, { user_name: 'nobody', password: cloud.password });
  await inState('refused');
  await buyer.post(`/v1/cloud-accounts/${body.id}/removal`);
  assert.equal((await buyer.post(`/v1/cloud-accounts/${body.id}/credential`, { password: cloud.password })).status, 404);
});

test('a password is not sent over http to another machine', async () => {
  const wanted = { name: newName(), region: 'r', domain: 'd', user_name: 'u', password: 'p' };
  for (const url of ['http://iam.example.org/v3', 'http://127.0.0.1.example.org/v3']) {
    const { status, body } = await buyer.post('/v1/cloud-accounts', { ...wanted, url });
    assert.deepEqual([status, body.errors[0].field], [422, 'url']);
  }
});
