import { Trans, useLingui } from '@lingui/react/macro';
import { Text } from '@mantine/core';
import { useState } from 'react';
import { bodyOf, client } from '@/api/client';
import type { Passkey } from '@/api/types';
import { FactorDialog, FactorName } from './FactorDialog';
import { makePasskey } from './passkey';
import { browserOf } from './user_agent';

async function create(name: string): Promise<Passkey> {
    const { public_key } = bodyOf(await client.GET('/v1/me/passkey-challenge'));
    const passkey = await makePasskey(public_key);
    return bodyOf(await client.POST('/v1/me/passkeys', { body: { name, passkey } }));
}

/** Name, then what the browser asks, then, with the first factor of any kind, recovery codes. */
export function NewPasskey(props: { onChange: () => Promise<unknown>; onClose: () => void }) {
    const { t } = useLingui();
    const [codes, setCodes] = useState<string[]>([]);
    const added = (passkey: Passkey) => {
        void props.onChange();
        if (passkey.recovery_codes?.length) setCodes(passkey.recovery_codes);
        else props.onClose();
    };
    return (
        <FactorDialog title={t`Add a passkey`} codes={codes} onClose={props.onClose}>
            <FactorName
                label={t`Name of the passkey`}
                description={t`So that you know it again: “Work laptop”`}
                initial={browserOf(navigator.userAgent)}
                create={create}
                onDone={added}
            >
                <Text>
                    <Trans>
                        Your browser will ask where to keep it: on this device, in a password manager, on a
                        phone or a security key.
                    </Trans>
                </Text>
            </FactorName>
        </FactorDialog>
    );
}
