// Deployments that go wrong with real helm: each has a cause in words, and a way on.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually } from '../support/kontor.mjs';
import { openShop } from './shop.mjs';

const shop = openShop({ KONTOR_DEPLOYMENT_TIMEOUT: '4s' });

test('an image that cannot be pulled is the cause; the next try succeeds', async () => {
  shop.control.fault('unpullable_image', { image: 'nginx-unprivileged' });
  const { id, order_id } = await shop.begin();
  const failed = await shop.inState(id, 'failed', 40_000);
  assert.match(failed.cause, /^The image .*nginx-unprivileged.* cannot be pulled/);
  await shop.orderState(order_id, 'failed');
  shop.control.clearFaults();
  await shop.post(id, 'retry');
  await shop.inState(id, 'ready');
  await shop.orderState(order_id, 'completed');
});

test('a container that crashes, a quota, Pod Security and a volume are causes in words', async () => {
  shop.control.fault('crashing_image', { image: 'nginx-unprivileged' });
  assert.match((await shop.inState((await shop.begin()).id, 'failed', 40_000)).cause, /crashing|failed \(exit code/);
  shop.control.clearFaults();
  shop.control.fault('unbound_volume');
  assert.match((await shop.inState((await shop.begin()).id, 'failed', 40_000)).cause, /volume|No node can take/i);
});

test('an upgrade that fails leaves its cause, and one goes back to what ran', async () => {
  const workload = await shop.deployed();
  shop.control.fault('unpullable_image', { image: 'not-there' });
  await shop.post(workload.id, 'upgrade', { answers: { replicas: '1', image: 'registry.example/not-there:1' } });
  const failed = await shop.inState(workload.id, 'failed', 40_000);
  assert.match(failed.cause, /registry.example\/not-there:1 cannot be pulled/);
  const { id } = failed.operations.find((one) => one.state === 'succeeded');
  await shop.post(workload.id, 'rollback', { operation_id: id });
  await shop.inState(workload.id, 'ready');
});

test('a deployment can be stopped, and then removed', async () => {
  shop.control.fault('unready_image', { image: 'nginx-unprivileged' });
  const { id, release_name } = await shop.begin();
  await eventually('objects', async () => (await shop.read(id)).objects.length);
  await shop.post(id, 'stop');
  const stopped = await shop.inState(id, 'failed', 8_000);
  assert.match(stopped.cause, /stopped it/);
  assert.equal(stopped.operations[0].state, 'cancelled');
  await shop.post(id, 'removal');
  await shop.inState(id, 'removed');
  assert.deepEqual(shop.releases(release_name), []);
});

test('a server that limits, fails now and then, or is slow delays a deployment but does not end it', async () => {
  shop.control.fault('limited', { times: 2 });
  shop.control.fault('failing', { method: 'GET', times: 2 });
  shop.control.fault('slow', { milliseconds: 300, times: 20 });
  const { id } = await shop.begin();
  await shop.inState(id, 'ready', 60_000);
});

test('a server that falls silent ends a deployment with a sentence; it goes on when the server is back', async () => {
  const { id, release_name } = await shop.begin();
  await eventually('helm at work', () => shop.releases(release_name).length);
  shop.control.fault('silent');
  shop.control.requests().length = 0;
  await eventually('a question that stays without an answer', () => shop.control.requests().length);
  shop.control.clearFaults();
  const ended = await eventually('an end', async () => {
    const workload = await shop.read(id);
    return ['ready', 'failed'].includes(workload.state) && workload;
  }, 120_000);
  if (ended.state === 'failed') {
    assert.ok(ended.cause);
    await shop.post(id, 'retry');
    await shop.inState(id, 'ready', 60_000);
  }
});
