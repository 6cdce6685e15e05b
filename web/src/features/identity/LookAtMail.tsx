import { Trans, useLingui } from '@lingui/react/macro';
import { Text } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { TextLink } from '@/ui/links';
import { EntranceFrame } from './EntranceFrame';

/** A mail is on its way; the same words whether or not the address is known. */
export function LookAtMail({ email, children }: { email: string; children: ReactNode }) {
    const { t } = useLingui();
    const text = useRef<HTMLDivElement>(null);
    useEffect(() => text.current?.focus(), []);
    return (
        <EntranceFrame
            title={t`Look at your mail`}
            below={
                <TextLink to="/">
                    <Trans>To the catalogue</Trans>
                </TextLink>
            }
        >
            <div ref={text} tabIndex={-1} role="status">
                <Text>{children}</Text>
                <Text mt="xs">
                    <Trans>The mail goes to {email}. Nothing there? Look among the unwanted mails too.</Trans>
                </Text>
            </div>
        </EntranceFrame>
    );
}
