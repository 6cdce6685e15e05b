// The first call of a model in three languages.
export interface SnippetModel {
    name: string;
    capabilities: string[];
}

const QUESTION = 'Why is the sky blue?';

/** `apiUrl` is the base URL that an OpenAI client takes: it ends in /ai/v1. */
export function snippetsOf(apiUrl: string, model: SnippetModel, apiKey = 'YOUR_KEY') {
    const url = apiUrl.replace(/\/$/, '');
    const isEmbedding = !model.capabilities.includes('chat') && model.capabilities.includes('embeddings');
    const body = isEmbedding
        ? `{"model": "${model.name}", "input": "${QUESTION}"}`
        : `{"model": "${model.name}", "messages": [{"role": "user", "content": "${QUESTION}"}]}`;
    const curl = `curl ${url}/${isEmbedding ? 'embeddings' : 'chat/completions'} \\
  -H "Authorization: Bearer ${apiKey}" \\
  -H "Content-Type: application/json" \\
  -d '${body}'`;
    const python = `from openai import OpenAI

client = OpenAI(base_url="${url}", api_key="${apiKey}")
${
    isEmbedding
        ? `answer = client.embeddings.create(model="${model.name}", input="${QUESTION}")
print(answer.data[0].embedding)`
        : `answer = client.chat.completions.create(
    model="${model.name}",
    messages=[{"role": "user", "content": "${QUESTION}"}],
)
print(answer.choices[0].message.content)`
}`;
    const javascript = `import OpenAI from 'openai';

const client = new OpenAI({ baseURL: '${url}', apiKey: '${apiKey}' });
${
    isEmbedding
        ? `const answer = await client.embeddings.create({ model: '${model.name}', input: '${QUESTION}' });
console.log(answer.data[0].embedding);`
        : `const answer = await client.chat.completions.create({
    model: '${model.name}',
    messages: [{ role: 'user', content: '${QUESTION}' }],
});
console.log(answer.choices[0].message.content);`
}`;
    return [
        { name: 'curl', code: curl },
        { name: 'Python', code: python },
        { name: 'JavaScript', code: javascript },
    ];
}
