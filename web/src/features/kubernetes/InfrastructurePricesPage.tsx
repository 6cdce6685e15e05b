import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Fieldset, Group, NumberInput, Skeleton, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { client, forOrganization } from '@/api/client';
import { apiQuery, forget } from '@/api/query';
import { platformQuery } from '@/shell/Footer';
import { useActing } from '@/shell/session';
import { PageHeader } from '@/ui/PageHeader';
import { Problem } from '@/ui/Problem';
import { useProblemTexts } from '@/ui/problem_texts';
import { toast } from '@/ui/toast';
import { emptyPrice, type PriceForm, pricesOf, type PriceValues, valuesOf } from './infrastructure_price';

/** What the customers' cloud charges for what a chart takes: shown beside the fee of a product. */
export function InfrastructurePricesPage() {
    const { t } = useLingui();
    const { organizationId, home } = useActing();
    const prices = useQuery(apiQuery('/v1/operator/infrastructure-prices', { organization: organizationId }));
    const platform = useQuery(platformQuery());
    const error = prices.error ?? platform.error;
    return (
        <>
            <PageHeader
                title={t`Infrastructure prices`}
                crumbs={[home]}
                description={
                    <Trans>
                        What a month of processors, memory, disks and load balancers costs in the customers’
                        cloud. It is shown beside the fee of a Kubernetes product and never charged here. What
                        has no price is said to be unknown.
                    </Trans>
                }
            />
            {error ? (
                <Problem error={error} onRetry={() => Promise.all([prices.refetch(), platform.refetch()])} />
            ) : prices.data && platform.data ? (
                <Prices
                    start={valuesOf(prices.data.items)}
                    currency={prices.data.items[0]?.rate.currency ?? platform.data.currency}
                />
            ) : (
                <Skeleton h={320} aria-label={t`Loading`} />
            )}
        </>
    );
}

function Prices({ start, currency }: { start: PriceValues; currency: string }) {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const queries = useQueryClient();
    const texts = useProblemTexts();
    const form = useForm({ initialValues: start });
    const save = useMutation({
        mutationFn: (values: PriceValues) =>
            client.PUT('/v1/operator/infrastructure-prices', {
                headers: forOrganization(organizationId),
                body: { items: pricesOf(values, currency) },
            }),
        onError: (error) => form.setErrors(texts.fields(error)),
        onSuccess: async () => {
            form.resetDirty();
            await forget(queries, '/v1/operator/infrastructure-prices');
            void toast(t`The prices are saved.`);
        },
    });
    return (
        <form noValidate onSubmit={form.onSubmit((values) => save.mutate(values))}>
            <Stack gap="lg" maw={760}>
                <Problem error={save.error} />
                <Fieldset legend={t`For a month`}>
                    <Stack>
                        <Price form={form} name="cpu" label={t`One processor`} currency={currency} />
                        <Price form={form} name="memory" label={t`One GiB of memory`} currency={currency} />
                        <Price
                            form={form}
                            name="load_balancer"
                            label={t`One load balancer`}
                            currency={currency}
                        />
                        <Price
                            form={form}
                            name="disk"
                            label={t`One GiB of disk`}
                            description={t`Of every storage class without a price of its own`}
                            currency={currency}
                        />
                    </Stack>
                </Fieldset>
                <Fieldset legend={t`Disks by storage class`}>
                    <Stack>
                        {form.values.classes.length === 0 && (
                            <Text size="sm" c="dimmed">
                                <Trans>All storage classes cost the same.</Trans>
                            </Text>
                        )}
                        {form.values.classes.map((_, row) => (
                            <Group key={row} align="flex-end" gap="xs">
                                <TextInput
                                    label={t`Storage class`}
                                    name={`classes.${row}.name`}
                                    required
                                    {...form.getInputProps(`classes.${row}.name`)}
                                />
                                <Price
                                    form={form}
                                    name={`classes.${row}.price`}
                                    label={t`One GiB of disk`}
                                    currency={currency}
                                />
                                <Button
                                    variant="default"
                                    aria-label={t`Remove the price of ${form.values.classes[row]?.name || row + 1}`}
                                    onClick={() => form.removeListItem('classes', row)}
                                >
                                    <Trans>Remove</Trans>
                                </Button>
                            </Group>
                        ))}
                        <Group>
                            <Button
                                variant="default"
                                onClick={() => form.insertListItem('classes', emptyPrice)}
                            >
                                <Trans>Add a storage class</Trans>
                            </Button>
                        </Group>
                    </Stack>
                </Fieldset>
                <Group>
                    <Button type="submit" loading={save.isPending}>
                        <Trans>Save</Trans>
                    </Button>
                </Group>
            </Stack>
        </form>
    );
}

function Price(props: {
    form: PriceForm;
    name: string;
    label: string;
    description?: string;
    currency: string;
}) {
    const { t } = useLingui();
    const { form, name, label, description, currency } = props;
    return (
        <NumberInput
            label={label}
            description={description}
            name={name}
            suffix={` ${currency}`}
            min={0}
            decimalScale={6}
            hideControls
            placeholder={t`not known`}
            maw={260}
            {...form.getInputProps(name)}
        />
    );
}
