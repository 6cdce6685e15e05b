import { expect, test } from 'vitest';
import { isOfPlatform, mailTo } from './support';

test('what a product does is its seller’s to mend, clusters and the way to them the operator’s', () => {
    for (const code of [
        'container_crashes',
        'image_not_pulled',
        'helm_failed',
        'chart_not_rendered',
        'not_ready',
    ])
        expect(isOfPlatform(code), code).toBe(false);
    for (const code of [
        'cluster_unreachable',
        'kube_forbidden',
        'no_node',
        'quota_refuses',
        'volume_not_made',
    ])
        expect(isOfPlatform(code), code).toBe(true);
});

test('a mail says what it is about, and nothing in it becomes another field', () => {
    const link = new URL(
        mailTo('a?cc=b@x.test', 'Shop 1 & 2', [['Cause', `${'x'.repeat(600)}&bcc=c@x.test`]]),
    );
    expect(link.pathname).toBe('a%3Fcc%3Db@x.test');
    expect([...link.searchParams.keys()]).toEqual(['subject', 'body']);
    expect(link.searchParams.get('subject')).toBe('Shop 1 & 2');
    expect(link.searchParams.get('body')).toBe(`\r\n\r\n--\r\nCause: ${'x'.repeat(500)}`);
});
