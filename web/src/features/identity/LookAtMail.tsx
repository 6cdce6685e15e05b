import { Trans, useLingui } from '@lingui/react/macro';
import { Alert, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef } from 'react';
import { platformQuery } from '@/shell/Footer';
import { Icon } from '@/ui/icons';
import { EntranceFrame, ToCatalogue } from './EntranceFrame';

/** A mail is on its way; the same words whether or not the address is known. */
export function LookAtMail({ email, children }: { email: string; children: ReactNode }) {
    const { t } = useLingui();
    const text = useRef<HTMLDivElement>(null);
    const platform = useQuery({ ...platformQuery(), staleTime: Number.POSITIVE_INFINITY }).data;
    useEffect(() => text.current?.focus(), []);
    return (
        <EntranceFrame title={t`Look at your mail`} below={<ToCatalogue />}>
            <div ref={text} tabIndex={-1} role="status">
                <Text>{children}</Text>
                <Text mt="xs">
                    <Trans>The mail goes to {email}. Nothing there? Look among the unwanted mails too.</Trans>
                </Text>
                {platform && !platform.sends_mail && (
                    <Alert mt="md" icon={<Icon name="clock" />}>
                        <Trans>
                            No mail server is set up here. Instead, the mail and its link stand in the
                            program’s log: where it was started, usually a terminal.
                        </Trans>
                    </Alert>
                )}
            </div>
        </EntranceFrame>
    );
}
