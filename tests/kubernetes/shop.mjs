// A marketplace with a customer whose cluster is connected and a seller whose chart is on sale: what tests of
// deployments start from, one for each test program.
//
//     const shop = openShop();                                  // registers before, after and beforeEach
//     const workload = await shop.deployed();                   // ordered, and ready
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach } from 'node:test';
import { databaseSettings, eventually, startKontor } from '../support/kontor.mjs';
import { startCluster } from './double.mjs';
import { CHART, HELMS } from './helm.mjs';

export const PASSWORD = 'very-secret-31415';

/** The helm that Kontor works with. */
export const HELM = HELMS[process.env.KONTOR_TEST_HELM ?? 'helm 4'];

/** The chart in the folder, as helm packs it, in base64. */
export function packed(version, chart = CHART) {
  const folder = mkdtempSync(join(tmpdir(), 'chart-'));
  execFileSync(HELMS['helm 4'], ['package', chart, '--version', version, '--destination', folder], { env: { HOME: folder } });
  const bytes = readFileSync(join(folder, readdirSync(folder).find((name) => name.endsWith('.tgz'))));
  rmSync(folder, { recursive: true });
  return bytes.toString('base64');
}

const text = (en) => ({ en });

/** An offer of the probing chart, as a seller writes it. */
export const offer = (slug, version, kubernetes = {}) => ({
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

/** settings: environment of the marketplace, over what deployments need; sold: makes the offer of what is on sale. */
export function openShop(settings = {}, sold = undefined) {
  const shop = newShop(settings, sold);
  before(shop.start);
  after(shop.stop);
  beforeEach(() => shop.control.clearFaults());
  return shop;
}

/** The same for who starts and stops it. */
export function newShop(settings = {}, sold = () => offer('probe', '1.0.0')) {
  const shop = {};
  let clusterId, number = 0;

  async function startMarketplace() {
    shop.kontor = await startKontor({
      KONTOR_ALLOWED_ADDRESSES: '127.0.0.0/8', KONTOR_HELM: HELM, KONTOR_DEPLOYMENT_TIMEOUT: '8s', ...settings,
    });
    shop.buyer = shop.kontor.as('buyer');
  }

  shop.start = async () => {
    settings = { ...settings, ...(await databaseSettings()), KONTOR_DATA_FOLDER: mkdtempSync(join(tmpdir(), 'kontor-')) };
    shop.cluster = await startCluster({ readyAfter: 300 });
    shop.control = shop.cluster.control;
    await startMarketplace();
    const added = await shop.buyer.post('/v1/clusters', { name: 'mine', kubeconfig: shop.cluster.kubeconfig, namespaces: ['shop'] });
    assert.equal(added.status, 201, JSON.stringify(added.body));
    clusterId = added.body.id;
    await eventually('a cluster', async () => (await shop.buyer.get(`/v1/clusters/${clusterId}`)).body.state === 'ready');
    shop.product = await shop.publish(sold());
  };
  shop.stop = async () => {
    await Promise.all([shop.kontor?.stop({ keep: true }), shop.cluster?.stop()]);
    rmSync(settings.KONTOR_DATA_FOLDER, { recursive: true, force: true });
  };

  /** kill -9, and the same data again. between: what happens while nothing runs. */
  shop.restart = async (between) => {
    const gone = new Promise((done) => shop.kontor.process.once('close', done));
    shop.kontor.process.kill('SIGKILL');
    await gone;
    await between();
    await startMarketplace();
  };

  shop.publish = async (wanted) => {
    const operator = shop.kontor.as('operator');
    const answer = await operator.send('PUT', '/v1/offers', JSON.stringify(wanted));
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    return eventually(`${wanted.slug} on sale`, async () => {
      const { body } = await operator.get(`/v1/products/${wanted.slug}`);
      return body.product_version === wanted.version && body.can_be_ordered && body;
    }, 30_000);
  };

  shop.newRelease = () => `probe-${++number}`;

  shop.configure = async (wanted = {}, of = shop.product) => {
    const answer = await shop.buyer.post('/v1/configurations', {
      product: of.slug, plan_id: of.plans[0].id, cluster_id: clusterId, namespace: 'shop', release_name: shop.newRelease(),
      answers: { replicas: '1' }, confidential: { password: PASSWORD }, ...wanted,
    });
    assert.equal(answer.status, 201, JSON.stringify(answer.body));
    return answer.body;
  };

  shop.order = async (configuration, of = shop.product) => {
    const { body } = await shop.buyer.get(`/v1/products/${of.slug}/purchase`);
    return shop.buyer.post('/v1/orders', {
      plan_id: configuration.plan_id, accepted: body.agreements.map((one) => one.digest), configuration_id: configuration.id,
    });
  };

  shop.read = async (id) => (await shop.buyer.get(`/v1/workloads/${id}`)).body;

  shop.inState = (id, state, milliseconds = 30_000) =>
    eventually(`workload ${state}`, async () => {
      const workload = await shop.read(id);
      assert.ok(state === 'failed' || workload.state !== 'failed', workload.cause);
      return workload.state === state && workload;
    }, milliseconds);

  /** Orders and gives the workload as it is at first. */
  shop.begin = async (wanted, of = shop.product) => {
    const placed = await shop.order(await shop.configure(wanted, of), of);
    assert.equal(placed.status, 201, JSON.stringify(placed.body));
    const { body } = await shop.buyer.get('/v1/workloads?limit=200');
    const workload = body.items.find((one) => one.subscription_id === placed.body.subscription_id);
    return { ...workload, order_id: placed.body.id };
  };

  shop.deployed = async (wanted, of) => {
    const { id, order_id } = await shop.begin(wanted, of);
    return { ...(await shop.inState(id, 'ready')), order_id };
  };

  shop.orderState = (id, state) =>
    eventually(`order ${state}`, async () => (await shop.buyer.get(`/v1/orders/${id}`)).body.state === state);

  shop.post = async (id, what, body = {}) => {
    const answer = await shop.buyer.post(`/v1/workloads/${id}/${what}`, body);
    assert.equal(answer.status, 202, JSON.stringify(answer.body));
    return answer.body;
  };

  shop.releases = (name) =>
    shop.control.list('secrets', 'shop').filter((one) => one.metadata.labels?.owner === 'helm' && one.metadata.labels.name === name);

  return shop;
}
