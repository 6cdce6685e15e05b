import { useLingui } from '@lingui/react/macro';
import { client } from '@/api/client';
import type { Passkey } from '@/api/types';
import { RenameDialog } from '@/ui/RenameDialog';

export function RenamePasskey(props: { passkey: Passkey; onChange: () => unknown; onClose: () => void }) {
    const { t } = useLingui();
    const { passkey, onChange, onClose } = props;
    return (
        <RenameDialog
            title={t`Rename ${passkey.name}`}
            label={t`Name of the passkey`}
            name={passkey.name}
            maxLength={80}
            rename={(name) =>
                client.PATCH('/v1/me/passkeys/{id}', { params: { path: { id: passkey.id } }, body: { name } })
            }
            onDone={onChange}
            onClose={onClose}
        />
    );
}
