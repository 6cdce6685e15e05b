// A seller tries a revision's chart with real helm in a cluster of its own: what came of it stays with the revision, and the
// test goes by itself.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually } from '../support/kontor.mjs';
import { PASSWORD, offer, openShop } from './shop.mjs';

const LIFETIME = 12; // seconds
const shop = openShop({ KONTOR_TEST_LIFETIME: `${LIFETIME}s` });
const NAMESPACE = 'trial';
let seller, revision, clusterId;

const tests = async () => (await seller.get(`/v1/seller/revisions/${revision}/tests`)).body;
const newest = async () => (await tests()).deployments[0];
const ended = () => eventually('the end of the test', async () => {
  const one = await newest();
  return one.ended_at && one;
}, 30_000);

async function submit(slug, version) {
  const wanted = { ...offer(slug, version), seller: 'almanac' };
  const { status, body } = await seller.send('PUT', '/v1/offers', JSON.stringify(wanted));
  assert.equal(status, 200, JSON.stringify(body));
  assert.equal(body.state, 'in_review');
  return body;
}

async function configured(wanted = {}) {
  const { status, body } = await seller.post(`/v1/seller/revisions/${revision}/test-configurations`, {
    cluster_id: clusterId, namespace: NAMESPACE, release_name: shop.newRelease(), answers: { replicas: '1' },
    confidential: { password: PASSWORD }, ...wanted,
  });
  assert.equal(status, 201, JSON.stringify(body));
  return body;
}

async function deployed(wanted) {
  const draft = await configured(wanted);
  const { status, body } = await seller.post(`/v1/configurations/${draft.id}/test-deployment`);
  assert.equal(status, 201, JSON.stringify(body));
  return { ...body, release: draft.release_name };
}

test('what a test lacks is said first: a chart that is ready, and a cluster', async () => {
  seller = shop.kontor.as('seller');
  revision = (await submit('trial', '1.0.0')).revision_id;
  const none = await tests();
  assert.equal(none.can_deploy, false);
  assert.equal(none.lifetime_seconds, LIFETIME);
  assert.equal(none.blocked_by.find((one) => one.code === 'no_cluster').link, '/v1/clusters');
  const added = await seller.post('/v1/clusters', { name: 'bench', kubeconfig: shop.cluster.kubeconfig, namespaces: [NAMESPACE] });
  assert.equal(added.status, 201, JSON.stringify(added.body));
  clusterId = added.body.id;
  await eventually('chart and cluster', async () => (await tests()).can_deploy);
});

test('a revision in review is checked and deployed without an order, and its evidence is seen by seller and operator', async () => {
  const draft = await configured();
  assert.equal((await seller.post(`/v1/configurations/${draft.id}/preflight`)).status, 202);
  const found = await eventually('a check', async () => {
    const { body } = await seller.get(`/v1/configurations/${draft.id}/preflight`);
    return body.state === 'done' && body;
  }, 20_000);
  assert.ok(found.may_deploy, JSON.stringify(found.findings));
  const { body: begun } = await seller.post(`/v1/configurations/${draft.id}/test-deployment`);
  assert.equal(begun.result, 'under_way');
  const evidence = await ended();
  assert.equal(evidence.result, 'succeeded', evidence.cause);
  assert.match(evidence.kubernetes_version, /^v?1\./);
  assert.match(evidence.chart_digest, /^[0-9a-f]{64}$/);
  assert.ok(evidence.objects.length >= 4 && evidence.objects.every((one) => one.state === 'ready'), JSON.stringify(evidence.objects));
  assert.ok(evidence.images.length >= 1);
  assert.equal(evidence.requested_by_name, shop.kontor.persons.seller.name);
  assert.ok(Date.parse(evidence.ended_at) > Date.parse(evidence.started_at));
  const { body: workload } = await seller.get(`/v1/workloads/${evidence.workload_id}`);
  assert.equal(workload.state, 'ready');
  assert.equal(workload.is_test, true);
  assert.ok(workload.guide.en.includes(workload.release_name));
  const { body: reviewed } = await shop.kontor.as('operator').get(`/v1/operator/revisions/${revision}/tests`);
  assert.deepEqual(reviewed.items[0], evidence);
  for (const list of ['workloads', 'orders', 'configurations'])
    assert.deepEqual((await seller.get(`/v1/${list}`)).body.items, [], list);
  assert.ok(!JSON.stringify(reviewed).includes(PASSWORD));
});

test('it goes by itself with its volumes, and the evidence stays', async () => {
  const { workload_id } = await newest();
  const { body: workload } = await seller.get(`/v1/workloads/${workload_id}`);
  const gone = await eventually('the clean-up', async () => {
    const one = await newest();
    return one.workload_state === 'removed' && one;
  }, (LIFETIME + 20) * 1000);
  assert.ok(Date.parse(gone.removed_at) >= Date.parse(gone.removes_at));
  assert.equal(gone.result, 'succeeded');
  assert.equal(shop.control.get('deployments.apps', NAMESPACE, `${workload.release_name}-web`), undefined);
  assert.deepEqual(shop.control.list('persistentvolumeclaims', NAMESPACE).filter((one) => one.metadata.name.includes(workload.release_name)), []);
  assert.ok(shop.control.get('namespaces', '', NAMESPACE), 'the namespace stays');
});

test('a chart that fails leaves its cause as evidence, and the seller removes it', async () => {
  shop.control.fault('unpullable_image', { image: 'missing' });
  const { release } = await deployed({ answers: { image: 'registry.invalid/missing:1' } });
  const evidence = await ended();
  assert.equal(evidence.result, 'failed');
  assert.match(evidence.cause, /registry.invalid\/missing:1 cannot be pulled/);
  assert.ok(evidence.objects.some((one) => one.state === 'failed'), JSON.stringify(evidence.objects));
  assert.ok(evidence.images.includes('registry.invalid/missing:1'), evidence.images.join());
  const { body: refused } = await seller.post(`/v1/workloads/${evidence.workload_id}/retry`);
  assert.equal(refused.code, 'is_test');
  assert.equal((await seller.post(`/v1/workloads/${evidence.workload_id}/removal`)).status, 202);
  await eventually('removal', async () => (await newest()).workload_state === 'removed');
  assert.deepEqual(shop.releases(release), []);
  assert.equal((await newest()).result, 'failed');
});

test('customers may not test, and another seller finds nothing', async () => {
  const draft = await configured();
  for (const person of ['buyer', 'owner', 'reporter']) {
    const customer = shop.kontor.as(person);
    assert.equal((await customer.get(`/v1/seller/revisions/${revision}/tests`)).status, 403);
    assert.equal((await customer.post(`/v1/seller/revisions/${revision}/test-configurations`, {})).status, 403);
    assert.equal((await customer.post(`/v1/configurations/${draft.id}/test-deployment`)).status, 403);
  }
  // The seller's own revision alone: dunbrack's is another seller's.
  const other = (await shop.kontor.visitor.get('/v1/products/probe')).body.revision_id;
  assert.equal((await seller.get(`/v1/seller/revisions/${other}/tests`)).status, 404);
  assert.equal((await seller.post(`/v1/seller/revisions/${other}/test-configurations`, {})).status, 404);
  await seller.delete(`/v1/configurations/${draft.id}`);
});

test('another chart in the revision: the evidence says that it is of the one before', async () => {
  await submit('trial', '1.1.0');
  assert.equal((await newest()).is_current, false);
});
