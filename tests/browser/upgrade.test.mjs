// The demo's customer has a workload whose product has a newer version: what changes is seen first, and one can go back.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { startCluster } from '../kubernetes/double.mjs';
import { HELMS } from '../kubernetes/helm.mjs';
import { eventually } from '../support/kontor.mjs';
import { open, settled, startJourneys } from './browser.mjs';
import { isForEverybody } from './everybody.mjs';

const LONG = 60_000;
const cluster = await startCluster({ readyAfter: 1500 });
const folder = mkdtempSync(join(tmpdir(), 'kubeconfig-'));
after(async () => {
  await cluster.stop();
  rmSync(folder, { recursive: true });
});
const kubeconfig = join(folder, 'kubeconfig');
await writeFile(kubeconfig, cluster.kubeconfig);
const { kontor, browser } = await startJourneys(
  { KONTOR_ALLOWED_ADDRESSES: '127.0.0.0/8', KONTOR_HELM: HELMS['helm 4'] }, ['--kubeconfig', kubeconfig]);
const inside = (path) => `/o/${kontor.persons.buyer.organization_id}${path}`;
const buyer = kontor.as('buyer');
const page = await browser.signedIn('buyer');
const button = (name) => page.getByRole('button', { name, exact: true });
const state = (name) => page.locator('header, main').getByText(name, { exact: true }).first();
const image = () => cluster.control.list('deployments.apps', 'shop').find((one) => one.metadata.name === 'dam')?.spec.template.spec.containers[0].image;

test('a workload says that a newer version of it is there', async () => {
  await eventually('a newer version', async () => {
    const { body } = await buyer.get('/v1/workloads');
    return body.items[0]?.state === 'ready' && body.items[0].available_version;
  }, LONG);
  assert.match(image(), /1\.27\.5/);
  await open(page, inside('/workloads'));
  await page.getByRole('row', { name: /Dam before the shop/ }).getByText('3.1.0 is available').waitFor();
  await isForEverybody(page);
});

test('Ctrl-K finds a workload and a cluster by their names', async () => {
  const find = async (words, option) => {
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').getByRole('combobox').fill(words);
    await page.getByRole('dialog').getByRole('option', { name: option }).click();
  };
  await find('nothing really', /Cluster/);
  await page.waitForURL(/\/clusters\/clu_/);
  await find('dam before', /Workload in shop/);
  await page.waitForURL(/\/workloads\/wkl_/);
  await page.getByRole('heading', { level: 1, name: 'Dam before the shop' }).waitFor();
});

test('before upgrading, old defaults, one’s own and new defaults stand beside each other', async () => {
  await page.getByText('3.0.0, and 3.1.0 is available').waitFor();
  await isForEverybody(page);
  await page.getByRole('link', { name: /^Upgrade/ }).click();
  await settled(page);
  const row = (name) => page.getByRole('table', { name: 'What changes' }).getByRole('row').filter({ has: page.getByText(name, { exact: true }) });
  assert.match(await row('limit.perSecond').innerText(), /conflict\s+20\s+100\s+50/);
  assert.match(await row('limit.burst').innerText(), /–\s+–\s+100/);
  await page.getByText('Your own value stays unless you change it below.').waitFor();
  await isForEverybody(page);
});

test('the upgrade is deployed with one’s own values, and one rolls back to what ran', async () => {
  await button('Upgrade now').click();
  await state('Being upgraded').waitFor({ timeout: LONG });
  await eventually('the new image', () => /1\.28\.0/.test(image()), LONG);
  await page.getByRole('button', { name: /^Roll back to/ }).waitFor({ timeout: LONG });
  const limits = () => cluster.control.list('configmaps', 'shop').find((one) => one.metadata.name === 'dam').data['default.conf.template'];
  assert.match(limits(), /rate=100r\/s/);
  assert.equal(await page.getByText('3.0.0, and 3.1.0 is available').count(), 0);
  await page.getByRole('button', { name: /^Roll back to/ }).click();
  await button('Yes, roll back').click();
  await state('Being rolled back').waitFor({ timeout: LONG });
  await eventually('the image before', () => /1\.27\.5/.test(image()), LONG);
  await page.getByText('3.0.0, and 3.1.0 is available').waitFor({ timeout: LONG });
});
