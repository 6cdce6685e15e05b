// Invitations over HTTP: forged, old and foreign links, who may accept, and what is left of somebody who was removed.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { databaseSettings, eventually, linkFor, startKontor } from '../support/kontor.mjs';

const INVITATIONS = '/v1/organization/invitations';
const PASSWORD = 'Richtig-Kamel-9';
let kontor, owner, visitor;

before(async () => {
  kontor = await startKontor(await databaseSettings());
  owner = await kontor.signedIn('owner');
  visitor = kontor.visitor;
});
after(() => kontor?.stop());

const invite = (email, by = owner) => by.post(INVITATIONS, { email, language: 'en', roles: [{ role: 'purchasing' }] });
const look = (token) => visitor.post('/v1/invitations/inspection', { token });
const join = (token, name = 'Ida Neu') => visitor.post('/v1/invitations/account', { token, name, password: PASSWORD });

test('a link opens once, for whoever reads the mail, and for a day', async () => {
  const { status, body } = await invite('ida@acme.example');
  assert.equal(status, 201);
  assert.ok(!JSON.stringify(body).includes('token'));
  const token = await linkFor(kontor, 'ida@acme.example');
  assert.equal((await look(token)).body.state, 'usable');
  const [, , sent, seal] = token.split('.');
  for (const forged of [`${token}x`, token.replace(seal, seal.split('').reverse().join('')), token.replace(sent, `${BigInt(sent) + 1n}`),
    token.replace('.ivt_', '.otr_'), token.replace(/^org_\w+/, kontor.persons.partner.organization_id), 'x', '...'])
    assert.equal((await look(forged)).status, 404, forged);
  const all = await Promise.all([join(token), join(token), join(token)]);
  assert.deepEqual(all.map((one) => one.status).sort(), [201, 409, 409]);
  assert.equal((await look(token)).body.state, 'accepted');
  assert.equal((await join(token)).body.code, 'link_used');
});

test('others find none of our invitations, and a token of a program accepts none', async () => {
  const { id } = (await invite('eva@acme.example')).body;
  const stranger = await kontor.signedIn('partner');
  assert.equal((await stranger.post(`${INVITATIONS}/${id}/renewal`)).status, 404);
  assert.equal((await stranger.delete(`${INVITATIONS}/${id}`)).status, 404);
  assert.equal((await kontor.as('buyer').get(INVITATIONS)).status, 403);
  assert.equal((await invite('uwe@acme.example', await kontor.signedIn('buyer'))).status, 403);
  const token = await linkFor(kontor, 'eva@acme.example');
  assert.equal((await kontor.as('partner').post('/v1/invitations/acceptance', { token })).body.code, 'session_required');
  assert.equal((await owner.delete(`${INVITATIONS}/${id}`)).status, 204);
  assert.equal((await join(token)).body.code, 'link_withdrawn');
});

test('only the person of the address accepts, and the answer to who invites tells of no account', async () => {
  const { email } = kontor.persons.seller;
  const [known, unknown] = [await invite(email), await invite('nobody@acme.example')];
  assert.deepEqual(Object.keys(known.body), Object.keys(unknown.body));
  const token = await linkFor(kontor, email);
  assert.equal((await look(token)).body.has_account, true);
  assert.equal((await join(token)).body.code, 'has_account');
  const other = await kontor.signedIn('buyer');
  assert.equal((await other.post('/v1/invitations/acceptance', { token })).body.code, 'other_address');
  const seller = await kontor.signedIn('seller');
  const both = await Promise.all([1, 2].map(() => seller.post('/v1/invitations/acceptance', { token })));
  assert.deepEqual(both.map((one) => one.status), [200, 200]);
  assert.equal((await seller.get('/v1/session')).body.organizations.length, 2);
});

test('who is removed loses session, stream and account at once, and comes back by a new invitation', async () => {
  const ida = await kontor.signedIn({ email: 'ida@acme.example', password: PASSWORD });
  const { id } = (await ida.get('/v1/session')).body.user;
  const stream = await fetch(`${kontor.base_url}/v1/events/stream`, {
    headers: { authorization: `Bearer ${(await ida.post('/v1/me/api-tokens', { name: 't', scopes: ['read'] })).body.secret}` },
    signal: AbortSignal.timeout(20_000) });
  assert.equal(stream.status, 200);
  assert.equal((await owner.get(`/v1/organization/members/${id}/holdings`)).body.api_tokens, 1);
  assert.equal((await (await kontor.signedIn('partner')).delete(`/v1/organization/members/${id}`)).status, 404);
  await new Promise((go) => setTimeout(go, 1_100)); // so long a check of who listens lasts
  assert.equal((await owner.delete(`/v1/organization/members/${id}`)).status, 204);
  assert.doesNotMatch(await stream.text(), /membership.removed/); // read to its end
  assert.equal((await ida.get('/v1/orders')).status, 401);
  assert.equal((await visitor.post('/v1/sessions', { email: 'ida@acme.example', password: PASSWORD })).body.code, 'wrong_credentials');

  assert.equal((await invite('ida@acme.example')).status, 201);
  const token = await eventually('the second mail', async () => {
    const newest = await linkFor(kontor, 'ida@acme.example');
    return (await look(newest)).body.state === 'usable' && newest;
  });
  assert.equal((await look(token)).body.has_account, false);
  const session = await join(token, 'Ida Wieder');
  assert.equal(session.status, 201);
  assert.equal(session.body.user.id, id);
});
