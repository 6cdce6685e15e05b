import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Drawer } from '@mantine/core';
import type { ReactNode } from 'react';
import { useReturnFocus } from '@/ui/return_focus';

/** The filters on a narrow screen. */
export default function FilterDrawer({ onClose, children }: { onClose: () => void; children: ReactNode }) {
    useReturnFocus();
    const { t } = useLingui();
    return (
        <Drawer opened onClose={onClose} title={t`Filters`} closeButtonProps={{ 'aria-label': t`Close` }}>
            {children}
            <Button fullWidth mt="md" onClick={onClose}>
                <Trans>Show the products</Trans>
            </Button>
        </Drawer>
    );
}
