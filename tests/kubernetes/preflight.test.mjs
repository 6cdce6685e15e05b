// From a product page to "this can be deployed": a configuration is checked against the double of a cluster, and its
// infrastructure has a price.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { databaseSettings, eventually, startKontor } from '../support/kontor.mjs';
import { startCluster } from '../kubernetes/double.mjs';

let kontor, buyer, double, cluster, product, configuration;

before(async () => {
  double = await startCluster({ readyAfter: 200 });
  kontor = await startKontor({ ...(await databaseSettings()), KONTOR_ALLOWED_ADDRESSES: '127.0.0.0/8' });
  buyer = kontor.as('buyer');
});
after(async () => {
  await kontor?.stop();
  await double?.stop();
});

const finding = (preflight, code) => preflight.findings.find((one) => one.code === code);

async function change(more) {
  const { status, body } = await buyer.patch(`/v1/configurations/${configuration.id}`, more);
  assert.equal(status, 200, JSON.stringify(body));
  configuration = body;
}

async function check() {
  const asked = await buyer.post(`/v1/configurations/${configuration.id}/preflight`);
  assert.equal(asked.status, 202, JSON.stringify(asked.body));
  assert.equal(asked.body.state, 'waiting');
  return eventually('the check is done', async () => {
    const { body } = await buyer.get(`/v1/configurations/${configuration.id}/preflight`);
    return body.state !== 'waiting' && body;
  }, 60_000);
}

test('the demo has a product with a chart, and the buyer a cluster', async () => {
  product = await eventually('the chart is ready', async () => {
    const { status, body } = await kontor.visitor.get('/v1/products/modrotisk-trojice');
    return status === 200 && body;
  }, 120_000);
  assert.ok(product.kubernetes.form.some((field) => field.confidential && field.generate));
  const added = await buyer.post('/v1/clusters', { name: 'double', kubeconfig: double.kubeconfig, namespaces: ['shop'] });
  assert.equal(added.status, 201, JSON.stringify(added.body));
  cluster = await eventually('the cluster is ready', async () => {
    const { body } = await buyer.get(`/v1/clusters/${added.body.id}`);
    return body.state === 'ready' && body.facts && body;
  }, 30_000);
});

test('before a cluster is chosen the chart alone is looked at, and has a price', async () => {
  const made = await buyer.post('/v1/configurations', { product: product.slug, plan_id: product.plans[0].id });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  configuration = made.body;
  assert.equal((await buyer.get(`/v1/configurations/${configuration.id}/cost`)).body.code, 'not_checked');
  const preflight = await check();
  assert.equal(preflight.state, 'done', preflight.problem);
  const { status, body } = await buyer.get(`/v1/configurations/${configuration.id}/cost`);
  assert.equal(status, 200, JSON.stringify(body));
  assert.ok(body.total.minor > 0);
  assert.equal(body.total.minor, body.lines.reduce((sum, line) => sum + line.amount.minor, 0));
  assert.ok(body.lines.some((line) => line.kind === 'disk' && line.unit === 'gib'));
});

test('a check against the cluster finds nothing in the way', async () => {
  await change({ cluster_id: cluster.id, namespace: 'shop', release_name: 'cache' });
  const stale = (await buyer.get(`/v1/configurations/${configuration.id}/preflight`)).body;
  assert.deepEqual([stale.is_current, stale.may_deploy], [false, false]);
  const preflight = await check();
  assert.deepEqual(preflight.findings.filter((one) => one.severity === 'error'), []);
  assert.equal(preflight.may_deploy, true);
});

test('a storage class that is not there is an error with a cure', async () => {
  await change({ answers: { 'persistence.storageClass': 'no-such-class' } });
  const preflight = await check();
  assert.equal(preflight.may_deploy, false);
  const found = finding(preflight, 'storage_class_missing');
  assert.equal(found.severity, 'error');
  assert.match(found.message, /no-such-class/);
  assert.ok(found.cure);
  await change({ answers: {} });
});

test('a quota and a release of the same name are found in the cluster itself', async () => {
  double.control.exceedQuota('shop');
  double.control.leavePending('shop', 'cache');
  const preflight = await check();
  assert.equal(finding(preflight, 'quota_exceeded').severity, 'error');
  assert.match(finding(preflight, 'release_exists').message, /cache in the namespace shop/);
  double.control.remove('resourcequotas', 'shop', 'double');
});

test('pods that the namespace would refuse are found', async () => {
  await change({ release_name: 'other' });
  double.control.setPodSecurity('shop', 'restricted');
  const preflight = await check();
  assert.equal(finding(preflight, 'release_exists'), undefined);
  assert.ok(preflight.findings.every((one) => one.code !== 'quota_exceeded'), JSON.stringify(preflight.findings));
  double.control.setPodSecurity('shop', 'privileged');
});

test('the manifest shows no secret, and colleagues who only read see it', async () => {
  await change({ confidential: { password: 'Geheimnis-4711' } });
  await check();
  const manifest = await kontor.as('reporter').get(`/v1/configurations/${configuration.id}/manifest.yaml`);
  assert.equal(manifest.status, 200);
  assert.match(manifest.body, /kind: StatefulSet/);
  assert.ok(!manifest.body.includes('Geheimnis-4711') && !manifest.body.includes(btoa('Geheimnis-4711')));
  assert.equal((await kontor.as('reporter').post(`/v1/configurations/${configuration.id}/preflight`)).status, 403);
  assert.equal((await kontor.as('partner').get(`/v1/configurations/${configuration.id}/preflight`)).status, 404);
});

test('a cluster that does not answer is a finding, not a failure', async () => {
  double.control.fault('unavailable', {});
  const preflight = await check();
  assert.equal(preflight.state, 'done');
  assert.ok(finding(preflight, 'cluster_unreachable') || finding(preflight, 'cluster_not_ready'), JSON.stringify(preflight.findings));
});
