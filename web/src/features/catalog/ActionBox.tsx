import { Trans, useLingui } from '@lingui/react/macro';
import { Alert, Button, List, Paper, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { apiQuery } from '@/api/query';
import type { Product, Purchase } from '@/api/types';
import { type ProfileField, useFieldNames } from '@/features/organizations/profile_fields';
import { useSession } from '@/shell/session';
import { useFormat } from '@/ui/format';
import { Icon } from '@/ui/icons';
import { ButtonLink, TextLink } from '@/ui/links';
import { roleFor, useRoleNames } from '@/ui/names';
import { Problem } from '@/ui/Problem';
import { useProblemTexts } from '@/ui/problem_texts';
import { PriceFrom } from './ProductCard';
import { SellerContact } from './SellerContact';

/** What one can do with the product now; else exactly what is missing. */
export function ActionBox({ product }: { product: Product }) {
    const session = useSession();
    return (
        <Paper p="md">
            <Stack gap="md">
                <Text fw={600} size="lg" component="div">
                    <PriceFrom product={product} />
                </Text>
                {product.can_be_requested ? (
                    <RequestOffer product={product} />
                ) : !product.can_be_ordered ? (
                    <ContactSeller product={product} />
                ) : !session ? (
                    <Skeleton h={36} />
                ) : session.user && session.organization ? (
                    <ForCustomer product={product} organizationId={session.organization.id} />
                ) : (
                    <ForVisitor />
                )}
            </Stack>
        </Paper>
    );
}

function ForVisitor() {
    const location = useLocation();
    const search = { return: location.href };
    return (
        <Stack gap="xs">
            <ButtonLink to="/sign-in" search={search}>
                <Trans>Sign in to subscribe</Trans>
            </ButtonLink>
            <ButtonLink to="/register" search={search} variant="default">
                <Trans>Register your organization</Trans>
            </ButtonLink>
            <Text size="sm" c="dimmed">
                <Trans>You come back to this page.</Trans>
            </Text>
        </Stack>
    );
}

/** The seller makes an offer to each customer: the way there stands beside each plan. */
function RequestOffer({ product }: { product: Product }) {
    return (
        <Stack gap="sm">
            <Button component="a" href="#plans" className="wraps">
                <Trans>Choose a plan to request</Trans>
            </Button>
            <Text size="sm" c="dimmed">
                <Trans>The seller makes you an offer. Asking costs nothing and binds you to nothing.</Trans>
            </Text>
            <SellerContact seller={product.seller} />
        </Stack>
    );
}

/** Products of a kind that is not ordered here yet: the seller is the way on. */
function ContactSeller({ product }: { product: Product }) {
    return (
        <Stack gap="sm">
            <Button
                component="a"
                href={`mailto:${product.seller.contact_email}?subject=${encodeURIComponent(product.name)}`}
                leftSection={<Icon name="mail" size={14} />}
            >
                <Trans>Write to the seller</Trans>
            </Button>
            <Text size="sm" c="dimmed">
                <Trans>This product is ordered directly from its seller.</Trans>
            </Text>
            <SellerContact seller={product.seller} />
        </Stack>
    );
}

function ForCustomer({ product, organizationId }: { product: Product; organizationId: string }) {
    const { data, error, refetch } = useQuery(
        apiQuery('/v1/products/{slug}/purchase', {
            path: { slug: product.slug },
            organization: organizationId,
        }),
    );
    if (error) return <Problem error={error} onRetry={() => refetch()} />;
    if (!data) return <Skeleton h={36} />;
    return (
        <Stack gap="sm">
            {data.can_purchase ? (
                <Ready product={product} purchase={data} organizationId={organizationId} />
            ) : (
                <Missing purchase={data} organizationId={organizationId} />
            )}
        </Stack>
    );
}

/** Who has it already manages it first, and may have it once more. */
function Ready(props: { product: Product; purchase: Purchase; organizationId: string }) {
    const { product, purchase, organizationId } = props;
    const subscriptionId = purchase.subscription_id;
    return (
        <>
            {subscriptionId && (
                <ButtonLink
                    to="/o/$organizationId/subscriptions/$subscriptionId"
                    params={{ organizationId, subscriptionId }}
                >
                    <Trans>Manage the subscription</Trans>
                </ButtonLink>
            )}
            {product.service_type === 'kubernetes' ? (
                <ButtonLink
                    to="/o/$organizationId/configure/$slug"
                    params={{ organizationId, slug: product.slug }}
                    variant={subscriptionId ? 'default' : 'filled'}
                >
                    <Trans>Configure to deploy</Trans>
                </ButtonLink>
            ) : (
                <ButtonLink
                    to="/o/$organizationId/subscribe/$slug"
                    params={{ organizationId, slug: product.slug }}
                    variant={subscriptionId ? 'default' : 'filled'}
                >
                    {subscriptionId ? <Trans>Subscribe once more</Trans> : <Trans>Subscribe</Trans>}
                </ButtonLink>
            )}
        </>
    );
}

/** Each thing that stands in the way, with the link that removes it (C7). */
export function Missing({ purchase, organizationId }: { purchase: Purchase; organizationId: string }) {
    const { t } = useLingui();
    const format = useFormat();
    const texts = useProblemTexts();
    const fields = useFieldNames();
    const isField = (block: { code: string; field: string | null }) =>
        block.code === 'profile_missing' && block.field !== null;
    const missing = purchase.blocked_by
        .filter(isField)
        .map((block) => fields[block.field as ProfileField] ?? block.message);
    const others = purchase.blocked_by.filter((block) => !isField(block));
    return (
        <>
            <Button disabled aria-describedby="missing">
                <Trans>Subscribe</Trans>
            </Button>
            <Alert id="missing" color="yellow" icon={<Icon name="info" />} title={t`What is missing`}>
                <List size="sm" spacing="xs">
                    {missing.length > 0 && (
                        <List.Item>
                            <Trans>The organization profile lacks: {format.list(missing)}.</Trans>{' '}
                            <WayOn code="profile_missing" organizationId={organizationId} />
                        </List.Item>
                    )}
                    {others.map((block) => (
                        <List.Item key={block.code + block.field}>
                            {texts.blocker(block)} <WayOn code={block.code} organizationId={organizationId} />
                        </List.Item>
                    ))}
                </List>
            </Alert>
        </>
    );
}

function WayOn({ code, organizationId }: { code: string; organizationId: string }) {
    const roles = useRoleNames();
    if (code.startsWith('profile_'))
        return (
            <TextLink to="/o/$organizationId/profile" params={{ organizationId }} underline="always">
                {code === 'profile_pending' ? (
                    <Trans>See its state</Trans>
                ) : (
                    <Trans>Complete the profile</Trans>
                )}
            </TextLink>
        );
    if (code === 'no_permission')
        return (
            <TextLink to="/o/$organizationId/members" params={{ organizationId }} underline="always">
                <Trans>Ask somebody who may give you the role {roles(roleFor.purchase ?? '')}</Trans>
            </TextLink>
        );
    return null;
}
