// A customer deploys a seller's chart with real helm: it is watched, changed, taken back; what goes wrong has a cause.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { databaseSettings, eventually, startKontor } from '../support/kontor.mjs';
import { startCluster } from './double.mjs';
import { CHART, HELMS, helm } from './helm.mjs';

const PASSWORD = 'very-secret-31415';
const GENERATION = process.env.KONTOR_TEST_HELM ?? 'helm 4';

let kontor, settings, cluster, control, buyer, clusterId, product, number = 0;

function packed(version) {
  const folder = mkdtempSync(join(tmpdir(), 'chart-'));
  execFileSync(HELMS['helm 4'], ['package', CHART, '--version', version, '--destination', folder], { env: { HOME: folder } });
  const bytes = readFileSync(join(folder, readdirSync(folder).find((name) => name.endsWith('.tgz'))));
  rmSync(folder, { recursive: true });
  return bytes.toString('base64');
}

const text = (en) => ({ en });
const offer = (slug, version, kubernetes = {}) => ({
  slug,
  name: `Probe ${slug}`,
  seller: 'dunbrack',
  category: 'business-applications',
  service_type: 'kubernetes',
  licence_type: kubernetes.licence ? 'byol' : 'free',
  version,
  short_description: text('A probe.'),
  description: text('A probe of everything.'),
  guides: [{ kind: 'post', text: text('Open http://{host}/ of {release}.') }],
  plans: [{ code: 'free', name: 'Free' }],
  kubernetes: {
    chart: { base64: packed(version) },
    form: [
      { path: 'replicas', label: text('Replicas'), kind: 'text', pattern: '[0-9]+', default: '2' },
      { path: 'image', label: text('Image'), kind: 'text' },
      { path: 'password', label: text('Password'), kind: 'text', confidential: true, required: true },
    ],
    ...kubernetes,
  },
});

async function publish(wanted) {
  const operator = kontor.as('operator');
  const answer = await operator.send('PUT', '/v1/offers', JSON.stringify(wanted));
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return eventually(`${wanted.slug} on sale`, async () => {
    const { body } = await operator.get(`/v1/products/${wanted.slug}`);
    return body.product_version === wanted.version && body.can_be_ordered && body;
  }, 30_000);
}

async function start(more = {}) {
  kontor = await startKontor({
    ...settings,
    KONTOR_ALLOWED_ADDRESSES: '127.0.0.0/8',
    KONTOR_HELM: HELMS[GENERATION],
    KONTOR_DEPLOYMENT_TIMEOUT: '8s',
    ...more,
  });
  buyer = kontor.as('buyer');
}

before(async () => {
  settings = { ...(await databaseSettings()), KONTOR_DATA_FOLDER: mkdtempSync(join(tmpdir(), 'kontor-')) };
  cluster = await startCluster({ readyAfter: 300 });
  control = cluster.control;
  await start();
  const added = await buyer.post('/v1/clusters', { name: 'mine', kubeconfig: cluster.kubeconfig, namespaces: ['shop'] });
  assert.equal(added.status, 201, JSON.stringify(added.body));
  clusterId = added.body.id;
  await eventually('a cluster', async () => (await buyer.get(`/v1/clusters/${clusterId}`)).body.state === 'ready', 20_000);
  product = await publish(offer('probe', '1.0.0'));
});
after(async () => {
  await Promise.all([kontor?.stop({ keep: true }), cluster?.stop()]);
  rmSync(settings.KONTOR_DATA_FOLDER, { recursive: true, force: true });
});
beforeEach(() => control.clearFaults());

const newRelease = () => `probe-${++number}`;

async function configure(wanted = {}, of = product) {
  const answer = await buyer.post('/v1/configurations', {
    product: of.slug, plan_id: of.plans[0].id, cluster_id: clusterId, namespace: 'shop', release_name: newRelease(),
    answers: { replicas: '1' }, confidential: { password: PASSWORD }, ...wanted,
  });
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
  return answer.body;
}

async function order(configuration, of = product) {
  const { body } = await buyer.get(`/v1/products/${of.slug}/purchase`);
  return buyer.post('/v1/orders', {
    plan_id: configuration.plan_id, accepted: body.agreements.map((one) => one.digest), configuration_id: configuration.id,
  });
}

const read = async (id) => (await buyer.get(`/v1/workloads/${id}`)).body;
const inState = (id, state, milliseconds = 30_000) =>
  eventually(`workload ${state}`, async () => {
    const workload = await read(id);
    assert.ok(state === 'failed' || workload.state !== 'failed', workload.cause);
    return workload.state === state && workload;
  }, milliseconds);

/** Orders and gives the workload as it is at first. */
async function begin(wanted, of = product) {
  const placed = await order(await configure(wanted, of), of);
  assert.equal(placed.status, 201, JSON.stringify(placed.body));
  const { body } = await buyer.get('/v1/workloads?limit=200');
  const workload = body.items.find((one) => one.subscription_id === placed.body.subscription_id);
  return { ...workload, order_id: placed.body.id };
}

async function deployed(wanted, of) {
  const { id, order_id } = await begin(wanted, of);
  return { ...(await inState(id, 'ready')), order_id };
}

const orderState = (id, state) => eventually(`order ${state}`, async () => (await buyer.get(`/v1/orders/${id}`)).body.state === state);
const post = async (id, what, body = {}) => {
  const answer = await buyer.post(`/v1/workloads/${id}/${what}`, body);
  assert.equal(answer.status, 202, JSON.stringify(answer.body));
  return answer.body;
};
const releases = (name) => control.list('secrets', 'shop').filter((one) => one.metadata.labels?.owner === 'helm' && one.metadata.labels.name === name);

/** Listens to the organization's events until stopped. */
function listen() {
  const heard = [], stop = new AbortController();
  const ended = (async () => {
    const response = await fetch(`${kontor.base_url}/v1/events/stream`, {
      headers: { authorization: `Bearer ${kontor.persons.buyer.api_token}` }, signal: stop.signal,
    });
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
  const stream = listen();
  await new Promise((go) => setTimeout(go, 300));
  const workload = await deployed();
  await orderState(workload.order_id, 'completed');
  assert.equal((await buyer.get(`/v1/subscriptions/${workload.subscription_id}`)).body.state, 'active');
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
  const workload = await deployed();
  const { body: manifest } = await buyer.get(`/v1/workloads/${workload.id}/manifest`);
  assert.match(manifest, /kind: Secret/);
  assert.match(manifest, /\(hidden\)/);
  assert.ok(!manifest.includes(PASSWORD) && !manifest.includes(Buffer.from(PASSWORD).toString('base64')));
  assert.equal(Buffer.from(control.get('secrets', 'shop', workload.release_name).data.password, 'base64').toString(), PASSWORD);
  const { body: list } = await buyer.get('/v1/events?limit=200');
  assert.ok(!JSON.stringify(list).includes(PASSWORD));
  assert.ok(!JSON.stringify(await read(workload.id)).includes(PASSWORD));
  assert.ok(!kontor.log().includes(PASSWORD));
});

test('an image that cannot be pulled is the cause; the next try succeeds', async () => {
  control.fault('unpullable_image', { image: 'nginx-unprivileged' });
  const { id, order_id } = await begin();
  const failed = await inState(id, 'failed', 40_000);
  assert.match(failed.cause, /^The image .*nginx-unprivileged.* cannot be pulled/);
  await orderState(order_id, 'failed');
  control.clearFaults();
  await post(id, 'retry');
  await inState(id, 'ready');
  await orderState(order_id, 'completed');
});

test('a container that crashes, a quota, Pod Security and a volume are causes in words', async () => {
  control.fault('crashing_image', { image: 'nginx-unprivileged' });
  assert.match((await inState((await begin()).id, 'failed', 40_000)).cause, /crashing|failed \(exit code/);
  control.clearFaults();
  control.fault('unbound_volume');
  assert.match((await inState((await begin()).id, 'failed', 40_000)).cause, /volume|No node can take/i);
});

test('other values and another version are deployed without the password; one can go back', async () => {
  const first = await deployed();
  await post(first.id, 'upgrade', { answers: { replicas: '3' } });
  const second = await inState(first.id, 'ready');
  assert.equal(control.get('deployments.apps', 'shop', `${first.release_name}-web`).spec.replicas, 3);
  assert.equal(Buffer.from(control.get('secrets', 'shop', first.release_name).data.password, 'base64').toString(), PASSWORD);
  assert.deepEqual(second.answers, { replicas: '3' });
  await post(first.id, 'upgrade', { answers: {} });
  await inState(first.id, 'ready');
  assert.equal(control.get('deployments.apps', 'shop', `${first.release_name}-web`).spec.replicas, 2, "an answer taken back is the chart's own again");

  await publish(offer('probe', '1.1.0'));
  const { body: preview } = await buyer.get(`/v1/workloads/${first.id}/upgrade`);
  assert.deepEqual([preview.from_version, preview.to_version], ['1.0.0', '1.1.0']);
  await post(first.id, 'upgrade', { revision_id: preview.revision_id });
  const third = await inState(first.id, 'ready');
  assert.equal(third.chart_version, '1.1.0');
  assert.equal(third.available_version, null);

  const install = third.operations.find((one) => one.kind === 'install');
  await post(first.id, 'rollback', { operation_id: install.id });
  const back = await inState(first.id, 'ready');
  assert.equal(back.chart_version, '1.0.0');
  assert.equal(control.get('deployments.apps', 'shop', `${first.release_name}-web`).spec.replicas, 1);
  product = (await buyer.get('/v1/products/probe')).body;
});

test('an upgrade that fails leaves its cause, and one goes back to what ran', async () => {
  const workload = await deployed();
  control.fault('unpullable_image', { image: 'not-there' });
  await post(workload.id, 'upgrade', { answers: { replicas: '1', image: 'registry.example/not-there:1' } });
  const failed = await inState(workload.id, 'failed', 40_000);
  assert.match(failed.cause, /registry.example\/not-there:1 cannot be pulled/);
  const { id } = failed.operations.find((one) => one.state === 'succeeded');
  await post(workload.id, 'rollback', { operation_id: id });
  await inState(workload.id, 'ready');
});

test('a release that is removed leaves its volumes, unless one says so', async () => {
  for (const goes of [false, true]) {
    const workload = await deployed();
    const claim = `data-${workload.release_name}-store-0`;
    const { body } = await buyer.get(`/v1/workloads/${workload.id}/removal`);
    assert.deepEqual(body.volumes.map(({ name, gib }) => [name, gib]), [[claim, 1]]);
    await post(workload.id, 'removal', { remove_volumes: goes ? [claim] : [] });
    await inState(workload.id, 'removed');
    assert.equal((await buyer.get(`/v1/subscriptions/${workload.subscription_id}`)).body.state, 'cancelled');
    assert.equal(control.get('deployments.apps', 'shop', `${workload.release_name}-web`), undefined);
    assert.equal(Boolean(control.get('persistentvolumeclaims', 'shop', claim)), !goes);
    assert.deepEqual(releases(workload.release_name), []);
  }
});

test('a licence is in the cluster before the chart, and another one takes its place', async () => {
  const licensed = await publish(offer('licensed', '1.0.0', { licence: { secret_name: 'probe-licence', file_name: 'probe.key' } }));
  const draft = await configure({}, licensed);
  const refused = await order(draft, licensed);
  assert.equal(refused.status, 422);
  assert.equal(refused.body.errors[0].field, 'licence');
  control.requests().length = 0;
  const workload = await deployed({ licence: { text: 'holder: Acme' } }, licensed);
  const writes = control.requests().filter((one) => one.method !== 'GET').map((one) => one.url);
  const licence = writes.findIndex((url) => url.includes('/secrets/probe-licence'));
  const chart = writes.findIndex((url) => url.includes('/deployments'));
  assert.ok(licence >= 0 && licence < chart, writes.join('\n'));
  const stored = () => Buffer.from(control.get('secrets', 'shop', 'probe-licence').data['probe.key'], 'base64').toString();
  assert.equal(stored(), 'holder: Acme');
  const before = releases(workload.release_name).length;
  await post(workload.id, 'licence', { base64: Buffer.from('holder: Acme 2').toString('base64') });
  await eventually('another licence', () => stored() === 'holder: Acme 2');
  assert.equal(releases(workload.release_name).length, before, 'nothing was deployed anew');
  await post(workload.id, 'removal');
  await inState(workload.id, 'removed');
  assert.equal(control.get('secrets', 'shop', 'probe-licence'), undefined, 'it goes with the workload');
});

test('a deployment can be stopped, and then removed', async () => {
  control.fault('unready_image', { image: 'nginx-unprivileged' });
  const { id, release_name } = await begin();
  await eventually('objects', async () => (await read(id)).objects.length, 20_000);
  await post(id, 'stop');
  const stopped = await inState(id, 'failed', 8_000);
  assert.match(stopped.cause, /stopped it/);
  assert.equal(stopped.operations[0].state, 'cancelled');
  await post(id, 'removal');
  await inState(id, 'removed');
  assert.deepEqual(releases(release_name), []);
});

test('of two who deploy the same release one wins, and the other is told', async () => {
  const release_name = newRelease();
  const drafts = [await configure({ release_name }), await configure({ release_name })];
  const answers = await Promise.all(drafts.map((draft) => order(draft)));
  assert.deepEqual(answers.map((one) => one.status).sort(), [201, 409]);
  assert.equal(answers.find((one) => one.status === 409).body.code, 'release_taken');
  const { body } = await buyer.get(`/v1/workloads?q=${release_name}`);
  assert.equal(body.items.length, 1);
  await inState(body.items[0].id, 'ready');
  const changes = await Promise.all([1, 2].map(() => buyer.post(`/v1/workloads/${body.items[0].id}/upgrade`, {})));
  assert.deepEqual(changes.map((one) => one.status).sort(), [202, 409]);
  const told = changes.find((one) => one.status === 409).body;
  assert.equal(told.code, 'operation_in_progress');
  await inState(body.items[0].id, 'ready');
});

test("somebody else's release of the same name is left alone", async () => {
  const name = newRelease();
  control.leavePending('shop', name, { status: 'deployed' });
  const { id } = await begin({ release_name: name });
  assert.match((await inState(id, 'failed')).cause, /already/);
  assert.equal(releases(name).length, 1);
});

test('a server that limits, fails now and then, or is slow delays a deployment but does not end it', async () => {
  control.fault('limited', { times: 2 });
  control.fault('failing', { method: 'GET', times: 2 });
  control.fault('slow', { milliseconds: 300, times: 20 });
  const { id } = await begin();
  await inState(id, 'ready', 60_000);
});

test('a server that falls silent ends a deployment with a sentence; it goes on when the server is back', async () => {
  const { id, release_name } = await begin();
  await eventually('helm at work', () => releases(release_name).length, 20_000);
  control.fault('silent');
  await new Promise((go) => setTimeout(go, 3000));
  control.clearFaults();
  const ended = await eventually('an end', async () => {
    const workload = await read(id);
    return ['ready', 'failed'].includes(workload.state) && workload;
  }, 120_000);
  if (ended.state === 'failed') {
    assert.ok(ended.cause);
    await post(id, 'retry');
    await inState(id, 'ready', 60_000);
  }
});

test('who may only look sees a workload and changes nothing; other organizations see nothing', async () => {
  const workload = await deployed();
  const reporter = kontor.as('reporter');
  assert.equal((await reporter.get(`/v1/workloads/${workload.id}`)).status, 200);
  for (const what of ['upgrade', 'retry', 'stop', 'removal'])
    assert.equal((await reporter.post(`/v1/workloads/${workload.id}/${what}`)).status, 403);
  assert.equal((await kontor.as('seller').get(`/v1/workloads/${workload.id}`)).status, 404);
});

test('a kill -9 in the middle of a deployment is put right by the next start', async () => {
  control.fault('unready_image', { image: 'nginx-unprivileged' });
  const { id, release_name } = await begin();
  await eventually('helm at work', () => releases(release_name).some((one) => one.metadata.labels.status === 'pending-install'), 20_000);
  const gone = new Promise((done) => kontor.process.once('close', done));
  kontor.process.kill('SIGKILL');
  await gone;
  assert.equal(releases(release_name)[0].metadata.labels.status, 'pending-install', 'helm died with it');
  control.clearFaults();
  await start();
  const workload = await inState(id, 'ready', 100_000);
  assert.equal(workload.operations.length, 1);
  assert.deepEqual(releases(release_name).map((one) => one.metadata.labels.status), ['deployed']);
});

test('a release that is changed from outside is degraded, and says so', async () => {
  const workload = await deployed();
  const program = HELMS[GENERATION];
  const change = await helm(program, cluster.kubeconfig, ['-n', 'shop', 'upgrade', workload.release_name, CHART, '--reuse-values', '--set', 'replicas=2']);
  assert.equal(change.code, 0, change.err);
  const degraded = await inState(workload.id, 'degraded', 90_000);
  assert.match(degraded.cause, /changed outside of Kontor/);
});
