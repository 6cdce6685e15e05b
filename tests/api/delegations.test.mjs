// A partner acts for a customer: offered by one side, accepted by the other, and over at once when either wants.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { databaseSettings, startKontor } from '../support/kontor.mjs';

const DELEGATIONS = '/v1/organization/delegations';
const CUSTOMERS = '/v1/organization/customers';
let kontor, owner, partner, acme, delta;

before(async () => {
  kontor = await startKontor(await databaseSettings());
  owner = await kontor.signedIn('owner');
  partner = await kontor.signedIn('partner');
  acme = kontor.persons.owner.organization_id;
  delta = kontor.persons.partner.organization_id;
});
after(() => kontor?.stop());

const offer = (partner_id = delta, roles = ['reports', 'administrator']) => owner.post(DELEGATIONS, { partner_id, roles });

test('a partner acts once it accepted, in the name of its person, and the log says through whom', async () => {
  const acting = { 'Kontor-Organization': acme };
  assert.equal((await partner.get('/v1/organization', acting)).status, 403);
  const { status, body } = await offer();
  assert.equal(status, 201);
  assert.equal(body.partner_name ?? null, null);
  assert.equal((await partner.get('/v1/organization', acting)).status, 403);
  assert.equal((await partner.post(`${CUSTOMERS}/${body.id}/acceptance`)).body.partner_name, 'Delta Cloud Partners');
  const session = (await partner.get('/v1/session', acting)).body;
  assert.equal(session.organization.partner_name, 'Delta Cloud Partners');
  assert.deepEqual(session.permissions.filter((one) => ['members', 'purchase', 'invite'].includes(one)), ['invite']);
  const invitation = { email: 'ida@acme.example', language: 'en', roles: [{ role: 'reports' }] };
  assert.equal((await partner.post('/v1/organization/invitations', invitation, acting)).status, 201);
  const { items } = (await owner.get('/v1/audit-records?limit=1')).body;
  assert.equal(items[0].action, 'POST /v1/organization/invitations');
  assert.equal(items[0].actor_organization_name, 'Delta Cloud Partners');
  assert.equal((await owner.get('/v1/audit-records/verification')).body.is_intact, true);
  assert.match((await owner.get('/v1/audit-records.csv')).body, /Delta Cloud Partners/);
});

test('through a partner nobody makes tokens, and a token of the partner’s person is none for the customer', async () => {
  const acting = { 'Kontor-Organization': acme };
  const token = await partner.post('/v1/me/api-tokens', { name: 'x', scopes: ['read'] }, acting);
  assert.equal(token.body.code, 'insider_required');
  assert.equal((await kontor.as('partner').get('/v1/organization', acting)).status, 403);
});

test('revoked it is over at once, and either side may end it', async () => {
  const acting = { 'Kontor-Organization': acme };
  const { id } = (await owner.get(DELEGATIONS)).body.items[0];
  assert.equal((await partner.get('/v1/organization', acting)).status, 200);
  assert.equal((await owner.post(`${DELEGATIONS}/${id}/revocation`)).status, 200);
  assert.equal((await partner.get('/v1/organization', acting)).body.code, 'not_a_member');
  const again = (await offer()).body.id;
  assert.equal((await partner.post(`${CUSTOMERS}/${again}/acceptance`)).status, 200);
  assert.equal((await partner.post(`${CUSTOMERS}/${again}/renunciation`)).body.state, 'given_up');
  assert.equal((await partner.get('/v1/organization', acting)).status, 403);
});

test('foreign delegations are not found, and whether a partner exists is not told', async () => {
  const known = (await offer()).body, unknown = (await offer('org_01hzy000000000000000000000')).body;
  assert.deepEqual(Object.keys(known), Object.keys(unknown));
  const seller = await kontor.signedIn('seller');
  for (const verb of ['acceptance', 'decline', 'renunciation'])
    assert.equal((await seller.post(`${CUSTOMERS}/${known.id}/${verb}`)).status, 404, verb);
  assert.equal((await seller.post(`${DELEGATIONS}/${known.id}/revocation`)).status, 404);
  assert.equal((await kontor.as('owner').post(DELEGATIONS, { partner_id: delta, roles: ['reports'] })).body.code, 'session_required');
});

test('accepted and revoked at once it is over in the end', async () => {
  const { id } = (await owner.get(DELEGATIONS)).body.items.find((one) => one.partner_id === delta);
  await Promise.all([partner.post(`${CUSTOMERS}/${id}/acceptance`), owner.post(`${DELEGATIONS}/${id}/revocation`)]);
  assert.equal((await owner.get(DELEGATIONS)).body.items.find((one) => one.id === id).state, 'revoked');
  assert.equal((await partner.get('/v1/organization', { 'Kontor-Organization': acme })).status, 403);
});
