import { Trans } from '@lingui/react/macro';
import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import type { Lead } from '@/api/types';
import { useActing } from '@/shell/session';
import { Icon } from '@/ui/icons';
import { QuoteEditor } from './QuoteEditor';
import { Quotes, useQuotes } from './Quotes';

/** What the seller has offered, and the next offer as it is written. */
export function LeadQuotes({ lead }: { lead: Lead }) {
    const { may } = useActing();
    const [isWriting, setWriting] = useState(false);
    const query = useQuotes('leads', lead.id);
    const quotes = query.data?.pages.flatMap((page) => page.items) ?? [];
    const draft = quotes.find((one) => one.state === 'draft');
    const last = quotes.find((one) => one.sent_at);
    const mayWrite =
        may('offerings') && lead.state !== 'won' && lead.state !== 'withdrawn' && query.isSuccess;
    return (
        <Quotes
            query={query}
            empty={
                <Text size="sm" c="dimmed">
                    <Trans>No quote was sent yet.</Trans>
                </Text>
            }
        >
            {mayWrite && !isWriting && (
                <Group>
                    <Button
                        variant="default"
                        leftSection={<Icon name={draft ? 'edit' : 'plus'} size={14} />}
                        onClick={() => setWriting(true)}
                    >
                        {draft ? (
                            <Trans>Go on with the draft</Trans>
                        ) : last ? (
                            <Trans>Make another quote</Trans>
                        ) : (
                            <Trans>Make a quote</Trans>
                        )}
                    </Button>
                </Group>
            )}
            {mayWrite && isWriting && (
                <QuoteEditor lead={lead} draft={draft} last={last} onClose={() => setWriting(false)} />
            )}
        </Quotes>
    );
}
