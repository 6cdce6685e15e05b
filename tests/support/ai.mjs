// A customer's way to a model, for tests: an offer whose models are the demonstration upstream's, a
// subscription of it, and a key. What the models do is in their names; see src/demo/upstream.h.
//
//     const upstream = await startUpstream();
//     const ai = await subscribe(kontor, upstream, ['demo-t5', 'org/m2']);
//     const { secret } = await ai.issueKey({ requests_per_minute: 2 });
//     await upstream.stop();
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { eventually, root } from './kontor.mjs';

const program = process.env.KONTOR_PROGRAM ?? join(root, 'build/kontor');

/** `kontor demo-upstream` on a port of its own. */
export async function startUpstream() {
  const child = spawn(program, ['demo-upstream', '--port', '0'], { stdio: ['ignore', 'inherit', 'pipe'] });
  const ended = new Promise((done) => child.on('close', done));
  const line = await new Promise((done, failed) => {
    createInterface({ input: child.stderr }).once('line', done);
    ended.then(() => failed(new Error('The upstream did not start.')));
  });
  const url = /http\S+/.exec(line)[0];
  return {
    url,
    stats: async () => (await fetch(new URL('/_stats', url))).json(),
    stop: () => (child.kill('SIGTERM'), ended),
  };
}

function must(answer, status) {
  if (answer.status !== status) throw new Error(`${answer.status} instead of ${status}: ${JSON.stringify(answer.body)}`);
  return answer.body;
}

function offer(slug, models, upstreams) {
  const capabilities = ['chat', 'completions', 'embeddings', 'responses'];
  return {
    slug,
    name: `Models ${slug}`.slice(0, 40),
    seller: {
      slug: 'test-models', name: 'Test Models', about: { en: 'Models for tests.' }, website: 'https://models.example',
      contact_email: 'sales@models.example', support_email: 'help@models.example', country: 'DE',
    },
    category: 'ai-models', service_type: 'ai', licence_type: 'usage', version: '1',
    short_description: { en: 'Models for tests.' }, description: { en: 'Models for tests.' },
    plans: [{ code: 'usage', name: 'Usage', description: { en: 'Pay as you go.' } }],
    ai: {
      models: models.map((name) => ({
        name, capabilities, context_length: 4096, rates: { in: '0.15', out: '0.60' },
        upstreams: (upstreams[name] ?? upstreams['*']).map((upstream) => ({
          key: 'upstream-secret', ...(typeof upstream === 'string' ? { url: upstream } : upstream),
        })),
      })),
    },
  };
}

let number = 0;

/** The buyer's subscription of a new product with these models; `also`: other upstream addresses of a model. */
export async function subscribe(kontor, upstream, models, also = {}) {
  const slug = `test-models-${process.pid}-${++number}`;
  const operator = kontor.as('operator'), buyer = kontor.as('buyer');
  must(await operator.put('/v1/offers', offer(slug, models, { '*': [upstream.url], ...also })), 200);
  const product = await eventually('the publication', async () => {
    const answer = await operator.get(`/v1/products/${slug}`);
    return answer.status === 200 && answer.body;
  });
  const purchase = must(await buyer.get(`/v1/products/${slug}/purchase`), 200);
  const order = must(
    await buyer.post('/v1/orders', {
      plan_id: product.plans[0].id,
      name: slug,
      accepted: purchase.agreements.map((agreement) => agreement.digest),
    }),
    201,
  );
  const keys = `/v1/subscriptions/${order.subscription_id}/keys`;
  let keyNumber = 0;
  return {
    subscription_id: order.subscription_id,
    issueKey: async (wanted = {}) => must(await buyer.post(keys, { name: `key ${++keyNumber}`, ...wanted }), 201),
    revokeKey: async (id) => must(await buyer.post(`${keys}/${id}/revocation`, {}), 200),
    cancel: async () => must(await buyer.post(`/v1/subscriptions/${order.subscription_id}/cancellation`, {}), 200),
    /** All recorded calls, the newest first. */
    calls: async () => {
      const items = [];
      for (let after = ''; after !== null; ) {
        const page = must(
          await buyer.get(`/v1/calls?limit=200&subscription_id=${order.subscription_id}${after ? `&after=${encodeURIComponent(after)}` : ''}`),
          200,
        );
        items.push(...page.items);
        after = page.next;
      }
      return items;
    },
  };
}
