// A directory makes and removes the people of an organization: what Entra ID and Okta really send, and what nobody should.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { databaseSettings, startKontor } from '../support/kontor.mjs';

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
let kontor, owner, directory, domain, group;

before(async () => {
  kontor = await startKontor(await databaseSettings());
  owner = await kontor.signedIn('owner');
  domain = 'directory.example';
  const provider = await owner.post('/v1/identity-providers', { name: 'Entra ID', address: 'https://login.directory.example', client_id: 'kontor' });
  const asked = await owner.post(`/v1/identity-providers/${provider.body.id}/mail-domains`, { domain });
  await (await kontor.signedIn('operator')).post(`/v1/operator/mail-domains/${asked.body.id}/confirmation`);
  const token = await owner.post('/v1/organization/api-tokens', { name: 'Entra ID', scopes: ['directory'] });
  assert.equal(token.status, 201, JSON.stringify(token.body));
  directory = token.body.secret;
});
after(() => kontor?.stop());

async function scim(method, path, body, { token = directory, type = 'application/scim+json; charset=utf-8' } = {}) {
  const answer = await fetch(`${kontor.base_url}/scim/v2${path}`, {
    method,
    headers: { Authorization: `Bearer ${token}`, Accept: 'application/scim+json', ...(body && { 'Content-Type': type }) },
    body: body && JSON.stringify(body),
  });
  const text = await answer.text();
  if (text) assert.match(answer.headers.get('content-type'), /^application\/scim\+json/);
  return { status: answer.status, headers: answer.headers, body: text ? JSON.parse(text) : null };
}
const patch = (path, ...Operations) => scim('PATCH', path, { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations });
const find = async (kind, filter, more = '') => (await scim('GET', `/${kind}?filter=${encodeURIComponent(filter)}${more}`)).body;
const members = async () => (await owner.get('/v1/organization/members?limit=200')).body.items;
const member = async (email) => (await members()).find((one) => one.email === email);

test('Entra ID looks for a person, makes, changes, disables and removes it', async () => {
  const userName = `anna.muster@${domain}`;
  assert.equal((await find('Users', 'userName eq "3f9a1b0c-0000-4000-8000-0000deadbeef"')).totalResults, 0); // "Test connection"
  assert.equal((await find('Users', `userName eq "${userName}"`)).totalResults, 0);
  const made = await scim('POST', '/Users', {
    schemas: [USER, ENTERPRISE],
    externalId: '0a21f0f2-8d2a-4f8e-bf98-7363c4aed4ef',
    userName,
    active: true,
    displayName: 'Anna Muster',
    emails: [{ primary: true, type: 'work', value: userName }],
    meta: { resourceType: 'User' },
    name: { formatted: 'Anna Muster', familyName: 'Muster', givenName: 'Anna' },
    [ENTERPRISE]: { department: 'Purchasing', manager: { value: 'x' } },
    roles: [],
  });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  assert.equal(made.headers.get('location'), made.body.meta.location);
  assert.deepEqual((await member(userName)).roles, []);
  const path = `/Users/${made.body.id}`;
  const changed = await patch(
    path,
    { op: 'Replace', path: 'emails[type eq "work"].value', value: `anna.meier@${domain}` },
    { op: 'Add', path: 'name.familyName', value: 'Meier' },
    { op: 'Replace', path: `${ENTERPRISE}:department`, value: 'Sales' },
    { op: 'Add', path: 'addresses[type eq "work"].formatted', value: 'Somewhere 1' },
  );
  assert.equal(changed.status, 200, JSON.stringify(changed.body));
  assert.deepEqual(changed.body.emails, [{ value: `anna.meier@${domain}`, type: 'work', primary: true }]);
  assert.equal(changed.body.name.familyName, 'Meier');
  assert.equal((await find('Users', 'externalId eq "0a21f0f2-8d2a-4f8e-bf98-7363c4aed4ef"')).Resources[0].id, made.body.id);
  assert.equal((await find('Users', `emails[type eq "work"].value eq "anna.meier@${domain}"`)).totalResults, 1);

  assert.equal((await patch(path, { op: 'Replace', path: 'active', value: 'False' })).body.active, false);
  assert.equal(await member(userName), undefined);
  assert.equal((await find('Users', `userName eq "${userName}"`)).Resources[0].active, false);
  assert.equal((await patch(path, { op: 'Replace', path: 'active', value: 'True' })).body.active, true);
  assert.ok(await member(userName));
  assert.equal((await scim('DELETE', path)).status, 204);
  assert.equal((await scim('GET', path)).status, 404);
  assert.equal(await member(userName), undefined);
});

test('Entra ID keeps a group, whose members get the roles that the owner gave to it', async () => {
  const people = [];
  for (const name of ['bert', 'carl'])
    people.push((await scim('POST', '/Users', { schemas: [USER], userName: `${name}@${domain}`, active: true })).body);
  assert.equal((await find('Groups', 'displayName eq "Buyers"', '&excludedAttributes=members')).totalResults, 0);
  const made = await scim('POST', '/Groups', { schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'], externalId: '8aa1a0c0', displayName: 'Buyers', meta: { resourceType: 'Group' } });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  group = made.body;
  const path = `/Groups/${group.id}`;
  const given = await owner.put(`/v1/organization/directory/groups/${group.id}/roles`, { roles: ['purchasing'] });
  assert.deepEqual(given.body.roles, ['reports', 'purchasing']);
  const added = await patch(path, { op: 'Add', path: 'members', value: people.map(({ id }) => ({ $ref: null, value: id })) });
  assert.equal(added.status, 204);
  for (const { userName } of people)
    assert.deepEqual((await member(userName)).roles.map(({ role }) => role), ['reports', 'purchasing']);
  assert.equal((await find('Groups', `id eq "${group.id}" and members eq "${people[0].id}"`)).totalResults, 1);
  assert.equal((await scim('GET', `${path}?excludedAttributes=members`)).body.members, undefined);
  assert.equal((await patch(path, { op: 'Remove', path: 'members', value: [{ $ref: null, value: people[0].id }] })).status, 204);
  assert.deepEqual((await member(people[0].userName)).roles, []);
  assert.deepEqual((await scim('GET', path)).body.members.map(({ value }) => value), [people[1].id]);
});

test('Okta imports in pages, writes users whole, and renames groups without a path', async () => {
  const made = await scim('POST', '/Users', {
    schemas: [USER], userName: `dora@${domain}`, name: { givenName: 'Dora', familyName: 'Okta' },
    emails: [{ primary: true, value: `dora@${domain}`, type: 'work' }],
    displayName: 'Dora Okta', locale: 'en-US', externalId: '00ujl29u0le5T6Aj10h7', groups: [], password: '1mz050nq', active: true,
  });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  assert.equal(made.body.password, undefined);
  const all = (await scim('GET', '/Users?startIndex=1&count=2')).body;
  assert.deepEqual([all.totalResults, all.itemsPerPage, all.startIndex], [3, 2, 1]);
  assert.equal((await scim('GET', '/Users?startIndex=3&count=2')).body.Resources[0].id, made.body.id);
  const put = await scim('PUT', `/Users/${made.body.id}`, { ...made.body, name: { givenName: 'Dora', familyName: 'Other' }, active: true });
  assert.equal(put.body.name.familyName, 'Other');
  assert.equal((await patch(`/Users/${made.body.id}`, { op: 'replace', value: { active: false } })).body.active, false);
  const path = `/Groups/${group.id}`;
  assert.equal((await patch(path, { op: 'replace', value: { id: group.id, displayName: 'Purchasing' } })).status, 204);
  const replaced = await scim('GET', path);
  assert.deepEqual([replaced.body.displayName, replaced.body.members.length], ['Purchasing', 1]);
  assert.equal((await patch(path, { op: 'replace', path: 'members', value: [] })).status, 204);
  assert.equal((await scim('DELETE', path)).status, 204);
});

test('what is refused is refused as SCIM says', async () => {
  const twice = await scim('POST', '/Users', { userName: `BERT@${domain}`, active: true });
  assert.deepEqual([twice.status, twice.body.status, twice.body.scimType], [409, '409', 'uniqueness']);
  const foreign = await scim('POST', '/Users', { userName: kontor.persons.operator.email, active: true });
  assert.equal(foreign.status, 400);
  assert.match(foreign.body.detail, /not confirmed/);
  const broken = await fetch(`${kontor.base_url}/scim/v2/Users`, {
    method: 'POST', headers: { Authorization: `Bearer ${directory}`, 'Content-Type': 'application/scim+json' }, body: '{"userName":',
  });
  assert.equal((await broken.json()).scimType, 'invalidSyntax');
  assert.equal((await scim('POST', '/Users', { userName: 'x' }, { type: 'text/plain' })).status, 415);
  assert.equal((await scim('GET', '/Users', null, { token: kontor.persons.owner.api_token })).status, 403);
  assert.equal((await scim('GET', '/Users', null, { token: 'kt_api_no' })).status, 401);
  for (const filter of [`${'('.repeat(1900)}`, "userName eq \"x' OR 1=1", 'userName eq "\u0000"', 'x'.repeat(3000), 'userName eq "a" and', 'members[']) {
    const refused = await scim('GET', `/Users?filter=${encodeURIComponent(filter)}`);
    assert.equal(refused.status, 400, filter.slice(0, 40));
    assert.match(refused.body.schemas[0], /Error$/);
  }
});

test('lists of ten thousand are bounded', async () => {
  const value = (count) => Array.from({ length: count }, (_, i) => ({ value: `scu_${i}` }));
  const unknown = await scim('POST', '/Groups', { displayName: 'All', members: value(10_000) });
  assert.equal(unknown.status, 400);
  assert.match(unknown.body.detail, /10000 of the members/);
  assert.match((await scim('POST', '/Groups', { displayName: 'All', members: value(10_001) })).body.detail, /10000 members/);
  assert.equal((await scim('GET', '/Groups')).body.totalResults, 0);
  assert.equal((await patch('/Users/scu_x', ...Array.from({ length: 1001 }, () => ({ op: 'remove', path: 'name' })))).status, 404);
  assert.ok((await scim('GET', '/Users?count=100000')).body.Resources.length <= 200);
});
