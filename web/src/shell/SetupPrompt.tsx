import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { Trans, useLingui } from '@lingui/react/macro';
import type { OrganizationSummary } from '@/api/types';
import { ButtonLink } from '@/ui/links';
import { useReturnFocus } from '@/ui/return_focus';

export default function SetupPrompt(props: { organization: OrganizationSummary; later: () => void }) {
    useReturnFocus();
    const { t } = useLingui();
    const { organization, later } = props;
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
