import { Button, Divider } from '@mantine/core';
import { useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Icon } from '@/ui/icons';
import { canUsePasskeys } from './passkey';

/** A passkey in place of what is typed above; nothing where the browser has none. */
export function PasskeyButton(props: { isBusy: boolean; onClick: () => void; children: ReactNode }) {
    const { t } = useLingui();
    if (!canUsePasskeys()) return null;
    return (
        <>
            <Divider label={t`or`} />
            <Button
                variant="default"
                leftSection={<Icon name="key" size={16} />}
                loading={props.isBusy}
                onClick={props.onClick}
            >
                {props.children}
            </Button>
        </>
    );
}
