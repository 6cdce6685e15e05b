// A seller's chart on its way into the catalogue: fetched from a repository, checked by helm, shown to the reviewer,
// published; and what infrastructure costs.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { databaseSettings, eventually, run, startKontor } from '../support/kontor.mjs';

let kontor, operator, repository, folder;
const files = new Map(); // what the repository serves

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kontor-charts-'));
  repository = createServer((req, res) => {
    const file = files.get(req.url);
    res.writeHead(file ? 200 : 404).end(file);
  });
  await new Promise((done) => repository.listen(0, '127.0.0.1', done));
  kontor = await startKontor({ ...(await databaseSettings()), KONTOR_ALLOWED_ADDRESSES: '127.0.0.0/8' });
  operator = kontor.as('operator');
});
after(async () => {
  await kontor?.stop();
  repository.close();
  await rm(folder, { recursive: true, force: true });
});

const address = () => `http://127.0.0.1:${repository.address().port}`;

async function pack(name, templates, change = async () => {}) {
  const chart = join(folder, name);
  await mkdir(join(chart, 'templates'), { recursive: true });
  await writeFile(join(chart, 'Chart.yaml'), `apiVersion: v2\nname: ${name}\nversion: 1.0.0\n`);
  await writeFile(join(chart, 'values.yaml'), 'replicas: 1\npassword: ""\n');
  for (const [file, text] of Object.entries(templates)) await writeFile(join(chart, 'templates', file), text);
  await change(chart);
  await run('tar', ['-C', folder, '-czf', `${chart}.tgz`, name]);
  return readFile(`${chart}.tgz`);
}

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata: {name: {{ .Release.Name }}}
spec:
  replicas: {{ .Values.replicas }}
  selector: {matchLabels: {app: {{ .Release.Name }}}}
  template:
    metadata: {labels: {app: {{ .Release.Name }}}}
    spec:
      containers:
        - name: web
          image: registry.example/web:1
          resources: {requests: {cpu: 250m, memory: 128Mi}}
`;
const secret = `apiVersion: v1
kind: Secret
metadata: {name: {{ .Release.Name }}}
stringData: {password: {{ required "password is needed" .Values.password | quote }}}
`;

const offer = (slug, chart) => ({
  slug, name: slug, seller: 'modrotisk', category: 'databases', service_type: 'kubernetes', licence_type: 'free',
  version: '1', short_description: { en: 'Short' }, description: { en: 'Long' },
  plans: [{ code: 'free', name: 'Free', prices: [{ kind: 'recurring', period: 'month', amount: '0' }] }],
  kubernetes: {
    chart,
    form: [
      { path: 'replicas', label: { en: 'Replicas' }, default: 2, pattern: '[1-9]' },
      { path: 'password', label: { en: 'Password' }, required: true, confidential: true, generate: true },
    ],
  },
});

const decided = (revision) =>
  eventually('the chart was decided on', async () => {
    const { body } = await operator.get(`/v1/operator/revisions/${revision}/chart`);
    return body.state !== 'pending' && body;
  }, 240_000); // one of them uses up all the time that a chart has, beside other tests

test('a chart from a repository is checked, shown to the operator without secrets, and published', async () => {
  const tgz = await pack('web', { 'deployment.yaml': deployment, 'secret.yaml': secret });
  const digest = createHash('sha256').update(tgz).digest('hex');
  files.set('/index.yaml', `apiVersion: v1\nentries:\n  web:\n    - version: 1.0.0\n      urls: [web-1.0.0.tgz]\n      digest: ${digest}\n`);
  files.set('/web-1.0.0.tgz', tgz);
  const applied = await operator.put('/v1/offers', offer('test-web', { repository: address(), name: 'web', version: '1.0.0' }));
  assert.equal(applied.status, 200, JSON.stringify(applied.body));
  assert.equal(applied.body.state, 'approved');
  const chart = await decided(applied.body.revision_id);
  assert.deepEqual([chart.state, chart.problem, chart.digest], ['ready', null, digest]);
  assert.deepEqual(chart.inspection.images, ['registry.example/web:1']);
  assert.deepEqual([chart.inspection.cpu_milli, chart.inspection.memory_mib], [500, 256]);
  assert.match(chart.manifest, /password: "\(hidden\)"/);
  const product = await eventually('it is published', async () => {
    const { status, body } = await kontor.visitor.get('/v1/products/test-web');
    return status === 200 && body;
  });
  assert.deepEqual([product.kubernetes.chart_name, product.kubernetes.chart_version], ['web', '1.0.0']);
  assert.deepEqual(product.kubernetes.form.map((field) => field.default), [2, null]);
  assert.equal((await kontor.visitor.get(`/v1/files/${digest}`)).status, 404, 'nobody downloads a chart');
});

test('hostile charts are refused with what is wrong, and their revisions wait', async () => {
  files.set('/link.tgz', await pack('link', { 'a.yaml': 'a: b\n' }, (chart) => symlink('/etc/passwd', join(chart, 'files'))));
  files.set('/bomb.tgz', await pack('bomb', { 'a.yaml': '{{ range until 99999 }}{{ range until 99999 }}{{ range until 99999 }}x{{ end }}{{ end }}{{ end }}' }));
  files.set('/zeros.tgz', await pack('zeros', {}, (chart) => writeFile(join(chart, 'big'), Buffer.alloc(101 * 1024 * 1024))));
  const reasons = { link: /has a link/, bomb: /more memory or time/, zeros: /too big/ };
  for (const [name, reason] of Object.entries(reasons)) {
    const applied = await operator.put('/v1/offers', offer(`test-${name}`, { repository: `${address()}/${name}.tgz` }));
    const chart = await decided(applied.body.revision_id);
    assert.equal(chart.state, 'refused', name);
    assert.match(chart.problem, reason);
    assert.equal((await kontor.visitor.get(`/v1/products/test-${name}`)).status, 404);
  }
});

test('a chart that came too late is fetched again when the operator asks', async () => {
  const applied = await operator.put('/v1/offers', offer('test-late', { repository: `${address()}/late.tgz` }));
  assert.equal((await decided(applied.body.revision_id)).state, 'refused');
  files.set('/late.tgz', await pack('late', { 'deployment.yaml': deployment }));
  const retry = await operator.post(`/v1/operator/revisions/${applied.body.revision_id}/chart/retry`);
  assert.equal(retry.status, 202);
  assert.equal((await decided(applied.body.revision_id)).state, 'ready');
});

test('the operator sets what infrastructure costs', async () => {
  const before = (await operator.get('/v1/operator/infrastructure-prices')).body;
  assert.ok(before.items.some((price) => price.kind === 'cpu' && price.rate.currency === 'EUR'));
  const items = [...before.items, { kind: 'disk', storage_class: 'fast', rate: { micros: 99000, per: 1, currency: 'EUR' } }];
  const { status, body } = await operator.put('/v1/operator/infrastructure-prices', { items });
  assert.equal(status, 200, JSON.stringify(body));
  assert.equal(body.items.length, before.items.length + 1);
  assert.equal((await kontor.as('buyer').get('/v1/operator/infrastructure-prices')).status, 403);
});
