import { Trans, useLingui } from '@lingui/react/macro';
import { Alert, Button, Group, List, Paper, Radio, Stack, Text, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { bodyOf, client, forOrganization } from '@/api/client';
import { apiQuery, forget } from '@/api/query';
import type { Plan, Product } from '@/api/types';
import { PlanPrice } from '@/features/catalog/Plans';
import { AskForRole } from '@/features/organizations/AskForRole';
import { absence } from '@/shell/pages';
import { useActing, useSession } from '@/shell/session';
import { Icon } from '@/ui/icons';
import { ButtonLink, TextLink } from '@/ui/links';
import { useListState } from '@/ui/list_state';
import { roleFor } from '@/ui/names';
import { PageHeader } from '@/ui/PageHeader';
import { Problem } from '@/ui/Problem';
import { useProblemTexts } from '@/ui/problem_texts';
import { AttachmentField, attachmentsOf, useAttachmentFault } from './Attachments';
import { MarkdownHint } from './Conversation';
import { QuestionField } from './QuestionField';
import { type Answers, givenOf, missingOf, noAnswers } from './request_form';

/** Asks the seller for an offer: the plan, the seller's questions, a comment. */
export function NewRequestPage() {
    const { t } = useLingui();
    const { slug } = useParams({ strict: false }) as { slug: string };
    const query = useQuery(apiQuery('/v1/products/{product}', { path: { product: slug } }));
    const wanted = useListState().get('plan');
    const { data: product } = query;
    const absent = absence(query);
    if (absent || !product) return absent;
    const plan = product.plans.find((one) => one.code === wanted) ?? product.plans[0];
    return (
        <>
            <PageHeader
                title={t`Request an offer of ${product.name}`}
                crumbs={[
                    { label: t`Catalogue`, link: { to: '/' } },
                    { label: product.name, link: { to: '/products/$slug', params: { slug } } },
                ]}
            />
            {product.can_be_requested && plan ? (
                <Request product={product} plan={plan} />
            ) : (
                <Text>
                    <Trans>The seller makes no private offers of this product.</Trans>
                </Text>
            )}
        </>
    );
}

function Request({ product, plan }: { product: Product; plan: Plan }) {
    const { t } = useLingui();
    const { organization, organizationId, may } = useActing();
    const isMissing = !may('purchase') || !organization.can_purchase;
    return (
        <Stack gap="lg" maw={760}>
            <PlanChoice product={product} plan={plan} />
            {isMissing ? (
                <Alert color="yellow" icon={<Icon name="info" />} title={t`What is missing`}>
                    <List size="sm" spacing="xs">
                        {!may('purchase') && (
                            <List.Item>
                                <Trans>Your role does not include requesting offers.</Trans>
                                <AskForRole needed={roleFor.purchase} />
                            </List.Item>
                        )}
                        {!organization.can_purchase && (
                            <List.Item>
                                <Trans>
                                    The operator must approve your organization’s profile first.{' '}
                                    <TextLink
                                        to="/o/$organizationId/profile"
                                        params={{ organizationId }}
                                        underline="always"
                                    >
                                        Look at the profile
                                    </TextLink>
                                </Trans>
                            </List.Item>
                        )}
                    </List>
                </Alert>
            ) : (
                <RequestForm key={plan.id} product={product} plan={plan} />
            )}
        </Stack>
    );
}

function PlanChoice({ product, plan }: { product: Product; plan: Plan }) {
    const { t } = useLingui();
    const state = useListState();
    if (product.plans.length === 1)
        return (
            <div>
                <Text fw={600}>{plan.name}</Text>
                <PlanPrice plan={plan} product={product} />
            </div>
        );
    return (
        <Radio.Group
            label={t`Plan`}
            name="plan"
            value={plan.code}
            onChange={(code) => state.set({ plan: code })}
        >
            <Stack gap="sm" mt="xs">
                {product.plans.map((one) => (
                    <Radio
                        key={one.id}
                        value={one.code}
                        label={one.name}
                        description={<PlanPrice plan={one} product={product} />}
                    />
                ))}
            </Stack>
        </Radio.Group>
    );
}

function usePlaceRequest() {
    const { organizationId } = useActing();
    const queries = useQueryClient();
    const navigate = useNavigate();
    return useMutation({
        mutationFn: async (body: {
            attachments: { name: string; content: string }[];
            plan_id: string;
            answers: { code: string; values: string[] }[];
            comment?: string;
        }) => bodyOf(await client.POST('/v1/requests', { headers: forOrganization(organizationId), body })),
        onSuccess: async (request) => {
            await forget(queries, '/v1/requests');
            await navigate({
                to: '/o/$organizationId/requests/$requestId',
                params: { organizationId, requestId: request.id },
                search: { sent: 'yes' },
            });
        },
    });
}

function RequestForm({ product, plan }: { product: Product; plan: Plan }) {
    const { t } = useLingui();
    const texts = useProblemTexts();
    const place = usePlaceRequest();
    const { questions } = plan;
    const form = useForm({
        initialValues: { answers: noAnswers(questions) as Answers, comment: '' },
        validate: ({ answers }) =>
            Object.fromEntries(
                missingOf(questions, answers).map((one) => [
                    `answers.${one.code}`,
                    t`The seller needs this answer.`,
                ]),
            ),
    });
    const { answers, comment } = form.values;
    const [files, setFiles] = useState<File[]>([]);
    const isTooMuch = !!useAttachmentFault()(files);
    const send = async () =>
        place.mutate(
            {
                attachments: await attachmentsOf(files),
                plan_id: plan.id,
                answers: givenOf(questions, answers),
                comment: comment.trim() ? comment : undefined,
            },
            { onError: (error) => form.setErrors(texts.fields(error)) },
        );
    return (
        <form noValidate onSubmit={form.onSubmit(send)}>
            <Stack gap="lg">
                <Problem error={place.error} />
                {questions.map((question) => (
                    <QuestionField
                        key={question.code}
                        question={question}
                        values={answers[question.code] ?? []}
                        error={form.errors[`answers.${question.code}`] as string | undefined}
                        onChange={(values) => form.setFieldValue(`answers.${question.code}`, values)}
                    />
                ))}
                <Textarea
                    label={t`Comment`}
                    description={<MarkdownHint />}
                    name="comment"
                    autosize
                    minRows={4}
                    maxLength={10_000}
                    {...form.getInputProps('comment')}
                />
                <AttachmentField files={files} onChange={setFiles} />
                <WhoSeesIt product={product} />
                <Group gap="xs">
                    <Button type="submit" loading={place.isPending} disabled={isTooMuch}>
                        <Trans>Send the request</Trans>
                    </Button>
                    <ButtonLink to="/products/$slug" params={{ slug: product.slug }} variant="default">
                        <Trans>Back</Trans>
                    </ButtonLink>
                </Group>
            </Stack>
        </form>
    );
}

/** Said before anything is sent. */
function WhoSeesIt({ product }: { product: Product }) {
    const { organization } = useActing();
    const user = useSession()?.user;
    return (
        <Paper p="md" component="section" aria-labelledby="who-sees-it">
            <Text fw={600} id="who-sees-it" mb="xs">
                <Trans>Who will see this</Trans>
            </Text>
            <List size="sm" spacing="xs">
                <List.Item>
                    <Trans>
                        {product.seller.name}, the seller: the name of your organization ({organization.name}
                        ), your name and e-mail address ({user?.name}, {user?.email}), your answers, your
                        comment, and what you write to each other later.
                    </Trans>
                </List.Item>
                <List.Item>
                    <Trans>The members of your organization: the same.</Trans>
                </List.Item>
                <List.Item>
                    <Trans>
                        Nobody else on the marketplace. A request costs nothing and binds you to nothing.
                    </Trans>
                </List.Item>
            </List>
        </Paper>
    );
}
