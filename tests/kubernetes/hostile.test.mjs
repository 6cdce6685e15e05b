// A seller's chart or a customer's cluster that means harm: nothing of others is touched, nothing confidential is shown.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { databaseSettings, eventually, startKontor } from '../support/kontor.mjs';
import { startCluster } from './double.mjs';
import { HELMS } from './helm.mjs';

const PASSWORD = 'very-secret-27182';
const OBJECTS = `
{{- if hasPrefix "weak" .Values.password }}{{ fail (printf "The password %s is too weak." .Values.password) }}{{ end }}
apiVersion: apps/v1
kind: Deployment
metadata: { name: "{{ .Release.Name }}" }
spec:
  replicas: {{ .Values.replicas }}
  selector: { matchLabels: { app: "{{ .Release.Name }}" } }
  template:
    metadata: { labels: { app: "{{ .Release.Name }}" } }
    spec:
      containers:
        - { name: web, image: "{{ .Values.image }}", env: [{ name: PASSWORD, value: "{{ .Values.password }}" }] }
`;

let kontor, settings, cluster, control, buyer, clusterId, product, number = 0;

function packed() {
  const folder = mkdtempSync(join(tmpdir(), 'chart-'));
  mkdirSync(join(folder, 'hostile/templates'), { recursive: true });
  writeFileSync(join(folder, 'hostile/Chart.yaml'), 'apiVersion: v2\nname: hostile\nversion: 1.0.0\n');
  writeFileSync(join(folder, 'hostile/values.yaml'), 'replicas: 1\npassword: ""\nimage: registry.example/web:1\n');
  writeFileSync(join(folder, 'hostile/templates/objects.yaml'), OBJECTS);
  execFileSync(HELMS['helm 4'], ['package', join(folder, 'hostile'), '--destination', folder], { env: { HOME: folder } });
  const bytes = readFileSync(join(folder, readdirSync(folder).find((name) => name.endsWith('.tgz'))));
  rmSync(folder, { recursive: true });
  return bytes.toString('base64');
}

const text = (en) => ({ en });
const offer = (slug, kubernetes = {}) => ({
  slug, name: `Hostile ${slug}`, seller: 'dunbrack', category: 'business-applications', service_type: 'kubernetes',
  licence_type: kubernetes.licence ? 'byol' : 'free', version: '1.0.0', short_description: text('Hostile.'), description: text('Hostile in all ways.'),
  plans: [{ code: 'free', name: 'Free' }],
  kubernetes: {
    chart: { base64: packed() },
    form: [
      { path: 'replicas', label: text('Replicas'), kind: 'text' },
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
    return body.can_be_ordered && body;
  }, 30_000);
}

before(async () => {
  settings = { ...(await databaseSettings()), KONTOR_DATA_FOLDER: mkdtempSync(join(tmpdir(), 'kontor-')) };
  cluster = await startCluster({ readyAfter: 100 });
  control = cluster.control;
  kontor = await startKontor({
    ...settings, KONTOR_ALLOWED_ADDRESSES: '127.0.0.0/8', KONTOR_HELM: HELMS[process.env.KONTOR_TEST_HELM ?? 'helm 4'], KONTOR_DEPLOYMENT_TIMEOUT: '8s',
  });
  buyer = kontor.as('buyer');
  const added = await buyer.post('/v1/clusters', { name: 'mine', kubeconfig: cluster.kubeconfig, namespaces: ['shop'] });
  assert.equal(added.status, 201, JSON.stringify(added.body));
  clusterId = added.body.id;
  await eventually('a cluster', async () => (await buyer.get(`/v1/clusters/${clusterId}`)).body.state === 'ready', 20_000);
  product = await publish(offer('hostile'));
});
after(async () => {
  await Promise.all([kontor?.stop({ keep: true }), cluster?.stop()]);
  rmSync(settings.KONTOR_DATA_FOLDER, { recursive: true, force: true });
});
beforeEach(() => control.clearFaults());

const newRelease = () => `hostile-${++number}`;

async function configure(wanted = {}, of = product) {
  const answer = await buyer.post('/v1/configurations', {
    product: of.slug, plan_id: of.plans[0].id, cluster_id: clusterId, namespace: 'shop', release_name: newRelease(),
    answers: { replicas: '1' }, confidential: { password: PASSWORD }, ...wanted,
  });
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
  return answer.body;
}

async function begin(wanted, of = product) {
  const configuration = await configure(wanted, of);
  const { body } = await buyer.get(`/v1/products/${of.slug}/purchase`);
  const placed = await buyer.post('/v1/orders', {
    plan_id: configuration.plan_id, accepted: body.agreements.map((one) => one.digest), configuration_id: configuration.id,
  });
  assert.equal(placed.status, 201, JSON.stringify(placed.body));
  const { body: all } = await buyer.get('/v1/workloads?limit=200');
  return all.items.find((one) => one.subscription_id === placed.body.subscription_id);
}

const read = async (id) => (await buyer.get(`/v1/workloads/${id}`)).body;
const inState = (id, state) =>
  eventually(`workload ${state}`, async () => {
    const workload = await read(id);
    assert.ok(state === 'failed' || workload.state !== 'failed', workload.cause);
    return workload.state === state && workload;
  }, 40_000);
const post = async (id, what, body = {}) => {
  const answer = await buyer.post(`/v1/workloads/${id}/${what}`, body);
  assert.equal(answer.status, 202, JSON.stringify(answer.body));
};

test('a workload that never came to be takes nothing of others with it when it is removed', async () => {
  const name = newRelease();
  control.leavePending('shop', name, { status: 'deployed' });
  const { id } = await begin({ release_name: name });
  assert.match((await inState(id, 'failed')).cause, /already/);
  await post(id, 'removal');
  await inState(id, 'removed');
  assert.equal(control.list('secrets', 'shop').filter((one) => one.metadata.labels?.name === name).length, 1);
});

test('a licence takes the place of no secret that somebody else made', async () => {
  const licensed = await publish(offer('licensed-hostile', { licence: { secret_name: 'database', file_name: 'password' } }));
  const theirs = { apiVersion: 'v1', kind: 'Secret', type: 'Opaque', metadata: { name: 'database', namespace: 'shop' }, data: { password: 'dGhlaXJz' } };
  control.put(theirs);
  const { id } = await begin({ licence: { text: 'mine' } }, licensed);
  assert.match((await inState(id, 'failed')).cause, /secret database/);
  await post(id, 'removal');
  await inState(id, 'removed');
  assert.equal(control.get('secrets', 'shop', 'database')?.data.password, 'dGhlaXJz');
});

test('what a chart says of a confidential answer is told without it', async () => {
  const password = `weak-${PASSWORD}`;
  const draft = await configure({ confidential: { password } });
  assert.equal((await buyer.post(`/v1/configurations/${draft.id}/preflight`)).status, 202);
  const done = await eventually('a check', async () => {
    const { body } = await buyer.get(`/v1/configurations/${draft.id}/preflight`);
    return body.state === 'done' && body;
  }, 20_000);
  assert.match(JSON.stringify(done.findings), /too weak/);
  assert.ok(!JSON.stringify(done).includes(password), JSON.stringify(done));
});

test('a confidential answer is hidden in what was deployed, also after going back', async () => {
  const { id } = await begin();
  const first = await inState(id, 'ready');
  await post(id, 'upgrade', { answers: { replicas: '2' } });
  await inState(id, 'ready');
  await post(id, 'rollback', { operation_id: first.operations[0].id });
  const { operations } = await inState(id, 'ready');
  for (const one of operations) {
    const { body } = await buyer.get(`/v1/workloads/${id}/manifest?operation=${one.id}`);
    assert.match(body, /\(hidden\)/, one.kind);
    assert.ok(!body.includes(PASSWORD), one.kind);
  }
});

test('what a cluster says of a confidential answer is told without it', async () => {
  control.fault('unpullable_image', { image: PASSWORD });
  const { id } = await begin({ answers: { image: `registry.example/${PASSWORD}:1` } });
  const failed = await inState(id, 'failed');
  assert.match(failed.cause, /cannot be pulled/);
  const { body: events } = await buyer.get('/v1/events?limit=200');
  assert.ok(!JSON.stringify(failed.objects).includes(PASSWORD), JSON.stringify(failed.objects));
  assert.ok(!JSON.stringify(events).includes(PASSWORD), 'events');
});

// Loopback addresses are held off by the kernel alone, where it can (Landlock 4).
const addressesElsewhere = () => {
  const outside = Object.values(networkInterfaces()).flat().find((one) => !one.internal && one.family === 'IPv4');
  const landlock = Number(/landlock=(\d+)/.exec(kontor.log())?.[1] ?? 0);
  return [...(outside ? [outside.address] : []), ...(landlock >= 4 ? ['127.0.0.1'] : [])];
};

test('a cluster cannot send helm elsewhere', async (context) => {
  const asked = [];
  const inside = http.createServer((req, res) => (asked.push(req.url), res.end('{"secret":"of the inside"}')));
  await new Promise((done) => inside.listen(0, done));
  context.after(() => inside.close());
  for (const address of addressesElsewhere()) {
    control.fault('redirecting', { path: '/version', location: `http://${address}:${inside.address().port}/inside`, times: 3 });
    const { id } = await begin();
    await eventually('an end', async () => ['ready', 'failed'].includes((await read(id)).state), 60_000);
    control.clearFaults();
  }
  assert.deepEqual(asked, []);
});
