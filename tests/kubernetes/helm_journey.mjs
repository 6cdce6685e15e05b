// What a deployment goes through with a real helm against the double: the same for each generation of helm.
import assert from 'node:assert/strict';
import { after, before, test as nodeTest } from 'node:test';
import { startCluster } from './double.mjs';
import { CHART, helm } from './helm.mjs';

const WAIT = ['--wait', '--timeout', '15s'];

// What an own service account needs in a namespace to deploy there, and nothing else.
const RULES = [
  { apiGroups: [''], resources: ['secrets', 'configmaps', 'services', 'persistentvolumeclaims', 'serviceaccounts'], verbs: ['*'] },
  { apiGroups: ['apps'], resources: ['deployments', 'statefulsets', 'daemonsets'], verbs: ['*'] },
  { apiGroups: ['batch'], resources: ['jobs', 'cronjobs'], verbs: ['*'] },
  { apiGroups: ['networking.k8s.io'], resources: ['ingresses', 'networkpolicies'], verbs: ['*'] },
  { apiGroups: ['apps'], resources: ['replicasets'], verbs: ['get', 'list', 'watch'] },
  { apiGroups: [''], resources: ['pods', 'events', 'pods/log'], verbs: ['get', 'list', 'watch'] },
];

function makeNamespace({ control }, name) {
  const metadata = { name: 'deployer', namespace: name };
  control.put({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
  control.put({ apiVersion: 'v1', kind: 'ServiceAccount', metadata });
  control.put({ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata, rules: RULES });
  control.put({
    apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'RoleBinding', metadata,
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'deployer' }, subjects: [{ kind: 'ServiceAccount', name: 'deployer', namespace: name }],
  });
}

/** Registers the tests; name is put before their sentences. */
export function testHelm(name, program) {
  const test = (sentence, run) => nodeTest(`${name} ${sentence}`, run);
  let cluster, kubeconfig, control;
  const namespace = 'shop';
  const run = (args, options) => helm(program, kubeconfig, ['-n', namespace, ...args], options);
  const install = (release, values = {}, more = WAIT) =>
    run(['upgrade', '--install', release, CHART, ...more], { values: { password: 'secret-1', ...values } });
  const status = async (release) => JSON.parse((await run(['history', release, '-o', 'json'])).out).at(-1).status;
  const messages = () => control.list('events', namespace).map((event) => `${event.reason}: ${event.message}`);
  const works = (result) => assert.equal(result.code, 0, result.err);

  before(async () => {
    cluster = await startCluster({ readyAfter: 150 });
    control = cluster.control;
    makeNamespace(cluster, namespace);
    kubeconfig = control.kubeconfigOf(namespace, 'deployer');
  });
  after(() => cluster.stop());

  test('installs with a hook, a volume and a load balancer, and waits for all of them', async () => {
    works(await install('one'));
    assert.equal(await status('one'), 'deployed');
    assert.match(control.get('services', namespace, 'one').status.loadBalancer.ingress[0].ip, /^203\.0\.113\./);
    assert.equal(control.get('persistentvolumeclaims', namespace, 'data-one-store-0').status.phase, 'Bound');
    assert.equal(control.get('deployments.apps', namespace, 'one-web').status.readyReplicas, 2);
    assert.equal(control.list('jobs.batch', namespace).length, 0, 'the hook is deleted after its success');
    assert.ok(control.requests().every((request) => request.user === `system:serviceaccount:${namespace}:deployer`));
  });

  test('upgrades, and rolls back to what was before', async () => {
    works(await install('one', { replicas: 3 }));
    assert.equal(control.list('pods', namespace).filter((pod) => pod.metadata.name.startsWith('one-web')).length, 3);
    works(await run(['rollback', 'one', '1', ...WAIT]));
    assert.equal(control.get('deployments.apps', namespace, 'one-web').spec.replicas, 2);
    const revisions = JSON.parse((await run(['history', 'one', '-o', 'json'])).out);
    assert.deepEqual(revisions.map((one) => one.status), ['superseded', 'superseded', 'deployed']);
  });

  test('refuses values that break the schema before it writes anything', async () => {
    control.requests().length = 0;
    const result = await install('one', { replicas: 99 });
    assert.equal(result.code, 1);
    assert.match(result.err, /replicas'?: (maximum: got 99, want 10|Must be less than or equal to 10)/);
    assert.ok(control.requests().every((request) => request.method === 'GET'));
  });

  test('fails an upgrade whose image cannot be pulled; the event says why, the old pods go on', async () => {
    control.fault('unpullable_image', { image: 'nowhere/' });
    const result = await install('one', { image: 'nowhere/web:1' }, ['--wait', '--timeout', '2s']);
    assert.equal(result.code, 1);
    assert.equal(await status('one'), 'failed');
    assert.ok(messages().some((message) => /Failed to pull image "nowhere\/web:1".*not found/.test(message)));
    assert.equal(control.get('deployments.apps', namespace, 'one-web').status.readyReplicas, 2);
    control.clearFaults();
    works(await run(['rollback', 'one', '3', ...WAIT]));
  });

  test('uninstalls everything but the volume of the StatefulSet', async () => {
    works(await run(['uninstall', 'one', ...WAIT]));
    assert.deepEqual(control.list('persistentvolumeclaims', namespace).map((claim) => claim.metadata.name), ['data-one-store-0']);
    for (const key of ['deployments.apps', 'statefulsets.apps', 'services', 'pods', 'secrets']) assert.deepEqual(control.list(key, namespace), []);
    assert.match((await run(['status', 'one'])).err, /not found/);
  });

  test('is stopped by a quota, a crash loop and Pod Security, each with its event', async () => {
    const quick = ['--wait', '--timeout', '1s', '--no-hooks'];
    control.exceedQuota(namespace);
    assert.equal((await install('two', {}, quick)).code, 1);
    assert.ok(messages().some((message) => /FailedCreate.*exceeded quota: double, requested: pods=1, used: pods=0, limited: pods=0/.test(message)));
    control.fault('crashing_image', { image: 'valkey' });
    control.remove('resourcequotas', namespace, 'double');
    assert.equal((await install('two', {}, quick)).code, 1);
    assert.ok(messages().some((message) => /BackOff: Back-off restarting failed container store/.test(message)));
    control.clearFaults();
    control.setPodSecurity(namespace, 'restricted');
    assert.equal((await install('three', {}, quick)).code, 1);
    assert.ok(messages().some((message) => /violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false/.test(message)));
    control.setPodSecurity(namespace, 'privileged');
    for (const release of ['two', 'three']) works(await run(['uninstall', release]));
  });

  test('that is killed leaves pending-install, which only an uninstall clears', async () => {
    control.fault('unready_image', { image: 'valkey' });
    const killed = await run(['upgrade', '--install', 'five', CHART, ...WAIT], { values: {}, killAfter: 2000 });
    assert.equal(killed.code, null);
    control.clearFaults();
    assert.equal(await status('five'), 'pending-install');
    assert.match((await install('five')).err, /another operation|in progress/);
    works(await run(['uninstall', 'five']));
    works(await install('five'));
  });

  test('finds a release that was left behind pending', async () => {
    control.leavePending(namespace, 'six');
    assert.equal(await status('six'), 'pending-install');
    assert.match((await install('six')).err, /another operation|in progress/);
    works(await run(['uninstall', 'six']));
  });

  test('cannot reach another namespace', async () => {
    makeNamespace(cluster, 'foreign');
    const result = await helm(program, kubeconfig, ['-n', 'foreign', 'list']);
    assert.match(result.err, /secrets is forbidden: User "system:serviceaccount:shop:deployer" cannot list resource "secrets" in API group "" in the namespace "foreign"/);
  });

  test('is told what is wrong by 401, 403 and an expired certificate', async () => {
    control.fault('unauthorized', { times: 20 });
    assert.match((await run(['list'])).err, /provide credentials|Unauthorized/);
    control.clearFaults();
    control.fault('forbidden', { method: 'GET', path: '/secrets' });
    assert.match((await run(['list'])).err, /told to refuse/);
    control.clearFaults();
    control.fault('expired_certificate');
    assert.match((await run(['list'])).err, /certificate has expired or is not yet valid/);
    control.clearFaults();
    works(await run(['list']));
  });

  test('gets over 429, a slow server and a watch that is cut', async () => {
    control.fault('limited', { times: 2, path: '/secrets', retry_after: 1 });
    control.fault('slow', { times: 2, milliseconds: 300, path: '/apis/apps' });
    control.fault('cut_watch', { times: 2 });
    works(await install('seven'));
    works(await run(['uninstall', 'seven']));
    control.clearFaults();
  });

  test('hangs at a server that is silent after TLS, whatever its timeout', async () => {
    control.fault('silent', { path: '/secrets' });
    assert.equal((await run(['list'], { killAfter: 2000 })).code, null);
    control.clearFaults();
  });
}
