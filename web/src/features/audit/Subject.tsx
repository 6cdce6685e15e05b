import { Text } from '@mantine/core';
import { TextLink } from '@/ui/links';

/** The page of a thing, by what its id begins with. */
const PAGES: Record<string, string> = {
    cfg: 'configurations',
    cla: 'cloud-accounts',
    clu: 'clusters',
    drf: 'drafts',
    lea: 'leads',
    ord: 'orders',
    prd: 'products',
    quo: 'quotes',
    sub: 'subscriptions',
    whk: 'webhooks',
    wkl: 'workloads',
};

export const pageOf = (id: string): string | undefined => PAGES[id.split('_')[0] ?? ''];

export function Subject({ id, organizationId }: { id: string | null; organizationId: string }) {
    const page = id ? pageOf(id) : undefined;
    if (!id) return '–';
    if (!page)
        return (
            <Text span size="sm" style={{ wordBreak: 'break-all' }}>
                {id}
            </Text>
        );
    return (
        <TextLink to={`/o/${organizationId}/${page}/${id}` as string} style={{ wordBreak: 'break-all' }}>
            {id}
        </TextLink>
    );
}
