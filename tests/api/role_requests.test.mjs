// A member asks for a role, and who manages members decides.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { databaseSettings, eventually, startKontor } from '../support/kontor.mjs';

const OWN = '/v1/me/role-requests';
const REQUESTS = '/v1/organization/role-requests';
const purchasing = { role: 'purchasing', reason: 'I order for the lab.' };
let kontor, owner, reporter, id;

before(async () => {
  kontor = await startKontor(await databaseSettings());
  owner = await kontor.signedIn('owner');
  reporter = await kontor.signedIn('reporter');
});
after(() => kontor?.stop());

test('who lacks a role asks for it, once, in a session', async () => {
  const { status, body } = await reporter.post(OWN, purchasing);
  assert.equal(status, 201);
  assert.equal(body.state, 'pending');
  id = body.id;
  assert.equal((await reporter.post(OWN, purchasing)).body.code, 'role_request_pending');
  assert.equal((await kontor.as('reporter').post(OWN, purchasing)).body.code, 'session_required');
  assert.equal((await reporter.get(REQUESTS)).status, 403);
  const refused = (await reporter.post(OWN, { role: 'offerings', reason: 'To sell.' })).body;
  assert.deepEqual(refused.errors.map(({ field, code }) => [field, code]), [['role', 'not_here']]);
});

test('others neither see nor decide it', async () => {
  const partner = await kontor.signedIn('partner');
  for (const verb of ['approval', 'decline'])
    assert.equal((await partner.post(`${REQUESTS}/${id}/${verb}`, verb === 'decline' ? { reason: 'No.' } : {})).status, 404, verb);
  assert.equal((await owner.post(`${OWN}/${id}/withdrawal`)).status, 404);
  assert.deepEqual((await partner.get(REQUESTS)).body.items, []);
});

test('approved it holds with the next request, and the log says who gave it', async () => {
  const permissions = async () => (await reporter.get('/v1/session')).body.permissions;
  assert.equal((await permissions()).includes('purchase'), false);
  assert.equal((await owner.get(`${REQUESTS}?state=pending`)).body.items[0].id, id);
  const ends_at = new Date(Date.now() + 86_400_000).toISOString();
  const { status, body } = await owner.post(`${REQUESTS}/${id}/approval`, { ends_at });
  assert.equal(status, 200);
  assert.equal(body.state, 'approved');
  assert.equal((await permissions()).includes('purchase'), true);
  const { items } = (await owner.get('/v1/audit-records?limit=1')).body;
  assert.equal(items[0].action, 'POST /v1/organization/role-requests/{id}/approval');
  assert.equal(items[0].subject_id, id);
  assert.equal((await owner.get('/v1/audit-records/verification')).body.is_intact, true);
  assert.equal((await owner.post(`${REQUESTS}/${id}/decline`, { reason: 'No.' })).body.code, 'role_request_decided');
});

test('the events of a request are in the log of the organization', async () => {
  const { body } = await reporter.post(OWN, { role: 'profile', reason: 'To look after it.' });
  await owner.post(`${REQUESTS}/${body.id}/decline`, { reason: 'Otto does.' });
  assert.equal((await reporter.get(OWN)).body.items[0].decline_reason, 'Otto does.');
  const kinds = async () => (await owner.get('/v1/events?limit=200')).body.items
    .filter((one) => one.subject_id === body.id).map((one) => one.kind);
  await eventually('both events', async () => (await kinds()).length === 2); // a moment later, they have their numbers
  assert.deepEqual(await kinds(), ['role_request.placed', 'role_request.declined']);
});
