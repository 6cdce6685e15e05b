import { Trans, useLingui } from '@lingui/react/macro';
import {
    Button,
    Checkbox,
    FileButton,
    Group,
    NativeSelect,
    NumberInput,
    Paper,
    Stack,
    Text,
    Textarea,
    TextInput,
} from '@mantine/core';
import { type UseFormReturnType, useForm } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { bodyOf, client, forOrganization } from '@/api/client';
import { forget } from '@/api/query';
import type { Lead, NewQuote, Quote } from '@/api/types';
import { useTotals } from '@/features/orders/QuoteContents';
import { formOf, microsOf, newLine, type QuoteForm, quoteOf } from '@/features/orders/quote_form';
import { platformQuery } from '@/shell/Footer';
import { useActing } from '@/shell/session';
import { ConfirmMoney } from '@/ui/ConfirmMoney';
import { base64Of } from '@/ui/files';
import { Icon } from '@/ui/icons';
import { Problem } from '@/ui/Problem';
import { useProblemTexts } from '@/ui/problem_texts';
import { Day } from '@/ui/Time';
import { toast } from '@/ui/toast';
import { MarkdownHint } from './Conversation';

interface QuoteEditorProps {
    lead: Lead;
    /** The draft to go on with, or nothing. */
    draft: Quote | undefined;
    /** What was sent last: a new quote begins as its copy. */
    last: Quote | undefined;
    onClose: () => void;
}

function useSave({ lead, draft }: QuoteEditorProps) {
    const { organizationId } = useActing();
    const headers = forOrganization(organizationId);
    return async (body: NewQuote, known: Quote | undefined = draft): Promise<Quote> =>
        known
            ? bodyOf(
                  await client.PUT('/v1/quotes/{id}', {
                      params: { path: { id: known.id } },
                      headers: { ...headers, 'If-Match': `"v${known.version}"` },
                      body,
                  }),
              )
            : bodyOf(
                  await client.POST('/v1/leads/{id}/quotes', {
                      params: { path: { id: lead.id } },
                      headers,
                      body,
                  }),
              );
}

/** Writes a private quote: a draft until it is sent. */
export function QuoteEditor(props: QuoteEditorProps) {
    const { lead, draft, last, onClose } = props;
    const { t } = useLingui();
    const { organizationId } = useActing();
    const queries = useQueryClient();
    const texts = useProblemTexts();
    const currency = useQuery(platformQuery()).data?.currency ?? 'EUR';
    const save = useSave(props);
    const [saved, setSaved] = useState(draft);
    const [isSending, setSending] = useState(false);
    const [isDiscarding, setDiscarding] = useState(false);
    const form = useForm<QuoteForm>({
        initialValues: formOf(draft ?? last, !draft),
        validate: {
            lines: {
                price: (price, values) =>
                    values.lines.some((line) => line.price === price && line.text.trim()) &&
                    microsOf(price) === null
                        ? t`A price such as 12.50, without a currency.`
                        : null,
            },
        },
    });
    const keep = useMutation({
        mutationFn: () => save(quoteOf(form.values, currency), saved),
        onSuccess: async (quote) => {
            setSaved(quote);
            await forget(queries, '/v1/leads', '/v1/quotes');
        },
        onError: (error) => form.setErrors(texts.fields(error)),
    });
    const attach = useMutation({
        mutationFn: async (file: File) => {
            const quote = await save({ ...quoteOf(form.values, currency), terms: null }, saved);
            setSaved(quote);
            return bodyOf(
                await client.PUT('/v1/quotes/{id}/terms', {
                    params: { path: { id: quote.id } },
                    headers: forOrganization(organizationId),
                    body: { name: file.name, content: await base64Of(file) },
                }),
            );
        },
        onSuccess: (quote) => {
            setSaved(quote);
            form.setFieldValue('terms', '');
            void forget(queries, '/v1/leads', '/v1/quotes');
        },
    });
    const discard = async (quote: Quote) => {
        await client.POST('/v1/quotes/{id}/withdrawal', {
            params: { path: { id: quote.id } },
            headers: forOrganization(organizationId),
            body: {},
        });
        await forget(queries, '/v1/leads', '/v1/quotes');
    };
    return (
        <Paper p="md" component="section" aria-label={t`New quote`}>
            <form
                noValidate
                onSubmit={form.onSubmit(() => keep.mutate(undefined, { onSuccess: () => setSending(true) }))}
            >
                <Stack gap="md">
                    <Problem error={keep.error ?? attach.error} />
                    <Lines form={form} currency={currency} />
                    <Textarea
                        label={t`Description`}
                        description={<MarkdownHint />}
                        name="description"
                        autosize
                        minRows={3}
                        maxLength={10_000}
                        {...form.getInputProps('description')}
                    />
                    <TextInput
                        type="date"
                        label={t`Valid until`}
                        description={t`The last day on which the customer can accept.`}
                        name="valid_until"
                        maw={220}
                        {...form.getInputProps('valid_until')}
                    />
                    <Textarea
                        label={t`Terms`}
                        description={t`The customer agrees to them with the quote. Instead of a text you can give a document.`}
                        name="terms"
                        autosize
                        minRows={3}
                        maxLength={50_000}
                        {...form.getInputProps('terms')}
                    />
                    <Group gap="xs">
                        <FileButton
                            accept="application/pdf,text/plain,text/markdown,.md"
                            onChange={(file) => file && attach.mutate(file)}
                        >
                            {(button) => (
                                <Button variant="default" size="xs" loading={attach.isPending} {...button}>
                                    <Trans>Terms as a document</Trans>
                                </Button>
                            )}
                        </FileButton>
                        {saved?.terms_title && !form.values.terms.trim() && (
                            <Text size="sm">{saved.terms_title}</Text>
                        )}
                    </Group>
                    <Checkbox
                        label={t`It begins when we have delivered`}
                        description={t`Otherwise the subscription begins as soon as the customer accepts.`}
                        name="is_delivered_later"
                        {...form.getInputProps('is_delivered_later', { type: 'checkbox' })}
                    />
                    <Group gap="xs">
                        <Button type="submit" loading={keep.isPending}>
                            <Trans>Send the quote</Trans>
                        </Button>
                        <Button
                            variant="default"
                            loading={keep.isPending}
                            onClick={() =>
                                keep.mutate(undefined, { onSuccess: () => toast(t`The draft is saved.`) })
                            }
                        >
                            <Trans>Save the draft</Trans>
                        </Button>
                        <Button variant="default" onClick={() => (saved ? setDiscarding(true) : onClose())}>
                            <Trans>Throw it away</Trans>
                        </Button>
                    </Group>
                </Stack>
            </form>
            {saved && (
                <Sending
                    lead={lead}
                    quote={saved}
                    isOpen={isSending}
                    onClose={() => setSending(false)}
                    onDone={onClose}
                />
            )}
            {saved && (
                <ConfirmMoney
                    opened={isDiscarding}
                    onClose={() => setDiscarding(false)}
                    title={t`Throw this quote away?`}
                    confirm={t`Yes, throw it away`}
                    keep={t`No, keep it`}
                    run={() => discard(saved)}
                    onDone={onClose}
                >
                    <Text size="sm">
                        <Trans>It was never sent; the customer does not learn of it.</Trans>
                    </Text>
                </ConfirmMoney>
            )}
        </Paper>
    );
}

function Sending(props: {
    lead: Lead;
    quote: Quote;
    isOpen: boolean;
    onClose: () => void;
    onDone: () => void;
}) {
    const { lead, quote } = props;
    const { t } = useLingui();
    const { organizationId } = useActing();
    const queries = useQueryClient();
    const totals = useTotals(quote);
    return (
        <ConfirmMoney
            opened={props.isOpen}
            onClose={props.onClose}
            title={t`Send quote ${quote.reference}?`}
            confirm={t`Yes, send it`}
            keep={t`No, not yet`}
            run={() =>
                client.POST('/v1/quotes/{id}/sending', {
                    params: { path: { id: quote.id } },
                    headers: { ...forOrganization(organizationId), 'If-Match': `"v${quote.version}"` },
                })
            }
            onDone={() => {
                void forget(queries, '/v1/leads', '/v1/quotes');
                void toast(t`The quote is sent.`);
                props.onDone();
            }}
        >
            <Text fw={600}>{totals || <Trans>By usage only</Trans>}</Text>
            <Text>
                {quote.valid_until ? (
                    <Trans>
                        {lead.organization_name} can accept it until <Day value={quote.valid_until} />, and
                        you are bound to it until then. What was sent cannot be changed; a new quote replaces
                        it.
                    </Trans>
                ) : (
                    <Trans>
                        {lead.organization_name} can accept it. What was sent cannot be changed; a new quote
                        replaces it.
                    </Trans>
                )}
            </Text>
        </ConfirmMoney>
    );
}

function Lines({ form, currency }: { form: UseFormReturnType<QuoteForm>; currency: string }) {
    const { t } = useLingui();
    return (
        <fieldset style={{ border: 0, margin: 0, padding: 0 }}>
            <Text component="legend" fw={600} mb="xs">
                <Trans>Prices</Trans>
            </Text>
            <Stack gap="sm">
                {form.values.lines.map((line, index) => (
                    <Line key={line.key} form={form} index={index} currency={currency} />
                ))}
                <Group>
                    <Button
                        variant="default"
                        size="xs"
                        leftSection={<Icon name="plus" size={14} />}
                        disabled={form.values.lines.length >= 50}
                        onClick={() => form.insertListItem('lines', newLine())}
                    >
                        {t`Add a line`}
                    </Button>
                </Group>
            </Stack>
        </fieldset>
    );
}

function Line(props: { form: UseFormReturnType<QuoteForm>; index: number; currency: string }) {
    const { form, index, currency } = props;
    const { t } = useLingui();
    const line = form.values.lines[index];
    const number = index + 1;
    const at = (name: string) => `lines.${index}.${name}`;
    // The server names a field "lines[0].rate".
    const fault = (name: string) => form.errors[`lines[${index}].${name}`];
    if (!line) return null;
    return (
        <Group gap="xs" align="flex-start" role="group" aria-label={t`Line ${number}`}>
            <TextInput
                label={t`What`}
                name={at('text')}
                maxLength={200}
                style={{ flex: '1 1 200px' }}
                {...form.getInputProps(at('text'))}
                error={fault('text')}
            />
            <NativeSelect
                label={t`Paid`}
                name={at('kind')}
                data={[
                    { value: 'one_time', label: t`once` },
                    { value: 'recurring', label: t`regularly` },
                    { value: 'usage', label: t`by usage` },
                ]}
                {...form.getInputProps(at('kind'))}
            />
            {line.kind === 'recurring' && (
                <NativeSelect
                    label={t`Every`}
                    name={at('period')}
                    data={[
                        { value: 'hour', label: t`hour` },
                        { value: 'month', label: t`month` },
                        { value: 'year', label: t`year` },
                    ]}
                    {...form.getInputProps(at('period'))}
                />
            )}
            {line.kind === 'usage' ? (
                <TextInput
                    label={t`Per`}
                    placeholder={t`GB and month`}
                    name={at('meter')}
                    maxLength={80}
                    w={140}
                    {...form.getInputProps(at('meter'))}
                    error={fault('meter')}
                />
            ) : (
                <NumberInput
                    label={t`Quantity`}
                    name={at('quantity')}
                    min={1}
                    max={100_000}
                    allowDecimal={false}
                    w={90}
                    {...form.getInputProps(at('quantity'))}
                    error={fault('quantity')}
                />
            )}
            <TextInput
                label={t`Price in ${currency}`}
                name={at('price')}
                inputMode="decimal"
                w={120}
                {...form.getInputProps(at('price'))}
                error={form.errors[at('price')] ?? fault('rate')}
            />
            {form.values.lines.length > 1 && (
                <Button
                    variant="subtle"
                    size="xs"
                    mt={28}
                    aria-label={t`Remove line ${number}`}
                    onClick={() => form.removeListItem('lines', index)}
                >
                    <Icon name="close" size={14} />
                </Button>
            )}
        </Group>
    );
}
