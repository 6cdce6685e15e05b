// A customer deploys charts into a cluster of its own: real helm against the double of the Kubernetes API.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startCluster } from '../kubernetes/double.mjs';
import { HELMS } from '../kubernetes/helm.mjs';
import { offer } from '../kubernetes/shop.mjs';
import { eventually } from '../support/kontor.mjs';
import { open, settled, startJourneys } from './browser.mjs';
import { isForEverybody } from './everybody.mjs';

const cluster = await startCluster({ readyAfter: 1500 });
after(() => cluster.stop());
const { kontor, browser } = await startJourneys({
  KONTOR_ALLOWED_ADDRESSES: '127.0.0.0/8', KONTOR_HELM: HELMS['helm 4'], KONTOR_DEPLOYMENT_TIMEOUT: '8s',
});
const LONG = 60_000;
const inside = (person, page) => `/o/${kontor.persons[person].organization_id}${page}`;
const buyer = kontor.as('buyer');
const page = await browser.signedIn('buyer');
const button = (name) => page.getByRole('button', { name, exact: true });
const state = (name) => page.locator('header, main').getByText(name, { exact: true }).first();

test('a cluster is added by kubeconfig; what is not taken is refused with a reason', async () => {
  await open(page, inside('buyer', '/clusters'));
  await isForEverybody(page);
  await page.getByRole('link', { name: 'Add a cluster' }).first().click();
  await settled(page);
  await isForEverybody(page);
  await page.locator('[name=name]').fill('production');
  await page.getByRole('textbox', { name: 'Namespaces' }).fill('shop tools');
  await page.getByRole('textbox', { name: 'Kubeconfig' }).fill(cluster.kubeconfig.replace(/client-certificate-data: \S+/, 'client-certificate: /etc/passwd'));
  await button('Add the cluster').click();
  await page.getByRole('alert').getByText(/Kontor reads no files of yours/).waitFor();
  await isForEverybody(page);
  await page.getByRole('textbox', { name: 'Kubeconfig' }).fill(cluster.kubeconfig);
  await button('Add the cluster').click();
  await page.getByRole('heading', { level: 1, name: 'production' }).waitFor();
  await state('Ready').waitFor({ timeout: LONG });
  await page.getByText('deployments.apps').first().waitFor();
  await page.getByText('Free memory').waitFor();
  await isForEverybody(page);
});

const onSale = (slug) => eventually(`${slug} on sale`, async () => {
  const { body } = await kontor.visitor.get(`/v1/products/${slug}`);
  return body.can_be_ordered && body;
}, LONG);

/** From the product's page to a draft with its target. */
async function configure(slug, release) {
  await onSale(slug);
  await open(page, `/products/${slug}`);
  await page.getByRole('link', { name: 'Configure to deploy' }).click();
  await settled(page);
  await button('Configure').click();
  const target = page.getByRole('group', { name: 'Target' });
  await target.getByLabel('Cluster').waitFor();
  const value = await target.getByLabel('Cluster').locator('option', { hasText: 'production' }).getAttribute('value');
  await target.getByLabel('Cluster').selectOption(value);
  await target.getByLabel('Namespace', { exact: false }).selectOption('shop');
  await target.getByLabel('Release name').fill(release);
}

async function checked(words) {
  await page.getByText('All changes are saved').waitFor();
  await page.getByRole('region', { name: 'Check' }).getByRole('button').click();
  await page.getByText(words).first().waitFor({ timeout: LONG });
}

async function deploy() {
  for (const box of await page.getByRole('group', { name: 'Agreements' }).getByRole('checkbox').all()) await box.check();
  await button('Deploy now').click();
  await page.waitForURL(/\/workloads\/wkl_/);
}

test('a product is configured, checked and deployed, and one sees it come', async () => {
  await configure('almazara-mesa', 'figures');
  await checked('Error');
  assert.ok(await button('Deploy now').isDisabled(), 'not before the check is without errors');
  await isForEverybody(page);
  await page.getByRole('textbox', { name: 'Host name' }).fill('No Host');
  await page.getByText('A host name has small letters').waitFor();
  await page.getByRole('textbox', { name: 'Host name' }).fill('figures.example.org');
  await page.getByRole('button', { name: /^Generate/ }).first().click();
  await checked('Nothing is in the way');
  await page.getByText('Together').waitFor();
  await isForEverybody(page);
  await button('Edit as YAML').click();
  const values = page.getByLabel('Values');
  assert.match(await values.inputValue(), /figures\.example\.org/);
  await values.fill((await values.inputValue()).replace('figures.example.org', 'numbers.example.org'));
  await button('Use these values').click();
  await button('Edit as a form').click();
  await page.waitForFunction(() => document.querySelector('[name="answers.host"]')?.value === 'numbers.example.org');
  await checked('Nothing is in the way');
  await deploy();
  await page.getByText(/Usually/).waitFor({ timeout: LONG });
  await state('Ready').waitFor({ timeout: LONG });
  await page.getByRole('heading', { name: 'How to use it' }).waitFor();
  await page.getByText('numbers.example.org').first().waitFor();
  await isForEverybody(page);
});

test('what a colleague changes at the same time is told, and nothing is lost', async () => {
  const { body: product } = await buyer.get('/v1/products/almazara-mesa');
  const { body: draft } = await buyer.post('/v1/configurations', { product: product.slug, plan_id: product.plans[0].id, answers: { host: 'first.example.org' } });
  await open(page, inside('buyer', `/configurations/${draft.id}`));
  const host = page.getByRole('textbox', { name: 'Host name' });
  const patch = '**/v1/configurations/*';
  let isHeld = false, hold, held = new Promise((done) => (hold = done));
  await page.route(patch, async (route) => {
    if (isHeld || route.request().method() !== 'PATCH') return route.continue();
    isHeld = true;
    hold();
    await buyer.send('PATCH', `/v1/configurations/${draft.id}`, { answers: { host: 'theirs.example.org' } });
    return route.continue();
  });
  await host.fill('mine.example.org');
  await held;
  await page.getByText('theirs.example.org').waitFor();
  assert.equal(await host.inputValue(), 'mine.example.org');
  await button('Take the other').click();
  await page.getByText('All changes are saved').waitFor();
  assert.equal(await host.inputValue(), 'theirs.example.org');
});

test('settings are changed, the difference is shown, and one rolls back', async () => {
  await open(page, inside('buyer', '/workloads'));
  await isForEverybody(page);
  await page.getByRole('main').getByRole('link', { name: 'Almazara Mesa' }).click();
  await page.getByRole('link', { name: 'Change settings' }).click();
  await page.getByRole('textbox', { name: 'Host name' }).fill('other.example.org');
  await isForEverybody(page);
  await button('Deploy the changes').click();
  await state('Being upgraded').waitFor({ timeout: LONG });
  await state('Ready').waitFor({ timeout: LONG });
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await button('Show what it changed').click();
  await page.getByText(/^\+ .*other\.example\.org/).first().waitFor();
  await isForEverybody(page);
  await page.getByRole('button', { name: /^Roll back to/ }).click();
  await button('Yes, roll back').click();
  await state('Being rolled back').waitFor({ timeout: LONG });
  await state('Ready').waitFor({ timeout: LONG });
});

test('a failed deployment says why, and the next try succeeds', async () => {
  cluster.control.fault('unpullable_image', { image: '' });
  await configure('modrotisk-trojice', 'triple');
  for (const one of await page.getByRole('button', { name: /^Generate/ }).all()) await one.click();
  await checked('Nothing is in the way');
  await deploy();
  await page.getByRole('alert').getByText(/cannot be pulled/).waitFor({ timeout: LONG });
  await isForEverybody(page);
  cluster.control.clearFaults();
  await button('Try again').click();
  await state('Ready').waitFor({ timeout: LONG });
});

test('one’s own licence is needed, and can be replaced later', async () => {
  await configure('dunbrack-parcel', 'parcel');
  for (const one of await page.getByRole('button', { name: /^Generate/ }).all()) await one.click();
  const required = page.locator('input[required][name^="answers."]');
  for (const one of await required.all()) if (!(await one.inputValue())) await one.fill('parcel.example.org');
  await page.getByLabel('Text of the licence').fill('LICENCE-1');
  await button('Use this licence').click();
  await page.getByText('A licence is here').waitFor();
  await checked('Nothing is in the way');
  await deploy();
  await state('Ready').waitFor({ timeout: LONG });
  const licences = () => cluster.control.list('secrets', 'shop').flatMap((one) => Object.values(one.data ?? {})
    .map((data) => Buffer.from(data, 'base64').toString()));
  assert.ok(licences().includes('LICENCE-1'));
  await button('Replace the licence').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Text of the licence').fill('LICENCE-2');
  await dialog.getByRole('button', { name: 'Replace the licence' }).click();
  await eventually('the new licence', () => licences().includes('LICENCE-2'), LONG);
});

test('a reporter sees everything and changes nothing', async () => {
  const reporter = await browser.signedIn('reporter');
  await open(reporter, inside('reporter', '/workloads'));
  await reporter.getByRole('main').getByRole('link', { name: 'Almazara Mesa' }).click();
  await settled(reporter);
  await reporter.getByRole('heading', { name: 'History' }).waitFor();
  for (const name of [/Remove/, /Roll back/, /Stop/, /Try again/]) assert.equal(await reporter.getByRole('button', { name }).count(), 0);
  assert.equal(await reporter.getByRole('link', { name: 'Change settings' }).count(), 0);
  await open(reporter, inside('reporter', '/clusters'));
  assert.equal(await reporter.getByRole('link', { name: 'Add a cluster' }).count(), 0);
  await open(reporter, inside('reporter', '/clusters/new'));
  await reporter.getByText('You may not use this page').waitFor();
  await reporter.context().close();
});

test('a workload is removed, with the choice what becomes of its volumes', async () => {
  await open(page, inside('buyer', '/workloads'));
  await page.getByRole('main').getByRole('link', { name: 'Almazara Mesa' }).click();
  await settled(page);
  await page.getByRole('link', { name: 'Almazara Mesa' }).last().waitFor();
  await button('Remove…').click();
  await page.getByRole('dialog').getByText('The subscription ends.').waitFor();
  await isForEverybody(page);
  for (const box of await page.getByRole('dialog').getByRole('checkbox').all()) await box.check();
  await button('Yes, remove it').click();
  await state('Removed').waitFor({ timeout: LONG });
});

test('a seller tests a revision in a cluster of its own, and the operator who reviews it sees what came of it', async () => {
  const api = kontor.as('seller');
  const answer = await api.send('PUT', '/v1/offers', JSON.stringify({ ...offer('trial', '1.0.0'), seller: 'almanac' }));
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  const seller = await browser.signedIn('seller');
  await open(seller, inside('seller', '/products'));
  await isForEverybody(seller);
  await seller.getByRole('main').getByRole('link', { name: 'Probe trial' }).click();
  await seller.getByText('You have no cluster').waitFor();
  await isForEverybody(seller);
  const { body: bench } = await api.post('/v1/clusters', { name: 'bench', kubeconfig: cluster.kubeconfig, namespaces: ['trial'] });
  await eventually('what a test needs', async () =>
    (await api.get(`/v1/seller/revisions/${answer.body.revision_id}/tests`)).body.can_deploy, LONG);
  await seller.reload();
  await seller.getByText('Not tested yet').waitFor();
  await seller.getByRole('button', { name: 'Configure a test' }).click();
  const target = seller.getByRole('group', { name: 'Target' });
  await target.getByLabel('Cluster').waitFor();
  await target.getByLabel('Cluster').selectOption(bench.id);
  await target.getByLabel('Namespace', { exact: false }).selectOption('trial');
  await target.getByLabel('Release name').fill('first-trial');
  await seller.getByRole('textbox', { name: 'Password' }).fill('very-secret-31415');
  await seller.getByText('All changes are saved').waitFor();
  assert.ok(await seller.getByRole('button', { name: 'Deploy the test' }).isDisabled(), 'not before it was checked');
  await seller.getByRole('button', { name: 'Check', exact: true }).click();
  await seller.getByText('Nothing is in the way').waitFor({ timeout: LONG });
  await seller.getByText(/After 4 h it is removed with its volumes/).waitFor();
  await isForEverybody(seller);
  await seller.getByRole('button', { name: 'Deploy the test' }).click();
  await seller.waitForURL(/\/workloads\/wkl_/);
  await seller.getByRole('heading', { level: 1, name: 'Test of Probe trial' }).waitFor();
  await seller.locator('header, main').getByText('Ready', { exact: true }).first().waitFor({ timeout: LONG });
  await isForEverybody(seller);
  await seller.getByRole('button', { name: 'Remove…' }).click();
  await seller.getByRole('dialog').getByText('what came of the test stays', { exact: false }).waitFor();
  await seller.getByRole('button', { name: 'Yes, remove it' }).click();
  await seller.locator('header, main').getByText('Removed', { exact: true }).first().waitFor({ timeout: LONG });
  await seller.getByRole('link', { name: 'Probe trial' }).first().click();
  const evidence = seller.getByRole('article', { name: 'Test of version 1.0.0' });
  await evidence.getByText('Succeeded').waitFor();
  await evidence.getByText(/^removed/).waitFor();
  await isForEverybody(seller);
  await open(seller, inside('seller', '/workloads'));
  await seller.getByText('Nothing is deployed').waitFor();
  await seller.context().close();

  const operator = await browser.signedIn('operator');
  await open(operator, inside('operator', `/operator/products/${answer.body.product_id}/revisions/${answer.body.revision_id}/chart`));
  const seen = operator.getByRole('article', { name: 'Test of version 1.0.0' });
  await seen.getByText('Succeeded').waitFor();
  await seen.getByText(/^Images/).click();
  await isForEverybody(operator);
  await operator.context().close();
});

test('the operator sees what is in a chart and says what infrastructure costs', async () => {
  const operator = await browser.signedIn('operator');
  const { body } = await kontor.as('operator').get('/v1/operator/products?q=mesa');
  await open(operator, inside('operator', `/operator/products/${body.items[0].id}`));
  await operator.getByRole('link', { name: /^Chart of revision/ }).first().click();
  await operator.getByRole('heading', { name: 'What reaches further than its namespace' }).waitFor();
  await operator.getByText('Privileged containers: none').waitFor();
  await isForEverybody(operator);
  await open(operator, inside('operator', '/operator/infrastructure-prices'));
  await operator.getByLabel('One processor').fill('21.5');
  await operator.getByRole('button', { name: 'Save', exact: true }).click();
  await operator.getByText('The prices are saved.').waitFor();
  await isForEverybody(operator);
  await operator.reload();
  await operator.waitForFunction(() => document.querySelector('[name="cpu"]')?.value.startsWith('21.5'));
  await operator.context().close();
});
