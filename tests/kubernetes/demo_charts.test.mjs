// The charts of the demo products install on a cluster that enforces the strictest Pod Security, with both helms.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { join, resolve } from 'node:path';
import { startCluster } from './double.mjs';
import { HELMS, helm } from './helm.mjs';

const offers = resolve(import.meta.dirname, '../../offers/demo');
const PASSWORD = 'not-so-secret-1';

// chart → the values that a customer must give.
const CHARTS = {
  'almazara/charts/mesa': { host: 'mesa.example.org', admin: { user: 'admin', password: PASSWORD }, postgresql: { host: 'db:5432', database: 'shop', user: 'reader', password: PASSWORD } },
  'dunbrack/charts/parcel': { code: PASSWORD, service: { type: 'LoadBalancer' } },
  'isvik/charts/ekko': { password: PASSWORD, persistence: { size: '1Gi', storageClass: 'csi-disk-topology' } },
  'modrotisk/charts/trojice': { password: PASSWORD, apart: true },
  'traghetto/charts/diga': { behind: 'shop:8080', service: { type: 'LoadBalancer' } },
  'traghetto/charts/earlier/diga': { behind: 'shop:8080', service: { type: 'LoadBalancer' } },
};

let cluster;
before(async () => (cluster = await startCluster({ readyAfter: 50 })));
after(() => cluster.stop());

for (const [chart, values] of Object.entries(CHARTS))
  for (const [name, program] of Object.entries(HELMS)) {
    const product = chart.split('/charts/').at(-1).replace('/', '-');
    test(`${product} installs with ${name}, and leaves with it`, async () => {
      const { control } = cluster, namespace = `${product}-${name.replace(' ', '')}`;
      control.put({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } });
      control.setPodSecurity(namespace, 'restricted');
      const licence = { 'parcel.licence': Buffer.from('holder: Acme\nuntil: 2999-12-31\n').toString('base64') };
      control.put({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'parcel-licence', namespace }, data: licence });
      const run = (args) => helm(program, cluster.kubeconfig, ['-n', namespace, ...args], args[0] === 'upgrade' ? { values } : {});
      const installed = await run(['upgrade', '--install', 'demo', join(offers, chart), '--wait', '--timeout', '20s']);
      assert.equal(installed.code, 0, installed.err);
      const pods = control.list('pods', namespace).filter((pod) => pod.status.phase === 'Running');
      assert.ok(pods.length);
      for (const pod of pods) for (const container of pod.spec.containers) assert.ok(container.resources.requests.cpu, 'says what it needs');
      assert.ok(!installed.out.includes(PASSWORD), 'the notes name no password');
      const removed = await run(['uninstall', 'demo', '--wait', '--timeout', '20s']);
      assert.equal(removed.code, 0, removed.err);
      assert.deepEqual(control.list('pods', namespace), []);
    });
  }
