import { Trans } from '@lingui/react/macro';
import { useInfiniteQuery } from '@tanstack/react-query';
import { bodyOf, client } from '@/api/client';
import { apiList } from '@/api/query';
import { useTokenColumns } from './token_columns';
import { tokenOf } from './TokenFields';
import { TokenTable } from './TokenTable';

/** Tokens with which programs act in the person's name. */
export function ApiTokens() {
    return (
        <TokenTable
            name="api-tokens"
            description={
                <Trans>
                    With a token a program uses the marketplace’s API in your name. AI keys belong to
                    subscriptions.
                </Trans>
            }
            columns={useTokenColumns()}
            query={useInfiniteQuery(apiList('/v1/me/api-tokens', {}))}
            create={async (values) =>
                bodyOf(await client.POST('/v1/me/api-tokens', { body: tokenOf(values) }))
            }
            revoke={(id) => client.DELETE('/v1/me/api-tokens/{id}', { params: { path: { id } } })}
        />
    );
}
