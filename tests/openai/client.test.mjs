// What an unmodified OpenAI client does with the gateway.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import OpenAI from 'openai';
import { eventually, startKontor } from '../support/kontor.mjs';
import { startUpstream, subscribe } from '../support/ai.mjs';

const failures = [400, 404, 408, 409, 413, 422, 429, 500, 503];
const models = ['demo-t8', 'demo-t8-i5', 'demo-t2000-i5', 'demo-f1', 'demo-f0', 'demo-t30-x1-i2', 'org/m2-t3', 'demo-s401', 'spare-t3', 'acme/writer']
  .concat(failures.map((status) => `demo-s${status}`));
const messages = [{ role: 'user', content: 'How do I cancel a subscription?' }];

let kontor, upstream, ai, openai;
let requests = 0; // that the client really sent

function client(apiKey, options = {}) {
  const counted = (...args) => (requests++, fetch(...args));
  return new OpenAI({ baseURL: kontor.ai_base_url, apiKey, fetch: counted, ...options });
}

before(async () => {
  [kontor, upstream] = await Promise.all([startKontor(), startUpstream()]);
  ai = await subscribe(kontor, upstream, models, { 'spare-t3': ['http://127.0.0.1:1/v1', upstream.url],
    'acme/writer': [{ url: upstream.url, model: 'demo-t8-i5' }] });
  openai = client((await ai.issueKey()).secret);
});
after(async () => {
  await kontor?.stop();
  await upstream?.stop();
});

const newest = async () => (await ai.calls())[0];

test('a chat is answered and metered', async () => {
  const { data: chat, response } = await openai.chat.completions.create({ model: 'demo-t8', messages }).withResponse();
  assert.equal(chat.object, 'chat.completion');
  assert.equal(chat.choices[0].message.role, 'assistant');
  assert.ok(chat.choices[0].message.content.length > 8);
  assert.equal(chat.usage.completion_tokens, 8);
  const call = await newest();
  assert.equal(call.request_id, response.headers.get('x-request-id'));
  assert.equal(chat._request_id, call.request_id);
  assert.equal(call.tokens_in, chat.usage.prompt_tokens);
  assert.equal(call.tokens_out, 8);
  assert.equal(call.quality, 'exact');
});

test('a stream comes in pieces and ends; its usage is seen only by who asks', async () => {
  const gather = async (options) => {
    let text = '', usage, pieces = 0;
    for await (const chunk of await openai.chat.completions.create({ model: 'demo-t8-i5', messages, stream: true, ...options })) {
      text += chunk.choices[0]?.delta.content ?? '';
      usage = chunk.usage ?? usage;
      pieces++;
    }
    return { text, usage, pieces };
  };
  const plain = await gather({});
  assert.ok(plain.pieces > 8 && plain.text.length > 8);
  assert.equal(plain.usage, undefined);
  const asked = await gather({ stream_options: { include_usage: true } });
  assert.equal(asked.usage.completion_tokens, 8);
  assert.equal((await newest()).tokens_out, 8);
});

test('answers name the model as it was asked for, not as its upstream calls it', async () => {
  const model = 'acme/writer';
  assert.equal((await openai.chat.completions.create({ model, messages })).model, model);
  assert.equal((await openai.completions.create({ model, prompt: 'Hi' })).model, model);
  assert.equal((await openai.responses.create({ model, input: 'Hi' })).model, model);
  assert.equal((await openai.embeddings.create({ model, input: 'Hi' })).model, model);
  for await (const chunk of await openai.chat.completions.create({ model, messages, stream: true, stream_options: { include_usage: true } }))
    assert.equal(chunk.model, model);
  let named = 0;
  for await (const event of await openai.responses.create({ model, input: 'Hi', stream: true })) {
    assert.equal(event.response?.model ?? model, model);
    named += event.response ? 1 : 0;
  }
  assert.ok(named >= 2);
});

test('the helpers of the client work: a stream gathered into one completion', async () => {
  const whole = await openai.chat.completions.stream({ model: 'demo-t8', messages }).finalChatCompletion();
  assert.ok(whole.choices[0].message.content.length > 8);
});

test('completions and responses work, whole and as streams', async () => {
  const completion = await openai.completions.create({ model: 'demo-t8', prompt: 'A key' });
  assert.equal(completion.usage.completion_tokens, 8);
  let text = '';
  for await (const chunk of await openai.completions.create({ model: 'demo-t8', prompt: 'A key', stream: true })) text += chunk.choices[0]?.text ?? '';
  assert.equal(text, completion.choices[0].text);

  const response = await openai.responses.create({ model: 'demo-t8', input: 'A key' });
  assert.ok(response.output_text.length > 8);
  assert.equal(response.usage.output_tokens, 8);
  const events = [];
  for await (const event of await openai.responses.create({ model: 'demo-t8', input: 'A key', stream: true })) events.push(event);
  assert.equal(events.at(-1).type, 'response.completed');
  assert.equal(events.at(-1).response.usage.output_tokens, 8);
  assert.equal((await newest()).operation, 'responses');
});

test('embeddings arrive as numbers by the default encoding, whatever the upstream knows', async () => {
  for (const model of ['demo-f0', 'demo-f1']) {
    const { data, usage } = await openai.embeddings.create({ model, input: ['a key', 'a subscription'] });
    assert.equal(data.length, 2);
    assert.equal(data[0].embedding.length, 64);
    const length = Math.hypot(...data[0].embedding);
    assert.ok(Math.abs(length - 1) < 1e-5, `length ${length}`);
    assert.ok(usage.prompt_tokens > 0);
  }
  const floats = await openai.embeddings.create({ model: 'demo-f0', input: 'a key', encoding_format: 'float' });
  assert.equal(floats.data[0].embedding.length, 64);
});

test('models are listed, and found by a name with a slash', async () => {
  const names = [];
  for await (const model of openai.models.list()) names.push(model.id);
  assert.deepEqual(names.sort(), [...models].sort());
  const model = await openai.models.retrieve('org/m2-t3');
  assert.equal(model.id, 'org/m2-t3');
  assert.equal(model.object, 'model');
  await assert.rejects(openai.models.retrieve('nobody'), OpenAI.NotFoundError);
});

test('tool calls and unknown parameters pass through in both directions', async () => {
  const tools = [{ type: 'function', function: { name: 'look_up', parameters: { type: 'object', properties: { usage: { type: 'object' } } } } }];
  const chat = await openai.chat.completions.create({
    model: 'demo-t8', messages, tools, tool_choice: 'required', metadata: { order: '1.0e3', nested: 'äöü"\\' }, unknown_parameter: [1, null, { a: 1e400 }.a === Infinity],
  });
  assert.equal(chat.choices[0].message.tool_calls[0].function.name, 'look_up');
  assert.deepEqual(chat.metadata, { order: '1.0e3', nested: 'äöü"\\' });
});

test('another upstream takes over when the first cannot be reached', async () => {
  const chat = await openai.chat.completions.create({ model: 'spare-t3', messages });
  assert.equal(chat.usage.completion_tokens, 3);
});

test('who leaves a stream early is recorded all the same', async () => {
  const stream = await openai.chat.completions.create({ model: 'demo-t2000-i5', messages, stream: true });
  let pieces = 0;
  for await (const chunk of stream) if (chunk && ++pieces === 5) break; // closes the connection
  const call = await eventually('the row of the call', async () => (await ai.calls()).find((row) => row.model === 'demo-t2000-i5'));
  assert.equal(call.quality, 'estimated');
  assert.equal(call.is_complete, false);
  assert.ok(call.tokens_out >= 4 && call.tokens_out < 2000);
});

test('a stream that the upstream cuts raises instead of ending', async () => {
  const stream = await openai.chat.completions.create({ model: 'demo-t30-x1-i2', messages, stream: true });
  let text = '';
  await assert.rejects(async () => {
    for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? '';
  });
  assert.ok(text.length > 0);
  const call = await eventually('the row of the call', async () => (await ai.calls()).find((row) => row.model === 'demo-t30-x1-i2'));
  assert.equal(call.quality, 'none');
  assert.equal(call.tokens_out, 0);
});

// ── errors, and how often the client tries ──

const classes = {
  400: OpenAI.BadRequestError, 401: OpenAI.AuthenticationError, 403: OpenAI.PermissionDeniedError, 404: OpenAI.NotFoundError,
  409: OpenAI.ConflictError, 422: OpenAI.UnprocessableEntityError, 429: OpenAI.RateLimitError,
  500: OpenAI.InternalServerError, 502: OpenAI.InternalServerError, 503: OpenAI.InternalServerError,
};

async function fails(call, status, tries) {
  const before = requests;
  await assert.rejects(call, (error) => {
    assert.equal(error.status, status);
    assert.ok(error instanceof (classes[status] ?? OpenAI.APIError), `${status} is ${error.constructor.name}`);
    assert.ok(error.message.length > 10 && error.error.message, error.message);
    assert.ok('type' in error.error && 'param' in error.error && 'code' in error.error);
    return true;
  });
  assert.equal(requests - before, tries, `tries for ${status}`);
}

const chat = (model, who = openai) => who.chat.completions.create({ model, messages });

for (const status of failures) {
  const tries = [408, 409, 429].includes(status) || status >= 500 ? 3 : 1;
  test(`an upstream's ${status} is the client's ${status}, tried ${tries} times and free`, async () => {
    await fails(() => chat(`demo-s${status}`), status, tries);
    const calls = (await ai.calls()).filter((row) => row.model === `demo-s${status}`);
    assert.equal(calls.length, tries);
    assert.ok(calls.every((row) => row.quality === 'none' && row.tokens_in + row.tokens_out === 0));
  });
}

test('refusals that will not change are tried once', async () => {
  await fails(() => chat('nobody'), 404, 1);
  await fails(() => chat('demo-s401'), 502, 1);
  await fails(() => chat('demo-t8', client('kt_live_nobody')), 401, 1);
  await fails(() => openai.chat.completions.create({ messages }), 400, 1);
  await fails(() => openai.chat.completions.create({ model: 'demo-t8', messages, filler: 'x'.repeat(17 * 1024 * 1024) }), 413, 1);
  const narrow = await ai.issueKey({ models: ['demo-t8'] });
  await fails(() => chat('demo-f0', client(narrow.secret)), 403, 1);
});

test('limits are told in headers, and their 429 is tried again after the time it says', async () => {
  const { secret } = await ai.issueKey({ requests_per_minute: 2, tokens_per_minute: 1000 });
  const limited = client(secret, { maxRetries: 0 });
  const { response } = await limited.chat.completions.create({ model: 'demo-t8', messages }).withResponse();
  assert.equal(response.headers.get('x-ratelimit-limit-requests'), '2');
  assert.equal(response.headers.get('x-ratelimit-remaining-requests'), '1');
  assert.equal(response.headers.get('x-ratelimit-limit-tokens'), '1000');
  assert.match(response.headers.get('x-ratelimit-reset-requests'), /^\d+(\.\d+)?m?s$/);
  await chat('demo-t8', limited);
  await assert.rejects(chat('demo-t8', limited), (error) => {
    assert.ok(error instanceof OpenAI.RateLimitError);
    assert.equal(error.code, 'rate_limit_exceeded');
    assert.ok(Number(error.headers.get('retry-after')) > 0);
    return true;
  });
});

test('a revoked key stops at once, its running stream too', async () => {
  const key = await ai.issueKey();
  const doomed = client(key.secret);
  const stream = await doomed.chat.completions.create({ model: 'demo-t2000-i5', messages, stream: true });
  let revoked;
  await assert.rejects(async () => {
    for await (const chunk of stream) {
      if (!chunk.choices) continue;
      revoked ??= ai.revokeKey(key.id).then(() => performance.now());
    }
  });
  const late = performance.now() - (await revoked);
  assert.ok(late < 1000, `${late} ms`);
  await fails(() => chat('demo-t8', doomed), 401, 1);
});

test('a cancelled subscription serves nobody', async () => {
  const other = await subscribe(kontor, upstream, ['demo-t3']);
  const { secret } = await other.issueKey();
  const leaving = client(secret);
  await chat('demo-t3', leaving);
  await other.cancel();
  await eventually('the refusal', () => chat('demo-t3', leaving).then(() => false, (error) => error.status === 401 || error.status === 403));
});
