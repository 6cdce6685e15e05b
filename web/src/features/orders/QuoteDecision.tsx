import { Trans, useLingui } from '@lingui/react/macro';
import { Alert, Anchor, Button, Checkbox, Group, Stack, Text, Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Quote } from '@/api/types';
import { SellerSees } from '@/features/catalog/SellerSees';
import { ConfirmMoney } from '@/ui/ConfirmMoney';
import { fileAddress } from '@/ui/files';
import { useFormat } from '@/ui/format';
import { Icon } from '@/ui/icons';
import { useDocumentNames } from '@/ui/names';
import { focusMissingTick, missingTick } from '@/ui/ticks';
import { Day } from '@/ui/Time';
import { useTotals } from './QuoteContents';

type Agreement = Quote['agreements'][number];

interface QuoteDecisionProps {
    quote: Quote;
    /** Who decides, if that is not plain from who is signed in. */
    person?: string;
    accept: (accepted: string[]) => Promise<unknown>;
    decline: (reason: string | null) => Promise<unknown>;
    onDone: (state: 'accepted' | 'declined') => void;
    /** How an agreement is read here, where a plain link will not do. */
    agreementLink?: (agreement: Agreement) => ReactNode;
}

/** Accept or decline a quote that is open; both are asked for once more. */
export function QuoteDecision(props: QuoteDecisionProps) {
    const { quote } = props;
    const { t } = useLingui();
    const [accepted, setAccepted] = useState<string[]>([]);
    const [isMissing, setMissing] = useState(false);
    const [asking, setAsking] = useState<'accept' | 'decline' | null>(null);
    const isComplete = quote.agreements.every((one) => accepted.includes(one.digest));
    return (
        <Stack gap="md" maw={760}>
            <Checkbox.Group
                id="agreements"
                label={t`Agreements`}
                value={accepted}
                onChange={setAccepted}
                error={isMissing && !isComplete && t`Without your agreement there is no order.`}
            >
                <Stack gap="sm" mt="xs">
                    {quote.agreements.map((agreement) => (
                        <AgreementBox
                            key={agreement.digest}
                            agreement={agreement}
                            isMissing={isMissing && !accepted.includes(agreement.digest)}
                            {...props}
                        />
                    ))}
                </Stack>
            </Checkbox.Group>
            <SellerSees seller={quote.seller_name} />
            <Group gap="xs">
                <Button
                    onClick={() => {
                        setMissing(true);
                        if (isComplete) setAsking('accept');
                        else focusMissingTick('accepted');
                    }}
                >
                    <Trans>Accept the quote</Trans>
                </Button>
                <Button variant="default" onClick={() => setAsking('decline')}>
                    <Trans>Decline</Trans>
                </Button>
            </Group>
            <AcceptDialog
                {...props}
                run={() => props.accept(accepted)}
                isOpen={asking === 'accept'}
                onClose={() => setAsking(null)}
            />
            <DeclineDialog {...props} isOpen={asking === 'decline'} onClose={() => setAsking(null)} />
        </Stack>
    );
}

type DialogProps = QuoteDecisionProps & { isOpen: boolean; onClose: () => void };

function AcceptDialog(props: DialogProps & { run: () => Promise<unknown> }) {
    const { quote, person, run, onDone, isOpen, onClose } = props;
    const { t } = useLingui();
    const totals = useTotals(quote);
    const hasUsage = quote.lines.some((line) => line.kind === 'usage');
    return (
        <ConfirmMoney
            opened={isOpen}
            onClose={onClose}
            title={t`Accept quote ${quote.reference}?`}
            confirm={t`Yes, order with costs`}
            keep={t`No, not yet`}
            run={run}
            onDone={() => onDone('accepted')}
        >
            <Text>
                <Trans>
                    You order from {quote.seller_name} for {quote.organization_name}.
                </Trans>
            </Text>
            <Text fw={600}>{totals}</Text>
            {hasUsage && (
                <Text size="sm">
                    <Trans>What is used is added to it, at the prices of the quote.</Trans>
                </Text>
            )}
            {person && (
                <Text size="sm">
                    <Trans>{person} is recorded as the person who accepts.</Trans>
                </Text>
            )}
            <Text size="sm" c="dimmed">
                {quote.is_delivered_later ? (
                    <Trans>The subscription begins when {quote.seller_name} has delivered.</Trans>
                ) : (
                    <Trans>The subscription begins at once.</Trans>
                )}
            </Text>
        </ConfirmMoney>
    );
}

function DeclineDialog({ quote, decline, onDone, isOpen, onClose }: DialogProps) {
    const { t } = useLingui();
    const [reason, setReason] = useState('');
    return (
        <ConfirmMoney
            opened={isOpen}
            onClose={onClose}
            title={t`Decline quote ${quote.reference}?`}
            confirm={t`Yes, decline it`}
            keep={t`No, keep it open`}
            run={() => decline(reason.trim() || null)}
            onDone={() => onDone('declined')}
        >
            <Text>
                <Trans>
                    {quote.seller_name} is told. The conversation goes on, and the seller can send another
                    quote.
                </Trans>
            </Text>
            <Textarea
                label={t`Reason (optional)`}
                description={t`The seller reads it.`}
                name="reason"
                autosize
                minRows={2}
                maxLength={2000}
                value={reason}
                onChange={(event) => setReason(event.currentTarget.value)}
            />
        </ConfirmMoney>
    );
}

function AgreementBox({
    agreement,
    isMissing,
    agreementLink,
}: QuoteDecisionProps & { agreement: Agreement; isMissing: boolean }) {
    const format = useFormat();
    const kinds = useDocumentNames();
    const title = agreementLink?.(agreement) ?? (
        <Anchor
            href={fileAddress(agreement.digest, agreement.title)}
            target="_blank"
            size="sm"
            underline="always"
        >
            {agreement.title}
        </Anchor>
    );
    return (
        <Checkbox
            value={agreement.digest}
            name="accepted"
            {...missingTick(isMissing, 'agreements')}
            label={
                agreement.kind === 'quote_terms' ? (
                    <Trans>I agree to the terms of this quote: {title}</Trans>
                ) : (
                    <Trans>I agree to the {title}</Trans>
                )
            }
            description={
                <Trans>
                    {kinds(agreement.kind)} · version {agreement.version} ·{' '}
                    {format.language(agreement.language)}
                </Trans>
            }
        />
    );
}

/** Until when, and what happens next. */
export function WhatHappensNext({ quote }: { quote: Quote }) {
    const { t } = useLingui();
    return (
        <Alert color="blue" icon={<Icon name="info" />} title={t`What happens next`} maw={760}>
            <Trans>
                The quote can be accepted until <Day value={quote.valid_until} />. Accepting makes an order
                and a subscription; {quote.seller_name} is told at once. Nothing has to be typed again.
            </Trans>
        </Alert>
    );
}
