import { expect, it } from 'vitest';
import { catalogQuery, toggled } from './catalog_state';
import { snippetsOf } from './snippets_of';

it('chooses a second value beside the first, and takes it back', () => {
    expect(toggled('databases', 'security')).toBe('databases,security');
    expect(toggled('databases,security', 'databases')).toBe('security');
    expect(toggled('security', 'security')).toBeUndefined();
});

it('asks the API what the address says', () => {
    expect(catalogQuery({ q: 'x', category: 'a,b', sort: 'name' })).toMatchObject({
        q: 'x',
        category: ['a', 'b'],
        sort: 'name',
    });
});

it('shows the call that the model understands', () => {
    const chat = snippetsOf('http://h/ai/v1/', { name: 'm', capabilities: ['chat'] });
    expect(chat[0]?.code).toContain('http://h/ai/v1/chat/completions');
    const embedding = snippetsOf('http://h/ai/v1', { name: 'm', capabilities: ['embeddings'] }, 'kt_live_x');
    expect(embedding[0]?.code).toContain('http://h/ai/v1/embeddings');
    expect(embedding[1]?.code).toContain('kt_live_x');
});
