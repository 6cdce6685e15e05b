import { useQuery } from '@tanstack/react-query';
import { ApiProblem } from '@/api/problem';
import { apiQuery } from '@/api/query';
import { useSession } from '@/shell/session';

const isGone = (error: unknown) => error instanceof ApiProblem && error.status === 404;

/**
 * What is published; else what one's organization has subscribed to nevertheless. Who comes from
 * what it subscribed to asks for that first.
 */
export function useProduct(slug: string, { isOwn = false, isWanted = true } = {}) {
    const session = useSession();
    const organization = session?.organization?.id;
    const published = apiQuery('/v1/products/{product}', { path: { product: slug } });
    const subscribed = apiQuery('/v1/subscribed-products/{product}', {
        path: { product: slug },
        organization,
    });
    const asksOwn = isOwn && !!organization;
    const own = useQuery({ ...subscribed, enabled: isWanted && asksOwn });
    const open = useQuery({ ...published, enabled: isWanted && (!asksOwn || isGone(own.error)) });
    const rest = useQuery({
        ...subscribed,
        enabled: isWanted && !asksOwn && isGone(open.error) && !!organization,
    });
    if (asksOwn) return isGone(own.error) ? open : own;
    return isGone(open.error) && (!session || organization) ? rest : open;
}
