import { Trans, useLingui } from '@lingui/react/macro';
import { Anchor, Group, List, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Session } from '@/api/types';
import { platformQuery } from '@/shell/Footer';
import { useSession } from '@/shell/session';
import { fileAddress } from '@/ui/files';
import { ButtonLink } from '@/ui/links';
import { PageHeader } from '@/ui/PageHeader';
import { useSellerTerms } from './seller_terms';

/** What it means to sell here, for everybody; the way on depends on who reads it. */
export function BecomeSellerPage() {
    const { t } = useLingui();
    const session = useSession();
    const operator = useQuery(platformQuery()).data?.operator_name;
    return (
        <>
            <PageHeader
                title={t`Become a seller`}
                crumbs={[{ label: t`Catalogue`, link: { to: '/' } }]}
                description={
                    <Trans>Offer your software and services to every organization on this marketplace.</Trans>
                }
            />
            <Stack gap="xl" maw={760}>
                {session && <WayOn session={session} />}
                <section aria-labelledby="how">
                    <Title order={2} id="how" mb="sm">
                        <Trans>How it goes</Trans>
                    </Title>
                    <List type="ordered" spacing="xs">
                        <List.Item>
                            <Trans>
                                Your organization is registered and its profile approved: who it is, where it
                                is, how to reach it.
                            </Trans>
                        </List.Item>
                        <List.Item>
                            <Trans>
                                You apply: the name under which you sell, addresses for sales and support, and
                                your agreement to the terms for sellers.
                            </Trans>
                        </List.Item>
                        <List.Item>
                            <Trans>
                                {operator ?? t`The operator`} decides. You get a mail either way; with a
                                reason, if something is to be corrected.
                            </Trans>
                        </List.Item>
                        <List.Item>
                            <Trans>
                                You describe your company on its public page, then publish products. The same
                                organization goes on buying as before.
                            </Trans>
                        </List.Item>
                    </List>
                </section>
                <section aria-labelledby="whose">
                    <Title order={2} id="whose" mb="sm">
                        <Trans>Who does what</Trans>
                    </Title>
                    <Text maw="70ch">
                        <Trans>
                            The operator runs the marketplace and supports it. You support your products. What
                            the operator checked of your company is marked so on your page, and you cannot
                            change it there.
                        </Trans>
                    </Text>
                </section>
                <Terms />
            </Stack>
        </>
    );
}

function Terms() {
    const terms = useSellerTerms();
    if (!terms) return null;
    return (
        <Text>
            <Anchor
                href={fileAddress(terms.digest, terms.title)}
                hrefLang={terms.language}
                underline="always"
            >
                {terms.title}
            </Anchor>{' '}
            <Text span size="sm" c="dimmed">
                <Trans>version {terms.version}</Trans>
            </Text>
        </Text>
    );
}

function WayOn({ session }: { session: Session }) {
    const { organization } = session;
    const back = { return: '/become-a-seller' };
    if (!session.user)
        return (
            <Group gap="xs">
                <ButtonLink to="/register" search={back}>
                    <Trans>Register your organization</Trans>
                </ButtonLink>
                <ButtonLink to="/sign-in" search={back} variant="default">
                    <Trans>Sign in</Trans>
                </ButtonLink>
            </Group>
        );
    if (!organization) return null;
    const params = { organizationId: organization.id };
    return (
        <Group gap="xs">
            {organization.is_seller ? (
                <ButtonLink to="/o/$organizationId/seller" params={params}>
                    <Trans>To the page of {organization.name}</Trans>
                </ButtonLink>
            ) : (
                <ButtonLink to="/o/$organizationId/become-a-seller" params={params}>
                    <Trans>Apply for {organization.name}</Trans>
                </ButtonLink>
            )}
        </Group>
    );
}
