// The main job through the API alone, as an integrator would do it: from looking around to a metered call.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { client, databaseSettings, eventually, linkFor, startKontor } from '../support/kontor.mjs';
import { proofOf } from '../support/proof.mjs';

let kontor;
before(async () => { kontor = await startKontor(await databaseSettings()); });
after(() => kontor?.stop());

const PASSWORD = 'Nordstern-2026-Kai';
const email = 'mila@harbour.example';
let session, cookie, organization;

const withProof = async (path, body) => kontor.visitor.post(path, { ...body, proof: await proofOf(kontor.visitor) });

// A browser's calls: session cookie and CSRF header instead of a token.
function browser() {
  const base = client(kontor.base_url, undefined, kontor.check);
  const headers = () => ({ cookie, ...(session ? { 'kontor-csrf': session.csrf_token } : {}) });
  return {
    get: (path) => base.get(path, headers()),
    post: (path, body, more) => base.post(path, body, { ...headers(), ...more }),
    delete: (path) => base.delete(path, headers()),
  };
}

test('a visitor finds a model in spite of typing errors', async () => {
  const { body } = await kontor.visitor.get('/v1/products?q=asistnat&language=en');
  assert.ok(body.items.some((one) => one.slug === 'almanac-assistant'), JSON.stringify(body.items.map((one) => one.slug)));
  const facets = (await kontor.visitor.get('/v1/products?category=ai-models&price_model=usage')).body.facets;
  assert.ok(facets.service_type.some((one) => one.value === 'ai' && one.count > 0));
});

test('a visitor reads a product with its prices and documents', async () => {
  const { status, body } = await kontor.visitor.get('/v1/products/almanac-assistant');
  assert.equal(status, 200);
  assert.equal(body.ai_models[0].name, 'almanac/small');
  assert.deepEqual(body.ai_models[0].rate_in, { micros: 120000, per: 1000000, currency: 'EUR' });
  const eula = body.documents.find((one) => one.kind === 'eula' && one.language === 'en');
  const file = await kontor.visitor.get(`/v1/files/${eula.digest}`);
  assert.match(file.body, /End user licence agreement/);
});

test('a company registers and its first person sets a password by the mailed link, once', async () => {
  const registration = { organization_name: 'Harbour Robotics', name: 'Mila Kran', email, language: 'en' };
  const robot = await kontor.visitor.post('/v1/registrations', registration);
  assert.deepEqual([robot.status, robot.body.errors[0].field], [422, 'proof']);
  assert.equal((await withProof('/v1/registrations', registration)).status, 202);
  const token = await linkFor(kontor, email);
  const link = await kontor.visitor.post('/v1/password-links/inspection', { token });
  assert.deepEqual([link.body.purpose, link.body.is_usable], ['set', true]);
  const weak = await kontor.visitor.post('/v1/passwords', { token, password: 'short' });
  assert.equal(weak.status, 422);
  assert.ok(weak.body.errors.some((one) => one.code === 'too_short'));
  assert.equal((await kontor.visitor.post('/v1/passwords', { token, password: PASSWORD })).status, 204);
  const again = await kontor.visitor.post('/v1/passwords', { token, password: PASSWORD });
  assert.deepEqual([again.status, again.body.code], [409, 'link_used']);
});

test('the same answer comes for an address that is known already', async () => {
  const known = await withProof('/v1/registrations', { organization_name: 'X', name: 'Y', email, language: 'de' });
  const fresh = await withProof('/v1/registrations', { organization_name: 'X', name: 'Y', email: 'z@z.example', language: 'de' });
  assert.deepEqual([known.status, known.body], [fresh.status, fresh.body]);
});

test('she signs in and sees that her company must be approved first', async () => {
  const wrong = await kontor.visitor.post('/v1/sessions', { email, password: 'Wrong-password-1' });
  assert.deepEqual([wrong.status, wrong.body.code], [401, 'wrong_credentials']);
  const answer = await kontor.visitor.post('/v1/sessions', { email, password: PASSWORD });
  assert.equal(answer.status, 201);
  const set = answer.headers.get('set-cookie');
  assert.match(set, /HttpOnly/i);
  assert.match(set, /SameSite=Lax/i);
  cookie = set.split(';')[0];
  session = (await browser().get('/v1/session')).body;
  organization = session.organization;
  assert.equal(organization.profile_state, 'none');
  const purchase = (await browser().get('/v1/products/almanac-assistant/purchase')).body;
  assert.equal(purchase.can_purchase, false);
  assert.ok(purchase.blocked_by.some((one) => one.code === 'profile_missing'));
});

test('a change without the CSRF header is refused', async () => {
  const answer = await kontor.visitor.post('/v1/organization/profiles', {}, { cookie });
  assert.deepEqual([answer.status, answer.body.code], [403, 'csrf_required']);
});

test('she submits the profile, the operator approves it, both get mail', async () => {
  const profile = { company_name: 'Harbour Robotics GmbH', website: 'https://harbour.example', contact_email: 'team@harbour.example',
    marketplace_email: 'cloud@harbour.example', country: 'DE' };
  assert.equal((await browser().post('/v1/organization/profiles', profile)).status, 201);
  const waiting = (await kontor.as('operator').get('/v1/operator/registrations?state=submitted')).body.items;
  const mine = waiting.find((one) => one.organization_id === organization.id);
  assert.equal(mine.company_name, 'Harbour Robotics GmbH');
  assert.equal((await browser().post(`/v1/operator/registrations/${mine.id}/approval`)).status, 403);
  assert.equal((await kontor.as('operator').post(`/v1/operator/registrations/${mine.id}/approval`)).status, 200);
  const again = await kontor.as('operator').post(`/v1/operator/registrations/${mine.id}/rejection`, { reason: 'too late' });
  assert.deepEqual([again.status, again.body.code], [409, 'already_decided']);
  await eventually('mail of approval', () => kontor.log().includes(`to=${email} subject="Your organization's profile was approved"`));
});

let subscription, key;

test('she accepts the terms by their digests and subscribes, once however often she sends it', async () => {
  const product = (await browser().get('/v1/products/almanac-assistant')).body;
  const { agreements } = (await browser().get('/v1/products/almanac-assistant/purchase')).body;
  const order = { plan_id: product.plans[0].id, accepted: [] };
  const refused = await browser().post('/v1/orders', order);
  assert.deepEqual([refused.status, refused.body.code], [422, 'agreements_not_accepted']);
  order.accepted = agreements.map((one) => one.digest);
  const sent = { 'idempotency-key': 'order-1' };
  const first = await browser().post('/v1/orders', order, sent);
  assert.equal(first.status, 201);
  const second = await browser().post('/v1/orders', order, sent);
  assert.deepEqual(second.body, first.body);
  assert.equal(second.headers.get('idempotency-replayed'), 'true');
  subscription = first.body.subscription_id;
  const detail = (await browser().get(`/v1/subscriptions/${subscription}`)).body;
  assert.equal(detail.state, 'active');
  assert.deepEqual(detail.agreements.map((one) => one.digest).sort(), order.accepted.sort());
});

test('a key is shown once, and a repeated request does not show it again', async () => {
  const sent = { 'idempotency-key': 'key-1' };
  const made = await browser().post(`/v1/subscriptions/${subscription}/keys`, { name: 'robot arm' }, sent);
  assert.equal(made.status, 201);
  assert.match(made.body.secret, /^kt_live_/);
  assert.match(made.headers.get('cache-control'), /no-store/);
  key = made.body;
  const repeated = await browser().post(`/v1/subscriptions/${subscription}/keys`, { name: 'robot arm' }, sent);
  assert.deepEqual([repeated.body.id, repeated.body.secret], [key.id, null]);
  const list = (await browser().get(`/v1/subscriptions/${subscription}/keys`)).body;
  assert.equal(JSON.stringify(list).includes(key.secret), false);
});

test('she calls the model, and tokens and cost stand in the usage soon', async () => {
  const answer = await client(kontor.base_url, key.secret).post('/ai/v1/chat/completions', {
    model: 'almanac/small', messages: [{ role: 'user', content: 'What is a revision?' }] });
  assert.equal(answer.status, 200);
  const { usage } = answer.body;
  const total = await eventually('usage of the call', async () => {
    const { body } = await browser().get(`/v1/usage?subscription_id=${subscription}&group_by=key,model,day`);
    return body.total.calls === 1 && body;
  });
  assert.equal(total.total.tokens_in, usage.prompt_tokens);
  assert.equal(total.total.tokens_out, usage.completion_tokens);
  assert.equal(total.total.cost_micros, Math.round(usage.prompt_tokens * 0.12) + Math.round(usage.completion_tokens * 0.48)); // each meter once
  assert.equal(total.rows[0].ai_key_name, 'robot arm');
  const csv = await browser().get(`/v1/usage.csv?subscription_id=${subscription}&group_by=key,model`);
  assert.match(csv.body.split('\r\n')[1], /robot arm/);
});

test('to other organizations none of it exists', async () => {
  const stranger = kontor.as('owner');
  for (const path of [`/v1/subscriptions/${subscription}`, `/v1/subscriptions/${subscription}/keys`,
    `/v1/subscriptions/${subscription}/cancellation`])
    assert.equal((await stranger.get(path)).status, 404, path);
  assert.equal((await stranger.post(`/v1/subscriptions/${subscription}/cancellation`)).status, 404);
  assert.equal((await stranger.post(`/v1/subscriptions/${subscription}/keys/${key.id}/revocation`)).status, 404);
  const { body } = await stranger.get(`/v1/usage?subscription_id=${subscription}`);
  assert.equal(body.total?.calls ?? 0, 0);
});

test('a reporter reads and changes nothing', async () => {
  const reporter = kontor.as('reporter');
  const { body } = await reporter.get('/v1/subscriptions');
  assert.ok(body.items.length > 0);
  assert.equal((await reporter.post(`/v1/subscriptions/${body.items[0].id}/keys`, { name: 'x' })).status, 403);
  assert.equal((await reporter.post(`/v1/subscriptions/${body.items[0].id}/cancellation`)).status, 403);
  assert.equal((await reporter.get('/v1/audit-records')).status, 403);
});

test('a deactivated key stops working, for good', async () => {
  assert.equal((await browser().post(`/v1/subscriptions/${subscription}/keys/${key.id}/revocation`)).body.state, 'revoked');
  await eventually('refusal of the revoked key', async () =>
    (await client(kontor.base_url, key.secret).get('/ai/v1/models')).status === 401);
});

test('cancelling shows the bill first, revokes all keys, and leaves everything readable', async () => {
  const other = (await browser().post(`/v1/subscriptions/${subscription}/keys`, { name: 'second' })).body;
  const preview = (await browser().get(`/v1/subscriptions/${subscription}/cancellation`)).body;
  assert.equal(preview.keys.length, 1);
  assert.ok(preview.cost_to_date_micros > 0);
  assert.equal((await browser().post(`/v1/subscriptions/${subscription}/cancellation`)).body.state, 'cancelled');
  assert.equal((await browser().post(`/v1/subscriptions/${subscription}/cancellation`)).body.state, 'cancelled');
  const keys = (await browser().get(`/v1/subscriptions/${subscription}/keys`)).body.items;
  assert.ok(keys.every((one) => one.state === 'revoked'));
  await eventually('refusal of the other key', async () =>
    (await client(kontor.base_url, other.secret).get('/ai/v1/models')).status === 401);
  const detail = (await browser().get(`/v1/subscriptions/${subscription}`)).body;
  assert.ok(detail.documents.length > 0 && detail.agreements.length === 2);
  assert.ok((await browser().get(`/v1/usage?subscription_id=${subscription}`)).body.total.calls > 0);
});

test('what happened can be read as events, from any cursor on', async () => {
  const all = (await browser().get('/v1/events?limit=100')).body.items;
  const kinds = all.map((one) => one.kind);
  for (const kind of ['profile.submitted', 'profile.approved', 'order.completed', 'ai_key.issued', 'ai_key.revoked', 'subscription.cancelled'])
    assert.ok(kinds.includes(kind), `${kind} in ${kinds}`);
  const rest = (await browser().get(`/v1/events?after=${encodeURIComponent(all[2].cursor)}`)).body.items;
  assert.equal(rest[0].id, all[3].id);
});

test('forgotten passwords are replaced by a link that works once; other sessions end', async () => {
  assert.equal((await withProof('/v1/password-links', { email })).status, 202);
  assert.equal((await withProof('/v1/password-links', { email: 'nobody@nowhere.example' })).status, 202);
  const token = await linkFor(kontor, email, 'reset');
  assert.equal((await kontor.visitor.post('/v1/passwords', { token, password: `${PASSWORD}!` })).status, 204);
  assert.equal((await browser().get('/v1/session')).body.user, null);
  assert.equal((await kontor.visitor.post('/v1/sessions', { email, password: `${PASSWORD}!` })).status, 201);
});
