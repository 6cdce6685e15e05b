import { Trans } from '@lingui/react/macro';
import { Alert } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { apiQuery } from '@/api/query';
import { useFormat } from '@/ui/format';
import { Icon } from '@/ui/icons';

/** For whoever lacks the role of a cloud that signing in will need. */
export function CloudAccessNotice() {
    const format = useFormat();
    const { data } = useQuery({ ...apiQuery('/v1/me/cloud-access', {}), staleTime: Infinity });
    return data?.items.map(({ provider_id, provider_name, required_role, required_from }) => (
        <Alert key={provider_id} color="yellow" icon={<Icon name="alert" />} mb="md" role="status">
            {required_from && new Date(required_from) > new Date() ? (
                <Trans>
                    From {format.date(required_from)} you sign in with {provider_name} only if you have the
                    role {required_role} there. Ask whoever administers the domain at the cloud.
                </Trans>
            ) : (
                <Trans>
                    You sign in with {provider_name} again only if you have the role {required_role} there.
                    Ask whoever administers the domain at the cloud.
                </Trans>
            )}
        </Alert>
    ));
}
