// What only time brings to light: a kill -9 of Kontor when the job's lease is over, a change from outside when somebody
// looks. Both within a minute, so that they are waited for together.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually } from '../support/kontor.mjs';
import { CHART, helm } from './helm.mjs';
import { HELM, openShop } from './shop.mjs';

const shop = openShop({ KONTOR_DEPLOYMENT_TIMEOUT: '30s' });

let changed, interrupted;

test('a kill -9 in the middle of a deployment takes helm along', async () => {
  changed = await shop.deployed();
  const change = await helm(HELM, shop.cluster.kubeconfig, ['-n', 'shop', 'upgrade', changed.release_name, CHART, '--reuse-values', '--set', 'replicas=2']);
  assert.equal(change.code, 0, change.err);
  shop.control.fault('unready_image', { image: 'nginx-unprivileged' });
  interrupted = await shop.begin();
  const { release_name } = interrupted;
  await eventually('helm at work', () => shop.releases(release_name).some((one) => one.metadata.labels.status === 'pending-install'));
  await shop.restart(() => {
    assert.equal(shop.releases(release_name)[0].metadata.labels.status, 'pending-install', 'helm died with it');
    shop.control.clearFaults();
  });
});

test('and is put right by the next start', async () => {
  const workload = await shop.inState(interrupted.id, 'ready', 100_000);
  assert.equal(workload.operations.length, 1);
  assert.deepEqual(shop.releases(interrupted.release_name).map((one) => one.metadata.labels.status), ['deployed']);
});

test('a release that is changed from outside is degraded, and says so', async () => {
  const degraded = await shop.inState(changed.id, 'degraded', 90_000);
  assert.match(degraded.cause, /changed outside of Kontor/);
});
