// After the first sign-in: the organization's profile is asked for, once, and may wait (C1).

import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useLocation } from '@tanstack/react-router';
import { useState } from 'react';
import type { Session } from '@/api/types';
import { ButtonLink } from '@/ui/links';

const keyOf = (id: string) => `kontor.setup_later.${id}`;

function wasPutOff(id: string): boolean {
    try {
        return localStorage.getItem(keyOf(id)) !== null;
    } catch {
        return false;
    }
}

function putOff(id: string): void {
    try {
        localStorage.setItem(keyOf(id), '1');
    } catch {
        // storage is forbidden: it is asked again after the next sign-in
    }
}

export default function SetupPrompt({ session }: { session: Session }) {
    const { t } = useLingui();
    const { pathname } = useLocation();
    const organization = session.organization;
    const [isLater, setLater] = useState(() => !organization || wasPutOff(organization.id));
    if (!organization || isLater || pathname.endsWith('/profile')) return null;
    const isAsked = organization.profile_state === 'none' && session.permissions.includes('profile');
    if (!isAsked || organization.is_operator) return null;
    const later = () => {
        putOff(organization.id);
        setLater(true);
    };
    return (
        <Modal
            opened
            onClose={later}
            title={t`Complete your setup`}
            closeButtonProps={{ 'aria-label': t`Later` }}
        >
            <Stack>
                <Text>
                    <Trans>
                        Tell us about {organization.name}. The operator checks it, then your organization can
                        buy. You can look at everything until then.
                    </Trans>
                </Text>
                <Group justify="flex-end" gap="xs">
                    <Button variant="default" onClick={later}>
                        <Trans>Later</Trans>
                    </Button>
                    <ButtonLink
                        to="/o/$organizationId/profile"
                        params={{ organizationId: organization.id }}
                        onClick={later}
                        data-autofocus
                    >
                        <Trans>Complete the profile</Trans>
                    </ButtonLink>
                </Group>
            </Stack>
        </Modal>
    );
}
