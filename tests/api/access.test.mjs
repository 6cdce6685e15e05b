// Tokens of an organization, addresses from which they work, and the audit log that anybody can verify.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { databaseSettings, kontor as command, startKontor } from '../support/kontor.mjs';

const TOKENS = '/v1/organization/api-tokens';
let kontor, settings, session;

before(async () => {
  settings = { ...(await databaseSettings()), KONTOR_EGRESS_ADDRESSES: '198.51.100.16/28, 2001:db8:7::/64' };
  kontor = await startKontor(settings);
  const { email, password } = kontor.persons.owner;
  const signed = await call('POST', '/v1/sessions', { body: { email, password } });
  session = { Cookie: signed.headers.get('set-cookie').split(';')[0], 'Kontor-CSRF': signed.body.csrf_token };
});
after(() => kontor?.stop());

async function call(method, path, { body, token, headers = {} } = {}) {
  const answer = await fetch(kontor.base_url + path, {
    method,
    headers: {
      ...(body && { 'Content-Type': 'application/json' }),
      ...(token && { Authorization: `Bearer ${token}` }),
      ...headers,
    },
    body: body && JSON.stringify(body),
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, text, body: answer.headers.get('content-type')?.includes('json') && !path.includes('.jsonl') ? JSON.parse(text) : null };
}

const make = async (more) => {
  const body = { name: 'ERP', roles: ['reports', 'administrator'], scopes: ['read', 'write', 'administration'], ...more };
  return (await call('POST', TOKENS, { headers: session, body })).body;
};

test('a token of the organization acts as itself, and never as a person', async () => {
  const { secret: token, id } = await make();
  const hook = { name: 'ERP', url: 'https://erp.example.com/hook', events: ['*'] };
  const made = await call('POST', '/v1/webhooks', { token, body: hook });
  assert.equal(made.status, 201, made.text);
  const { items } = (await call('GET', '/v1/audit-records', { token })).body;
  const record = items.find((one) => one.subject_id === made.body.id);
  assert.deepEqual([record.user_name, record.api_token_id, record.text], ['ERP', id, 'Created a webhook']);
  assert.equal((await call('PATCH', '/v1/me', { token, body: { name: 'Evil' } })).body.code, 'person_required');
  assert.equal((await call('POST', '/v1/orders', { token, body: { plan_id: 'pla_x', accepted: [] } })).body.code, 'missing_permission');
  assert.equal((await call('DELETE', `${TOKENS}/${id}`, { headers: session })).status, 204);
  assert.equal((await call('GET', '/v1/organization', { token })).status, 401);
});

test('behind a proxy the address that the proxy saw counts, not what the client wrote', async () => {
  const { secret: token } = await make({ addresses: ['198.51.100.0/24'] });
  const from = (addresses) => call('GET', '/v1/organization', { token, headers: { 'X-Forwarded-For': addresses } });
  assert.equal((await from('198.51.100.9')).status, 200);
  assert.equal((await from('::ffff:198.51.100.9')).status, 200);
  assert.equal((await from('203.0.113.5, 198.51.100.9')).status, 200);
  assert.equal((await from('198.51.100.9, 203.0.113.5')).body.code, 'address_not_allowed');
  assert.equal((await call('GET', '/v1/organization', { token })).body.code, 'address_not_allowed');
});

test('access rules hold off at once, and their change is refused to one who missed another', async () => {
  const { secret: token } = await make();
  const rules = { addresses: ['198.51.100.0/24'], limits_tokens: true };
  const put = (version) => call('PUT', '/v1/organization/access-rules', { headers: { ...session, 'If-Match': version }, body: rules });
  assert.equal((await put('"v0"')).status, 200);
  assert.equal((await put('"v0"')).status, 412);
  assert.equal((await call('GET', '/v1/organization', { token })).body.code, 'address_not_allowed');
  assert.equal((await call('GET', '/v1/organization', { headers: session })).status, 200);
  rules.limits_tokens = false;
  assert.equal((await put('"v1"')).status, 200);
  assert.equal((await call('GET', '/v1/organization', { token })).status, 200);
});

test('sign-in methods shut out whom the preview names, and an owner gets in in spite of them', async () => {
  const RULES = '/v1/organization/authentication-rules';
  const { email, password } = kontor.persons.buyer;
  const signed = await call('POST', '/v1/sessions', { body: { email, password } });
  const buyer = { Cookie: signed.headers.get('set-cookie').split(';')[0], 'Kontor-CSRF': signed.body.csrf_token };
  const { secret: token } = await make();
  const wanted = { methods: ['passkey'] };
  const { people, keeps_owner } = (await call('POST', `${RULES}/preview`, { headers: session, body: wanted })).body;
  assert.equal(people.find((one) => one.email === email).reason, 'no_method');
  assert.equal(people.find((one) => one.email === kontor.persons.owner.email).reason, 'break_glass');
  assert.equal(keeps_owner, true);
  const put = (body, version) => call('PUT', RULES, { headers: { ...session, 'If-Match': `"v${version}"` }, body });
  assert.equal((await put(wanted, 0)).body.code, 'would_shut_out');
  assert.equal((await put({ ...wanted, is_confirmed: true }, 0)).status, 200);
  assert.equal((await call('GET', '/v1/organization', { headers: buyer })).body.code, 'sign_in_method_not_allowed');
  assert.equal((await call('GET', '/v1/organization', { token })).status, 200);
  assert.equal((await call('GET', RULES, { headers: session })).body.code, 'sign_in_method_not_allowed');
  const glass = { organization_id: kontor.persons.owner.organization_id };
  assert.equal((await call('POST', '/v1/authentication-rules/break-glass', { headers: buyer, body: glass })).body.code, 'owner_only');
  assert.equal((await call('POST', '/v1/authentication-rules/break-glass', { headers: session, body: glass })).status, 204);
  assert.equal((await put({ methods: [], second_factor_from: '2020-01-01T00:00:00Z', is_confirmed: true }, 1)).body.code, 'no_owner_left');
  assert.equal((await put({ methods: [] }, 1)).status, 200);
  assert.equal((await call('GET', '/v1/organization', { headers: buyer })).status, 200);
});

test('programs read from which addresses clouds are reached', async () => {
  const { body } = await call('GET', '/v1/platform/addresses');
  assert.deepEqual(body.addresses, ['198.51.100.16/28', '2001:db8:7::/64']);
});

test('who has the export verifies the log by what the manual says', async () => {
  await Promise.all(Array.from({ length: 20 }, (_, i) => call('PATCH', '/v1/me', { headers: session, body: { name: `Mira ${i}` } })));
  const { text } = await call('GET', '/v1/audit-records.jsonl', { headers: session });
  const records = text.trim().split('\n').map((line) => JSON.parse(line)).sort((a, b) => a.number - b.number);
  assert.ok(records.length > 20);
  let before = '';
  for (const [i, one] of records.entries()) {
    const lines = [before, one.number, one.organization_id, one.id, one.action, one.subject_id, one.user_id, one.session_id,
      one.api_token_id, one.actor_organization_id, one.address, one.request_id, one.status, one.created_at];
    const digest = createHash('sha256').update(lines.map((line) => `${line ?? ''}\n`).join('')).digest('hex');
    assert.equal(one.number, i + 1);
    assert.equal(digest, one.digest, `record ${one.number}`);
    before = digest;
  }
  const { body } = await call('GET', `/v1/audit-records/verification?number=${records.length}&digest=${before}`, { headers: session });
  assert.equal(body.is_intact, true);
  const printed = await command(['audit', 'verify'], { ...settings, KONTOR_DATA_FOLDER: kontor.folder });
  assert.match(printed, new RegExp(`${records[0].organization_id}: ${records.length} records, the last is ${records.length} ${before}`));
});
