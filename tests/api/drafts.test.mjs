// A product written as a draft over the API: by two at once, by hostile people, until it is in the catalogue.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { databaseSettings, eventually, startKontor } from '../support/kontor.mjs';

let kontor, seller, operator, id;
before(async () => {
  kontor = await startKontor(await databaseSettings());
  seller = kontor.as('seller');
  operator = kontor.as('operator');
});
after(() => kontor?.stop());

const everywhere = (text) => ({ en: text, de: text, fr: text, cs: text });
const whole = {
  category: 'databases', version: '1.0', short_description: everywhere('Tides, as a service.'),
  description: everywhere('**Tides** for harbours. <script>alert(1)</script> [x](javascript:alert(1))'),
  plans: [{ code: 'standard', name: 'Standard', prices: [{ kind: 'recurring', period: 'month', amount: '49.90' }] }],
};
const svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><rect width="8" height="8"/></svg>';
const octets = { 'content-type': 'application/octet-stream' };
const upload = (kind, bytes, draft = id) =>
  seller.send('POST', `/v1/drafts/${draft}/files?kind=${kind}`, bytes, octets);
const write = (document, version, name = 'Almanac Tides') =>
  seller.put(`/v1/drafts/${id}`, { name, document }, version && { 'if-match': `"v${version}"` });
const missing = (draft) => draft.sections.flatMap((section) => section.missing.map((one) => one.field));

test('a draft is begun once, however often that is repeated', async () => {
  const key = { 'idempotency-key': 'a-draft' };
  const wish = { name: 'Almanac Tides', service_type: 'managed', licence_type: 'subscription' };
  const first = await seller.post('/v1/drafts', wish, key);
  const second = await seller.post('/v1/drafts', wish, key);
  assert.equal(first.status, 201, JSON.stringify(first.body));
  assert.equal(second.body.id, first.body.id);
  assert.equal(first.headers.get('etag'), '"v1"');
  ({ id } = first.body);
});

test('of many who save the same version at once one does, and the others lose nothing unseen', async () => {
  const answers = await Promise.all([1, 2, 3, 4].map((one) => write({ version: `1.${one}` }, 1)));
  assert.deepEqual(answers.map((one) => one.status).sort(), [200, 412, 412, 412]);
  const { body } = await seller.get(`/v1/drafts/${id}`);
  assert.equal(body.document.version, answers.find((one) => one.status === 200).body.document.version);
  assert.ok(missing(body).includes('description.cs'), 'what is missing is said');
});

test('pictures with scripts, disguised programs and bombs are refused', async () => {
  const refused = async (kind, bytes) => {
    const { status, body } = await upload(kind, bytes);
    assert.equal(status, 422, kind);
    assert.equal(body.errors[0].code, 'bad_content');
  };
  await refused('logo', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>');
  await refused('logo', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
  await refused('screenshot', svg);
  await refused('document', 'MZ\u0000\u0001');
  const header = Buffer.alloc(512); // of a file of 200 MB in a tar; packed it has 200 KB
  header.write('chart/Chart.yaml');
  header.write('0000644\0', 100);
  header.write((200 << 20).toString(8).padStart(11, '0'), 124);
  header.write('        0', 148);
  header.write('ustar\x0000', 257);
  header.write(header.reduce((sum, byte) => sum + byte, 0).toString(8).padStart(6, '0') + '\0 ', 148);
  const bomb = gzipSync(Buffer.concat([header, Buffer.alloc(200 << 20)]));
  const { status } = await fetch(`${kontor.base_url}/v1/drafts/${id}/files?kind=chart`, { method: 'POST', body: bomb,
    headers: { ...octets, authorization: `Bearer ${kontor.persons.seller.api_token}` } });
  assert.equal(status, 422);
});

test('a document that is too large, or has the key of an upstream in it, is refused', async () => {
  assert.equal((await write({ version: 'x'.repeat(600_000) })).status, 413);
  const { body } = await write({ ai: { models: [{ upstreams: [{ url: 'https://llm.example', key: 'sk-x' }] }] } });
  assert.equal(body.errors[0].code, 'key_not_allowed');
});

test('addresses that are none of the internet’s are told', async () => {
  const { body } = await write({ ...whole, documentation_url: 'javascript:alert(1)' });
  assert.deepEqual(missing(body), ['documentation_url']);
});

test('files are the seller’s alone, until the product is published', async () => {
  const logo = await upload('logo', svg);
  assert.equal(logo.status, 201);
  const { digest } = logo.body;
  assert.equal((await kontor.visitor.get(`/v1/files/${digest}`)).status, 404);
  const saved = await write({ ...whole, logo: { digest } });
  assert.deepEqual(missing(saved.body), []);
  const foreign = await write({ ...whole, logo: { digest: 'ab'.repeat(32) } });
  assert.deepEqual(missing(foreign.body), ['logo']);
  assert.equal((await seller.post(`/v1/drafts/${id}/submission`)).status, 422);
  await write({ ...whole, logo: { digest } });
});

test('the preview is what the page will show, with nothing in it that acts', async () => {
  const { body } = await seller.get(`/v1/drafts/${id}/preview`);
  assert.match(body.description_html.en, /<strong>Tides<\/strong>/);
  assert.doesNotMatch(body.description_html.en, /<script|href="javascript/);
  assert.equal(body.plans[0].prices[0].rate.micros, 49_900_000);
});

test('nobody else sees the draft', async () => {
  for (const person of ['owner', 'partner', 'operator'])
    for (const path of ['', '/preview', '/offer'])
      assert.ok([403, 404].includes((await kontor.as(person).get(`/v1/drafts/${id}${path}`)).status), person);
});

test('sent twice it is one revision; approved it is in the catalogue, and the draft is gone', async () => {
  const [first, second] = await Promise.all([1, 2].map(() => seller.post(`/v1/drafts/${id}/submission`)));
  assert.equal(first.status, 200, JSON.stringify(first.body));
  assert.equal(second.body.revision_id, first.body.revision_id);
  assert.equal(first.body.state, 'in_review');
  const { slug, revision_id } = first.body;
  await eventually('the check', async () => (await operator.get(`/v1/operator/revisions/${revision_id}`)).body.verdict?.checked_at);
  assert.equal((await operator.post(`/v1/operator/revisions/${revision_id}/approval`)).status, 200);
  const product = await eventually('the product', async () => {
    const answer = await kontor.visitor.get(`/v1/products/${slug}`);
    return answer.status === 200 && answer.body;
  });
  assert.equal((await kontor.visitor.get(`/v1/files/${product.logo_digest}`)).status, 200);
  await eventually('the draft to go', async () => (await seller.get(`/v1/drafts/${id}`)).status === 404);
});

test('a new revision begins from the old one; as a file it goes there and back', async () => {
  const begun = await seller.post('/v1/drafts', { product: 'almanac-tides' });
  assert.equal(begun.status, 201);
  assert.equal(begun.body.is_name_fixed, true);
  assert.equal((await seller.post('/v1/drafts', { product: 'almanac-tides' })).body.code, 'draft_exists');
  const address = `/v1/drafts/${begun.body.id}/offer`;
  const { body: yaml } = await seller.get(address);
  const taken = await seller.send('PUT', address, yaml.replace(/version: .*/, 'version: "2.0"'),
    { 'content-type': 'application/yaml', 'if-match': '"v1"' });
  assert.equal(taken.status, 200, JSON.stringify(taken.body));
  assert.equal(taken.body.document.version, '2.0');
  assert.deepEqual(taken.body.document.logo, begun.body.document.logo, 'the same file');
  assert.equal((await seller.delete(`/v1/drafts/${begun.body.id}`)).status, 204);
});
