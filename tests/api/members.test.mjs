// Roles given and taken over HTTP, what that does to tokens and streams that are in use, and ownership that changes hands.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { databaseSettings, startKontor } from '../support/kontor.mjs';

const MEMBERS = '/v1/organization/members';
const TRANSFERS = '/v1/organization/ownership-transfers';
let kontor, owner, buyer, members;

before(async () => {
  kontor = await startKontor(await databaseSettings());
  owner = await kontor.signedIn('owner');
  buyer = await kontor.signedIn('buyer');
  const { items } = (await owner.get(MEMBERS)).body;
  members = Object.fromEntries(['owner', 'buyer', 'reporter'].map((name) =>
    [name, items.find((one) => one.email === kontor.persons[name].email)]));
});
after(() => kontor?.stop());

const give = (by, person, roles, headers) => by.put(`${MEMBERS}/${members[person].user_id}/roles`, { roles }, headers);
const names = ({ body }) => body.roles.map(({ role }) => role);

test('a role holds for a token in use with the next request, and until its end', async () => {
  const ends_at = new Date(Date.now() + 4_000).toISOString();
  const reporter = kontor.as('reporter');
  assert.equal((await reporter.get('/v1/audit-records')).status, 403);
  const given = await give(owner, 'reporter', [{ role: 'administrator', ends_at }, { role: 'reports' }]);
  assert.deepEqual(names(given), ['reports', 'administrator']);
  assert.equal((await reporter.get('/v1/audit-records')).status, 200);
  await new Promise((go) => setTimeout(go, Date.parse(ends_at) - Date.now() + 50));
  assert.equal((await reporter.get('/v1/audit-records')).status, 403);
  assert.equal((await reporter.get('/v1/organization')).status, 200);
});

test('of two administrators who edit at once the second one is told', async () => {
  const read = await owner.get(`${MEMBERS}/${members.reporter.user_id}`);
  const version = { 'If-Match': read.headers.get('etag') };
  assert.equal((await give(owner, 'reporter', [{ role: 'profile' }], version)).status, 200);
  assert.equal((await give(owner, 'reporter', [{ role: 'purchasing' }], version)).status, 412);
});

/** What a person hears on the stream from now on; until(pattern) waits for it and tells all that came. */
async function listen(person) {
  const { body, status } = await fetch(`${kontor.base_url}/v1/events/stream`,
    { headers: { authorization: `Bearer ${kontor.persons[person].api_token}` }, signal: AbortSignal.timeout(60_000) });
  assert.equal(status, 200);
  const [reader, decoder] = [body.getReader(), new TextDecoder()];
  let heard = '';
  return async (pattern) => {
    while (!pattern.test(heard)) {
      const { value, done } = await reader.read();
      assert.ok(!done, `the stream ended; heard: ${heard}`);
      heard += decoder.decode(value, { stream: true });
    }
    return heard;
  };
}

test('who loses all roles hears on the open stream of the own membership alone', async () => {
  const [until, owners] = [await listen('buyer'), await listen('owner')];
  const check = () => new Promise((go) => setTimeout(go, 1_100)); // so long one of who listens lasts
  await check();
  assert.equal((await give(owner, 'buyer', [])).status, 200);
  assert.equal((await buyer.get('/v1/orders')).status, 403);
  await until(/"after": ?\[\]/);
  const invitation = { email: 'ida@acme.example', language: 'en', roles: [{ role: 'reports' }] };
  assert.equal((await owner.post('/v1/organization/invitations', invitation)).status, 201);
  await owners(/event: invitation/);
  await check();
  assert.equal((await give(owner, 'buyer', [{ role: 'purchasing' }])).status, 200);
  assert.equal((await buyer.get('/v1/orders')).status, 200);
  assert.doesNotMatch(await until(/"before": ?\[\]/), /event: invitation/);
});

test('others find nobody here, and nobody makes owners by roles', async () => {
  assert.equal((await give(await kontor.signedIn('partner'), 'buyer', [])).status, 404);
  assert.equal((await give(buyer, 'reporter', [{ role: 'administrator' }])).status, 403);
  assert.equal((await give(owner, 'buyer', [{ role: 'owner' }])).body.code, 'owner_by_transfer');
  assert.equal((await give(owner, 'owner', [{ role: 'reports' }])).body.code, 'own_roles');
  assert.equal((await give(owner, 'buyer', [{ role: 'operator' }])).body.errors[0].code, 'not_here');
});

test('ownership changes hands by two persons, and there and back', async () => {
  const ask = (by, person) => by.post(TRANSFERS, { user_id: members[person].user_id, stays_owner: false });
  const there = await ask(owner, 'buyer');
  assert.equal(there.status, 201);
  assert.equal((await owner.post(`${TRANSFERS}/${there.body.id}/acceptance`)).body.code, 'other_person');
  assert.equal((await (await kontor.signedIn('partner')).post(`${TRANSFERS}/${there.body.id}/acceptance`)).status, 404);
  assert.equal((await buyer.post(`${TRANSFERS}/${there.body.id}/acceptance`)).body.state, 'accepted');
  assert.equal((await give(owner, 'reporter', [])).status, 403);
  const back = await ask(buyer, 'owner');
  assert.equal((await owner.post(`${TRANSFERS}/${back.body.id}/acceptance`)).status, 200);
  assert.equal((await owner.get(`${MEMBERS}?role=owner`)).body.items.length, 1);
});

test('the operator announces another owner, a person and no program, and an owner objects', async () => {
  const operator = await kontor.signedIn('operator');
  const acme = (await operator.get('/v1/operator/organizations?q=acme')).body.items[0];
  const path = `/v1/operator/organizations/${acme.id}/ownership-transfers`;
  const wanted = { from_user_id: members.owner.user_id, to_user_id: members.buyer.user_id, reason: 'Register seen.' };
  assert.equal((await kontor.as('operator').post(path, wanted)).status, 403);
  assert.equal((await owner.post(path, wanted)).status, 403);
  const announced = await operator.post(path, wanted);
  assert.equal(announced.status, 201);
  assert.equal((await owner.post(`${TRANSFERS}/${announced.body.id}/objection`)).body.state, 'declined');
  assert.equal((await operator.get(path)).body.items[0].state, 'declined');
  assert.equal((await owner.get(`${MEMBERS}?role=owner`)).body.items.length, 1);
});

test('several people get and lose a role in one step, all of them or nobody, and each stands in the audit log', async () => {
  const PATH = '/v1/organization/role-assignments';
  const reread = (name) => owner.get(`${MEMBERS}/${members[name].user_id}`);
  const user_ids = [members.buyer.user_id, members.reporter.user_id];
  await give(owner, 'buyer', [{ role: 'purchasing' }]);
  await give(owner, 'reporter', [{ role: 'reports' }]);
  const stranger = (await (await kontor.signedIn('partner')).get(MEMBERS)).body.items[0].user_id;
  const refused = await owner.post(PATH, { user_ids: [...user_ids, stranger, members.owner.user_id], change: 'add', role: 'profile' });
  assert.equal(refused.status, 422);
  assert.deepEqual(refused.body.errors.map(({ field, code }) => [field, code]),
    [['user_ids[2]', 'not_known'], ['user_ids[3]', 'own_roles']]);
  assert.deepEqual(names(await reread('reporter')), ['reports']);

  const repeated = { 'Idempotency-Key': 'several-people' };
  for (let time = 0; time < 2; time++)
    assert.equal((await owner.post(PATH, { user_ids, change: 'add', role: 'profile' }, repeated)).status, 204);
  assert.deepEqual(names(await reread('buyer')), ['reports', 'profile', 'purchasing']);
  assert.deepEqual(names(await reread('reporter')), ['reports', 'profile']);
  for (const subject_id of user_ids) {
    const { items } = (await owner.get(`/v1/audit-records?subject_id=${subject_id}`)).body;
    assert.equal(items.filter(({ action }) => action === `POST ${PATH}`).length, 1);
  }
  assert.equal((await owner.post(PATH, { user_ids, change: 'remove', role: 'profile' })).status, 204);
  assert.deepEqual(names(await reread('reporter')), ['reports']);
  assert.equal((await buyer.post(PATH, { user_ids, change: 'add', role: 'profile' })).status, 403);
  assert.equal((await kontor.as('owner').post(PATH, { user_ids, change: 'add', role: 'profile' })).status, 403);
  const many = Array.from({ length: 201 }, (_, number) => `usr_${number}`);
  assert.equal((await owner.post(PATH, { user_ids: many, change: 'add', role: 'profile' })).body.errors[0].code, 'too_many');
});
