import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Group, Modal, type ModalProps } from '@mantine/core';
import type { ReactNode } from 'react';
import { useReturnFocus } from './return_focus';

type Props = Omit<ModalProps, 'opened'> & {
    opened?: boolean;
    isKept?: boolean; // what it shows is shown once: no click beside it and no key closes it
};

/** A dialog; open for as long as it is there, unless `opened` says otherwise. */
export function Dialog({ isKept = false, ...props }: Props) {
    useReturnFocus();
    const { t } = useLingui();
    return (
        <Modal
            opened
            closeButtonProps={{ 'aria-label': t`Close` }}
            closeOnClickOutside={!isKept}
            closeOnEscape={!isKept}
            withCloseButton={!isKept}
            {...props}
        />
    );
}

/** The end of a form in a dialog: what it does stands behind what leaves it. */
export function DialogButtons({ onClose, children }: { onClose: () => void; children: ReactNode }) {
    return (
        <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
                <Trans>Leave it</Trans>
            </Button>
            {children}
        </Group>
    );
}
