// A seller's chart or a customer's cluster that means harm: nothing of others is touched, nothing confidential is shown.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { eventually } from '../support/kontor.mjs';
import { offer, openShop, packed, PASSWORD } from './shop.mjs';

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

function hostileChart() {
  const folder = mkdtempSync(join(tmpdir(), 'chart-'));
  mkdirSync(join(folder, 'templates'));
  writeFileSync(join(folder, 'Chart.yaml'), 'apiVersion: v2\nname: hostile\nversion: 1.0.0\n');
  writeFileSync(join(folder, 'values.yaml'), 'replicas: 1\npassword: ""\nimage: registry.example/web:1\n');
  writeFileSync(join(folder, 'templates/objects.yaml'), OBJECTS);
  const base64 = packed('1.0.0', folder);
  rmSync(folder, { recursive: true });
  return { base64 };
}

const hostile = (slug, kubernetes = {}) => offer(slug, '1.0.0', { chart: hostileChart(), ...kubernetes });
const shop = openShop({}, () => hostile('hostile'));

test('a workload that never came to be takes nothing of others with it when it is removed', async () => {
  const name = shop.newRelease();
  shop.control.leavePending('shop', name, { status: 'deployed' });
  const { id } = await shop.begin({ release_name: name });
  assert.match((await shop.inState(id, 'failed')).cause, /already/);
  await shop.post(id, 'removal');
  await shop.inState(id, 'removed');
  assert.equal(shop.control.list('secrets', 'shop').filter((one) => one.metadata.labels?.name === name).length, 1);
});

test('a licence takes the place of no secret that somebody else made', async () => {
  const licensed = await shop.publish(hostile('licensed-hostile', { licence: { secret_name: 'database', file_name: 'password' } }));
  const theirs = { apiVersion: 'v1', kind: 'Secret', type: 'Opaque', metadata: { name: 'database', namespace: 'shop' }, data: { password: 'dGhlaXJz' } };
  shop.control.put(theirs);
  const { id } = await shop.begin({ licence: { text: 'mine' } }, licensed);
  assert.match((await shop.inState(id, 'failed')).cause, /secret database/);
  await shop.post(id, 'removal');
  await shop.inState(id, 'removed');
  assert.equal(shop.control.get('secrets', 'shop', 'database')?.data.password, 'dGhlaXJz');
});

test('what a chart says of a confidential answer is told without it', async () => {
  const password = `weak-${PASSWORD}`;
  const draft = await shop.configure({ confidential: { password } });
  assert.equal((await shop.buyer.post(`/v1/configurations/${draft.id}/preflight`)).status, 202);
  const done = await eventually('a check', async () => {
    const { body } = await shop.buyer.get(`/v1/configurations/${draft.id}/preflight`);
    return body.state === 'done' && body;
  }, 20_000);
  assert.match(JSON.stringify(done.findings), /too weak/);
  assert.ok(!JSON.stringify(done).includes(password), JSON.stringify(done));
});

test('a confidential answer is hidden in what was deployed, also after going back', async () => {
  const { id } = await shop.begin();
  const first = await shop.inState(id, 'ready');
  await shop.post(id, 'upgrade', { answers: { replicas: '2' } });
  await shop.inState(id, 'ready');
  await shop.post(id, 'rollback', { operation_id: first.operations[0].id });
  const { operations } = await shop.inState(id, 'ready');
  for (const one of operations) {
    const { body } = await shop.buyer.get(`/v1/workloads/${id}/manifest?operation=${one.id}`);
    assert.match(body, /\(hidden\)/, one.kind);
    assert.ok(!body.includes(PASSWORD), one.kind);
  }
});

test('what a cluster says of a confidential answer is told without it', async () => {
  shop.control.fault('unpullable_image', { image: PASSWORD });
  const { id } = await shop.begin({ answers: { image: `registry.example/${PASSWORD}:1` } });
  const failed = await shop.inState(id, 'failed');
  assert.match(failed.cause, /cannot be pulled/);
  const { body: events } = await shop.buyer.get('/v1/events?limit=200');
  assert.ok(!JSON.stringify(failed.objects).includes(PASSWORD), JSON.stringify(failed.objects));
  assert.ok(!JSON.stringify(events).includes(PASSWORD), 'events');
});

// Loopback addresses are held off by the kernel alone, where it can (Landlock 4).
const addressesElsewhere = () => {
  const outside = Object.values(networkInterfaces()).flat().find((one) => !one.internal && one.family === 'IPv4');
  const landlock = Number(/landlock=(\d+)/.exec(shop.kontor.log())?.[1] ?? 0);
  return [...(outside ? [outside.address] : []), ...(landlock >= 4 ? ['127.0.0.1'] : [])];
};

test('a cluster cannot send helm elsewhere', async (context) => {
  const asked = [];
  const inside = http.createServer((req, res) => (asked.push(req.url), res.end('{"secret":"of the inside"}')));
  await new Promise((done) => inside.listen(0, done));
  context.after(() => inside.close());
  for (const address of addressesElsewhere()) {
    shop.control.fault('redirecting', { path: '/version', location: `http://${address}:${inside.address().port}/inside`, times: 3 });
    const { id } = await shop.begin();
    await eventually('an end', async () => ['ready', 'failed'].includes((await shop.read(id)).state));
    shop.control.clearFaults();
  }
  assert.deepEqual(asked, []);
});
