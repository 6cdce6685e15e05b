// A customer deploys a seller's chart with real helm: it is watched, changed, taken back and removed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually } from '../support/kontor.mjs';
import { PASSWORD, offer, openShop } from './shop.mjs';

const shop = openShop();

/** Listens to the organization's events until stopped. */
async function listen() {
  const heard = [], stop = new AbortController();
  const response = await fetch(`${shop.kontor.base_url}/v1/events/stream`, {
    headers: { authorization: `Bearer ${shop.kontor.persons.buyer.api_token}` }, signal: stop.signal,
  });
  const ended = (async () => {
    let rest = '';
    for await (const bytes of response.body) {
      const parts = (rest + Buffer.from(bytes).toString()).split('\n\n');
      rest = parts.pop();
      for (const part of parts) {
        const data = /^data: (.*)$/m.exec(part);
        if (data) heard.push(JSON.parse(data[1]));
      }
    }
  })().catch(() => {});
  return { heard, stop: () => (stop.abort(), ended) };
}

test('a deployment is told while it goes on, and runs in the end', async () => {
  const stream = await listen();
  const workload = await shop.deployed();
  await shop.orderState(workload.order_id, 'completed');
  assert.equal((await shop.buyer.get(`/v1/subscriptions/${workload.subscription_id}`)).body.state, 'active');
  assert.ok(workload.objects.length >= 4, JSON.stringify(workload.objects));
  assert.ok(workload.objects.every((one) => one.state === 'ready'), JSON.stringify(workload.objects));
  assert.ok(workload.hosts.length, 'the address of its load balancer');
  assert.match(workload.guide.en, new RegExp(`http://${workload.hosts[0]}/.* of ${workload.release_name}`));
  await eventually('progress', () => stream.heard.some((one) => one.kind === 'workload.ready' && one.subject_id === workload.id));
  const mine = stream.heard.filter((one) => one.subject_id === workload.id);
  assert.deepEqual(mine.map((one) => one.kind).filter((kind) => kind !== 'workload.progress'), ['workload.deploying', 'workload.ready']);
  const progress = mine.filter((one) => one.kind === 'workload.progress').map((one) => one.data);
  assert.ok(progress.length >= 1 && progress.every((one) => one.expected_seconds.low > 0 && one.expected_seconds.high >= one.expected_seconds.low));
  assert.ok(progress.every((one) => one.workload_id === workload.id && one.percent <= 100 && one.objects.length === one.total));
  await stream.stop();
});

test('no confidential answer is kept or shown once it runs', async () => {
  const workload = await shop.deployed();
  const { body: manifest } = await shop.buyer.get(`/v1/workloads/${workload.id}/manifest`);
  assert.match(manifest, /kind: Secret/);
  assert.match(manifest, /\(hidden\)/);
  assert.ok(!manifest.includes(PASSWORD) && !manifest.includes(Buffer.from(PASSWORD).toString('base64')));
  assert.equal(Buffer.from(shop.control.get('secrets', 'shop', workload.release_name).data.password, 'base64').toString(), PASSWORD);
  const { body: list } = await shop.buyer.get('/v1/events?limit=200');
  assert.ok(!JSON.stringify(list).includes(PASSWORD));
  assert.ok(!JSON.stringify(await shop.read(workload.id)).includes(PASSWORD));
  assert.ok(!shop.kontor.log().includes(PASSWORD));
});

test('other values and another version are deployed without the password; one can go back', async () => {
  const first = await shop.deployed();
  await shop.post(first.id, 'upgrade', { answers: { replicas: '3' } });
  const second = await shop.inState(first.id, 'ready');
  assert.equal(shop.control.get('deployments.apps', 'shop', `${first.release_name}-web`).spec.replicas, 3);
  assert.equal(Buffer.from(shop.control.get('secrets', 'shop', first.release_name).data.password, 'base64').toString(), PASSWORD);
  assert.deepEqual(second.answers, { replicas: '3' });
  await shop.post(first.id, 'upgrade', { answers: {} });
  await shop.inState(first.id, 'ready');
  assert.equal(shop.control.get('deployments.apps', 'shop', `${first.release_name}-web`).spec.replicas, 2, "an answer taken back is the chart's own again");

  await shop.publish(offer('probe', '1.1.0'));
  const { body: preview } = await shop.buyer.get(`/v1/workloads/${first.id}/upgrade`);
  assert.deepEqual([preview.from_version, preview.to_version], ['1.0.0', '1.1.0']);
  await shop.post(first.id, 'upgrade', { revision_id: preview.revision_id });
  const third = await shop.inState(first.id, 'ready');
  assert.equal(third.chart_version, '1.1.0');
  assert.equal(third.available_version, null);

  const install = third.operations.find((one) => one.kind === 'install');
  await shop.post(first.id, 'rollback', { operation_id: install.id });
  const back = await shop.inState(first.id, 'ready');
  assert.equal(back.chart_version, '1.0.0');
  assert.equal(shop.control.get('deployments.apps', 'shop', `${first.release_name}-web`).spec.replicas, 1);
  shop.product = (await shop.buyer.get('/v1/products/probe')).body;
});

test('a release that is removed leaves its volumes, unless one says so', async () => {
  for (const goes of [false, true]) {
    const workload = await shop.deployed();
    const claim = `data-${workload.release_name}-store-0`;
    const { body } = await shop.buyer.get(`/v1/workloads/${workload.id}/removal`);
    assert.deepEqual(body.volumes.map(({ name, gib }) => [name, gib]), [[claim, 1]]);
    await shop.post(workload.id, 'removal', { remove_volumes: goes ? [claim] : [] });
    await shop.inState(workload.id, 'removed');
    assert.equal((await shop.buyer.get(`/v1/subscriptions/${workload.subscription_id}`)).body.state, 'cancelled');
    assert.equal(shop.control.get('deployments.apps', 'shop', `${workload.release_name}-web`), undefined);
    assert.equal(Boolean(shop.control.get('persistentvolumeclaims', 'shop', claim)), !goes);
    assert.deepEqual(shop.releases(workload.release_name), []);
  }
});

test('a licence is in the cluster before the chart, and another one takes its place', async () => {
  const licensed = await shop.publish(offer('licensed', '1.0.0', { licence: { secret_name: 'probe-licence', file_name: 'probe.key' } }));
  const draft = await shop.configure({}, licensed);
  const refused = await shop.order(draft, licensed);
  assert.equal(refused.status, 422);
  assert.equal(refused.body.errors[0].field, 'licence');
  shop.control.requests().length = 0;
  const workload = await shop.deployed({ licence: { text: 'holder: Acme' } }, licensed);
  const writes = shop.control.requests().filter((one) => one.method !== 'GET').map((one) => one.url);
  const licence = writes.findIndex((url) => url.includes('/secrets/probe-licence'));
  const chart = writes.findIndex((url) => url.includes('/deployments'));
  assert.ok(licence >= 0 && licence < chart, writes.join('\n'));
  const stored = () => Buffer.from(shop.control.get('secrets', 'shop', 'probe-licence').data['probe.key'], 'base64').toString();
  assert.equal(stored(), 'holder: Acme');
  const before = shop.releases(workload.release_name).length;
  await shop.post(workload.id, 'licence', { base64: Buffer.from('holder: Acme 2').toString('base64') });
  await eventually('another licence', () => stored() === 'holder: Acme 2');
  assert.equal(shop.releases(workload.release_name).length, before, 'nothing was deployed anew');
  await shop.post(workload.id, 'removal');
  await shop.inState(workload.id, 'removed');
  assert.equal(shop.control.get('secrets', 'shop', 'probe-licence'), undefined, 'it goes with the workload');
});

test('of two who deploy the same release one wins, and the other is told', async () => {
  const release_name = shop.newRelease();
  const drafts = [await shop.configure({ release_name }), await shop.configure({ release_name })];
  const answers = await Promise.all(drafts.map((draft) => shop.order(draft)));
  assert.deepEqual(answers.map((one) => one.status).sort(), [201, 409]);
  assert.equal(answers.find((one) => one.status === 409).body.code, 'release_taken');
  const { body } = await shop.buyer.get(`/v1/workloads?q=${release_name}`);
  assert.equal(body.items.length, 1);
  await shop.inState(body.items[0].id, 'ready');
  const changes = await Promise.all([1, 2].map(() => shop.buyer.post(`/v1/workloads/${body.items[0].id}/upgrade`, {})));
  assert.deepEqual(changes.map((one) => one.status).sort(), [202, 409]);
  const told = changes.find((one) => one.status === 409).body;
  assert.equal(told.code, 'operation_in_progress');
  await shop.inState(body.items[0].id, 'ready');
});

test("somebody else's release of the same name is left alone", async () => {
  const name = shop.newRelease();
  shop.control.leavePending('shop', name, { status: 'deployed' });
  const { id } = await shop.begin({ release_name: name });
  assert.match((await shop.inState(id, 'failed')).cause, /already/);
  assert.equal(shop.releases(name).length, 1);
});

test('who may only look sees a workload and changes nothing; other organizations see nothing', async () => {
  const workload = await shop.deployed();
  const reporter = shop.kontor.as('reporter');
  assert.equal((await reporter.get(`/v1/workloads/${workload.id}`)).status, 200);
  for (const what of ['upgrade', 'retry', 'stop', 'removal'])
    assert.equal((await reporter.post(`/v1/workloads/${workload.id}/${what}`)).status, 403);
  assert.equal((await shop.kontor.as('seller').get(`/v1/workloads/${workload.id}`)).status, 404);
});
