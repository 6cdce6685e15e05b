import { Trans } from '@lingui/react/macro';
import { Alert, Group, Text } from '@mantine/core';
import type { OrganizationSummary, Session } from '@/api/types';
import { Icon } from '@/ui/icons';
import { ButtonLink } from '@/ui/links';

/** On all pages while one acts for a customer: for whom, through whom, and the way back. */
export default function PartnerBanner(props: { session: Session; organization: OrganizationSummary }) {
    const { name, partner_id, partner_name } = props.organization;
    const own = props.session.organizations.find(({ id }) => id === partner_id);
    return (
        <Alert color="orange" variant="light" icon={<Icon name="users" />} mb="md" role="status">
            <Group justify="space-between" gap="xs">
                <Text size="sm">
                    <Trans>
                        You act for <strong>{name}</strong>, through {partner_name}. {name} sees what you do.
                    </Trans>
                </Text>
                {own && (
                    <ButtonLink
                        to="/o/$organizationId"
                        params={{ organizationId: own.id }}
                        size="xs"
                        variant="default"
                    >
                        <Trans>Back to {own.name}</Trans>
                    </ButtonLink>
                )}
            </Group>
        </Alert>
    );
}
