// A customer's clusters are found in a cloud: the double of its identity and cluster service, and of Kubernetes behind it.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startCluster } from '../kubernetes/double.mjs';
import { open, settled, startJourneys } from './browser.mjs';
import { isForEverybody } from './everybody.mjs';

const cluster = await startCluster({ otherClusters: [{ name: 'staging', project: 'eu-de_shop' }, { name: 'next', phase: 'Creating' }] });
after(() => cluster.stop());
const { cloud } = cluster;
const { kontor, browser } = await startJourneys({ KONTOR_ALLOWED_ADDRESSES: '127.0.0.0/8' });
const LONG = 60_000;
const inside = (person, path) => `/o/${kontor.persons[person].organization_id}${path}`;
const page = await browser.signedIn('buyer');
const button = (name) => page.getByRole('button', { name, exact: true });
const field = (name) => page.getByRole('textbox', { name, exact: true });
const state = (name) => page.locator('header, main').getByText(name, { exact: true }).first();
const found = (name) => page.getByRole('table', { name: 'Clusters that were found' }).getByRole('row', { name });

test('a cloud account is found from the clusters and by Ctrl-K', async () => {
  await open(page, inside('buyer', '/clusters'));
  await page.getByRole('link', { name: 'Cloud accounts' }).click();
  await page.getByRole('heading', { name: 'No cloud accounts yet' }).waitFor();
  await isForEverybody(page);
  await open(page, inside('buyer', '/clusters'));
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill('cloud acc');
  await page.getByRole('option', { name: /Cloud accounts/ }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Cloud accounts' }).waitFor();
});

test('what is wrong with an account is told at its field, and a refused password can be corrected', async () => {
  await page.getByRole('link', { name: 'Add a cloud account' }).first().click();
  await settled(page);
  await isForEverybody(page);
  await field('Name').fill('our cloud');
  await page.getByLabel('Address of the identity service').fill('http://iam.example.org/v3');
  await field('Region').fill(cloud.region);
  await page.getByLabel('Domain').fill(cloud.domain);
  await field('User name').fill(cloud.user);
  await page.locator('[name=password]').fill('not-the-password');
  await button('Add the cloud account').click();
  await page.getByText('This is no address that can be used.').first().waitFor();
  assert.equal(await page.getByLabel('Address of the identity service').getAttribute('aria-invalid'), 'true');
  await isForEverybody(page);
  await page.getByLabel('Address of the identity service').fill(cloud.url);
  await button('Add the cloud account').click();
  await page.getByRole('heading', { level: 1, name: 'our cloud' }).waitFor();
  await page.getByRole('alert').getByText(/does not accept user name and password/).waitFor({ timeout: LONG });
  await isForEverybody(page);
  await button('Change the password…').click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('[name=password]').fill(cloud.password);
  await isForEverybody(page);
  await dialog.getByRole('button', { name: 'Change it' }).click();
  await state('Ready').waitFor({ timeout: LONG });
  assert.ok(!(await page.content()).includes(cloud.password));
});

test('what was found is connected, and leads to its cluster', async () => {
  await found('production').getByText('Available').waitFor();
  await found('staging').getByText('eu-de_shop').waitFor();
  await found('next').getByText('It can be connected once it is Available.').waitFor();
  await isForEverybody(page);
  await page.getByRole('link', { name: 'Connect production' }).click();
  await settled(page);
  assert.equal(await field('Name').inputValue(), 'production');
  await isForEverybody(page);
  await button('Connect the cluster').click();
  await page.getByText('Name at least one namespace.').waitFor();
  await page.getByRole('textbox', { name: 'Namespaces' }).fill('shop');
  await button('Connect the cluster').click();
  await page.getByRole('heading', { level: 1, name: 'production' }).waitFor();
  await state('Ready').waitFor({ timeout: LONG });
  await page.getByRole('link', { name: 'our cloud' }).click();
  await found('production').getByRole('link', { name: 'production' }).waitFor();
  await found('production').getByText('Ready').waitFor();
});

test('a new cluster is found when one looks again', async () => {
  const { body } = await kontor.as('buyer').get('/v1/cloud-accounts');
  const before = body.items[0].checked_at;
  await button('Check now').click();
  await page.getByText('Kontor looks for clusters; the page shows what it finds.').waitFor();
  await page.waitForFunction((then) => [...document.querySelectorAll('time')].some((one) => one.dateTime > then), before, { timeout: LONG });
});

test('a reporter sees the account and changes nothing', async () => {
  const reporter = await browser.signedIn('reporter');
  await open(reporter, inside('reporter', '/cloud-accounts'));
  assert.equal(await reporter.getByRole('link', { name: 'Add a cloud account' }).count(), 0);
  await reporter.getByRole('main').getByRole('link', { name: 'our cloud' }).click();
  await reporter.getByText('not connected').first().waitFor();
  for (const name of [/Check now/, /Change/, /Remove/]) assert.equal(await reporter.getByRole('button', { name }).count(), 0);
  assert.equal(await reporter.getByRole('link', { name: /^Connect/ }).count(), 0);
  await open(reporter, inside('reporter', '/cloud-accounts/new'));
  await reporter.getByText('You may not use this page').waitFor();
  await reporter.context().close();
});

test('an account is removed once no cluster of it is left, and one sees what follows', async () => {
  await button('Remove…').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('These clusters were connected through it. Remove them first.').waitFor();
  assert.ok(await button('Yes, remove the cloud account').isDisabled());
  await isForEverybody(page);
  await dialog.getByRole('link', { name: 'production' }).click();
  await page.getByRole('heading', { level: 1, name: 'production' }).waitFor();
  await button('Remove…').click();
  await button('Yes, remove the cluster').click();
  await page.getByRole('heading', { level: 1, name: 'Clusters' }).waitFor();
  await page.getByRole('link', { name: 'Cloud accounts' }).click();
  await page.getByRole('main').getByRole('link', { name: 'our cloud' }).click();
  await button('Remove…').click();
  await page.getByText('In the cloud nothing changes').waitFor();
  await button('Yes, remove the cloud account').click();
  await page.getByRole('heading', { name: 'No cloud accounts yet' }).waitFor();
});
