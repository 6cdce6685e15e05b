import { Trans } from '@lingui/react/macro';
import { Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { apiList } from '@/api/query';
import { ProviderButtons } from './ProviderButtons';

/** Signing in anew at a linked provider proves who one is: the way of people without a password. */
export function ProveByProvider({ email }: { email: string }) {
    const { href } = useLocation();
    const linked = useInfiniteQuery(apiList('/v1/me/linked-identities', {})).data?.pages;
    const only = (linked ?? []).flatMap(({ items }) => items.map(({ provider_id }) => provider_id));
    return (
        <ProviderButtons
            email={email}
            returnTo={href}
            only={only}
            note={
                <Text size="sm" c="dimmed">
                    <Trans>This leads away and back to this page; what is not saved is lost.</Trans>
                </Text>
            }
        />
    );
}
