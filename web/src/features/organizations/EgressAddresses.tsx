import { Trans, useLingui } from '@lingui/react/macro';
import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { apiQuery } from '@/api/query';
import { CopyField } from '@/ui/CopyField';

/** What a customer's firewall or a cloud's access rules have to let in; nothing if the operator did not say. */
export function EgressAddresses() {
    const { t } = useLingui();
    const { data } = useQuery(apiQuery('/v1/platform/addresses', {}));
    if (!data?.addresses.length) return null;
    return (
        <div>
            <CopyField
                label={t`Addresses of the marketplace`}
                description={t`If access is limited by network address there, let these in first.`}
                value={data.addresses.join(', ')}
            />
            <Text size="xs" c="dimmed" mt={4}>
                <Trans>
                    Programs read them at <code>/v1/platform/addresses</code>.
                </Trans>
            </Text>
        </div>
    );
}
