// What each role sees: its pages, its buttons, and where others have buttons, who may press them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kontor as command, run } from '../support/kontor.mjs';
import { open, startJourneys } from './browser.mjs';

const { kontor, browser } = await startJourneys();

const { persons } = kontor;
const acme = persons.owner.organization_id;
const inside = (path = '', organization = acme) => `/o/${organization}${path}`;
const first = async (person, path) => (await kontor.as(person).get(path)).body.items[0].id;
const subscription = inside(`/subscriptions/${await first('buyer', '/v1/subscriptions')}`);

persons.planner = await newMember('Petra Plan', 'planner@acme.example', 'profile');

/** A member with just this role; the command line makes owners. */
async function newMember(name, email, role) {
  const said = await command(['user', 'add', '--email', email, '--name', name, '--organization', 'Acme Logistics'],
    { KONTOR_DATA_FOLDER: kontor.folder });
  const statement = "UPDATE membership_role SET role = ? WHERE role = 'owner'"
    + ' AND user_id = (SELECT id FROM user_account WHERE email = ?)';
  await run('python3', ['-c', 'import sqlite3, sys; db = sqlite3.connect(sys.argv[1]); '
    + 'assert db.execute(sys.argv[2], sys.argv[3:]).rowcount == 1; db.commit()',
  `${kontor.folder}/kontor.db`, statement, role, email]);
  const password = 'Nordstern-2026-Kai';
  const token = /token=([\w.~-]+)/.exec(said)[1];
  assert.equal((await kontor.visitor.post('/v1/passwords', { token, password })).status, 204);
  return { name, email, password, organization_id: acme };
}

const main = (page) => page.getByRole('main');
const buttons = (page, name) => main(page).getByRole('button', { name }).count();

const everyones = ['Dashboard', 'Subscriptions', 'Usage', 'Orders', 'Requests', 'Workloads', 'Drafts', 'Clusters', 'Profile', 'Members'];
const navigation = {
  reporter: everyones,
  planner: everyones,
  buyer: everyones,
  owner: [...everyones, 'Customers', 'Access', 'Audit log', 'Identity providers', 'Webhooks'],
  seller: [...everyones, 'Customers', 'Access', 'Audit log', 'Identity providers', 'Webhooks', 'My products', 'Sales', 'Leads', 'Public page', 'Apply an offer file'],
  operator: [...everyones, 'Customers', 'Access', 'Audit log', 'Identity providers', 'Webhooks', 'Registrations', 'Organizations', 'Reviews', 'Products', 'Categories', 'Agreements', 'Apply an offer file', 'Infrastructure prices', 'Mail texts', 'Mail domains', 'Lost devices', 'Jobs'],
};

for (const [person, names] of Object.entries(navigation))
  test(`the navigation of the ${person} holds the pages that may be used, and each opens`, async () => {
    const page = await browser.signedIn(person);
    await open(page, inside('', persons[person].organization_id));
    const links = page.getByRole('navigation', { name: 'Pages of the organization' }).getByRole('link');
    await links.getByText('Members', { exact: true }).waitFor();
    assert.deepEqual((await links.allInnerTexts()).map((text) => text.trim()), names);
    for (const name of names) {
      await links.getByText(name, { exact: true }).click();
      await main(page).getByRole('heading', { level: 1 }).waitFor();
      assert.equal(await main(page).getByText('You may not use this page').count(), 0, name);
    }
  });

test('a page that one may not use says so, and who may', async () => {
  for (const [person, path, reason] of [
    ['reporter', '/audit-log', 'It needs the role administrator, which owners and administrators give.'],
    ['planner', '/audit-log', 'It needs the role administrator, which owners and administrators give.'],
    ['buyer', '/audit-log', 'It needs the role administrator, which owners and administrators give.'],
    ['owner', '/offers', 'It needs the role offerings, which owners and administrators give.'],
    ...['registrations', 'reviews', 'products', 'jobs', 'offers'].map((name) =>
      ['owner', `/operator/${name}`, 'Only the operator of the marketplace may use this page.']),
  ]) {
    const page = await browser.signedIn(person);
    await open(page, inside(path));
    await main(page).getByText('You may not use this page').waitFor();
    await main(page).getByText(reason).waitFor();
    await page.context().close();
  }
});

test('a reporter reads a subscription with everything in it, and learns who may change it', async () => {
  const page = await browser.signedIn('reporter');
  await open(page, subscription);
  await main(page).getByText('Members with the role purchasing change it.').waitFor();
  assert.equal(await buttons(page, /Cancel subscription|Rename|Make the key/), 0);
  await open(page, `${subscription}/keys`);
  await page.getByRole('table', { name: 'Keys' }).getByRole('row').nth(1).waitFor();
  assert.equal(await buttons(page, /Add a key|Deactivate/), 0);
  await open(page, `${subscription}/usage`);
  await page.getByRole('table', { name: 'Usage', exact: true }).getByRole('row').nth(1).waitFor();
  await open(page, `${subscription}/calls`);
  await page.getByRole('table', { name: 'Calls' }).getByRole('row').nth(1).waitFor();
  await open(page, `${subscription}/documents`);
  await page.getByRole('table', { name: 'Agreements' }).getByRole('link').first().waitFor();
});

for (const person of ['reporter', 'planner'])
  test(`a ${person} cannot buy, and the product and the order say what is missing`, async () => {
    const page = await browser.signedIn(person);
    for (const address of ['/products/tundravox-hilla', inside('/subscribe/tundravox-hilla')]) {
      await open(page, address);
      assert.ok(await main(page).getByRole('button', { name: 'Subscribe' }).isDisabled(), address);
      await main(page).getByText(/Your role does not include buying/).waitFor();
    }
    await main(page).getByRole('link', { name: /role Purchasing/ }).click();
    await main(page).getByRole('row', { name: /Mira Hafen/ }).waitFor();
  });

test('a planner edits the profile; a reporter and a buyer only read it', async () => {
  for (const [person, edits] of [['planner', 1], ['reporter', 0], ['buyer', 0]]) {
    const page = await browser.signedIn(person);
    await open(page, inside('/profile'));
    await main(page).getByText('Acme Logistics GmbH').first().waitFor();
    assert.equal(await buttons(page, 'Edit'), edits, person);
    await page.context().close();
  }
});

test('a buyer and an owner have the buttons of a subscription', async () => {
  for (const person of ['buyer', 'owner']) {
    const page = await browser.signedIn(person);
    await open(page, subscription);
    assert.equal(await buttons(page, /Cancel subscription|Rename/), 2, person);
    await open(page, `${subscription}/keys`);
    assert.equal(await buttons(page, 'Add a key'), 1, person);
    assert.ok(await buttons(page, /^Deactivate/) > 0, person);
    await page.context().close();
  }
});

test('what belongs to another organization is not found in the own one', async () => {
  const page = await browser.signedIn('partner');
  const own = persons.partner.organization_id;
  const order = await first('buyer', '/v1/orders');
  for (const path of [subscription.slice(inside().length), `${subscription.slice(inside().length)}/keys`, `/orders/${order}`]) {
    await open(page, inside(path, own));
    await main(page).getByText('There is no page at this address').waitFor();
  }
});

test('the address of another organization says that one does not belong to it', async () => {
  const page = await browser.signedIn('partner');
  for (const address of [inside(), subscription, inside('/usage'), inside('/orders'), inside('/members')]) {
    await open(page, address);
    await main(page).getByText('You do not belong to this organization').waitFor();
    assert.doesNotMatch(await main(page).innerText(), /Acme/);
  }
});

test('ids that nobody has are not found, for the operator too', async () => {
  const page = await browser.signedIn('operator');
  for (const path of ['/operator/registrations/prf_0', '/operator/products/prd_0', '/subscriptions/sub_0', '/orders/ord_0']) {
    await open(page, inside(path, persons.operator.organization_id));
    await main(page).getByText('There is no page at this address').waitFor();
  }
});

test('without a session a page of an organization leads to the sign-in and back', async () => {
  const page = await browser.person();
  await page.goto(subscription);
  await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
  await page.getByLabel('E-mail address').fill(persons.buyer.email);
  await page.getByLabel('Password', { exact: true }).fill(persons.buyer.password);
  await main(page).getByRole('button', { name: 'Sign in' }).click();
  await main(page).getByRole('button', { name: 'Cancel subscription' }).waitFor();
  assert.equal(new URL(page.url()).pathname, subscription);
});
