import { Trans, useLingui } from '@lingui/react/macro';
import { Alert, Checkbox, Group, Stack } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { CopyField } from './CopyField';
import { Icon } from './icons';

/** A secret that can be seen now and never again; `done` is enabled once the person says to have it. */
export function SecretOnce(props: { label: string; secret: string; done: (isKept: boolean) => ReactNode }) {
    const { t } = useLingui();
    const [isKept, setKept] = useState(false);
    return (
        <Stack>
            <Alert color="yellow" icon={<Icon name="alert" />} title={t`Copy it now`}>
                <Trans>This is the only time that you see this secret. It cannot be shown again.</Trans>
            </Alert>
            <CopyField label={props.label} value={props.secret} />
            <Checkbox
                label={t`I have stored the secret in a safe place`}
                checked={isKept}
                onChange={(event) => setKept(event.currentTarget.checked)}
            />
            <Group justify="flex-end">{props.done(isKept)}</Group>
        </Stack>
    );
}
