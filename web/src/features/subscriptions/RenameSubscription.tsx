import { useLingui } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import { client, forOrganization } from '@/api/client';
import { forget } from '@/api/query';
import type { SubscriptionDetail } from '@/api/types';
import { useActing } from '@/shell/session';
import { RenameDialog } from '@/ui/RenameDialog';

export function RenameSubscription(props: { subscription: SubscriptionDetail; onClose: () => void }) {
    const { subscription, onClose } = props;
    const { t } = useLingui();
    const { organizationId } = useActing();
    const queries = useQueryClient();
    return (
        <RenameDialog
            title={t`Rename the subscription`}
            label={t`Name`}
            name={subscription.name}
            maxLength={100}
            rename={(name) =>
                client.PATCH('/v1/subscriptions/{id}', {
                    params: { path: { id: subscription.id } },
                    // Somebody else may have renamed it meanwhile: then the server says so.
                    headers: { ...forOrganization(organizationId), 'If-Match': `"v${subscription.version}"` },
                    body: { name },
                })
            }
            onDone={() => forget(queries, '/v1/subscriptions')}
            onClose={onClose}
        />
    );
}
