import { Trans, useLingui } from '@lingui/react/macro';
import { Box, Stack, Text, Title } from '@mantine/core';
import type { Lead, OfferRequest } from '@/api/types';
import { useFormat } from '@/ui/format';
import { Markdown } from '@/ui/Markdown';
import { AttachmentList } from './Attachments';

type Answer = Lead['answers'][number];

/** What was asked and answered, and the comment. */
export function Answers({ of, side }: { of: Lead | OfferRequest; side: 'requests' | 'leads' }) {
    const format = useFormat();
    return (
        <section aria-labelledby="answers">
            <Title order={2} id="answers" mb="sm">
                <Trans>Answers and comment</Trans>
            </Title>
            <Stack gap="md" component="dl" m={0}>
                {of.answers.map((answer) => (
                    <div key={answer.code}>
                        <Text component="dt" size="sm" c="dimmed">
                            {format.text(answer.text)}
                        </Text>
                        <Said answer={answer} />
                    </div>
                ))}
                <div>
                    <Text component="dt" size="sm" c="dimmed">
                        <Trans>Comment</Trans>
                    </Text>
                    <Box component="dd" m={0}>
                        {of.comment_html ? (
                            <Markdown html={of.comment_html} />
                        ) : (
                            <Text size="sm">
                                <Trans>No comment was given.</Trans>
                            </Text>
                        )}
                        <AttachmentList side={side} id={of.id} attachments={of.attachments} />
                    </Box>
                </div>
            </Stack>
        </section>
    );
}

function Said({ answer }: { answer: Answer }) {
    const { t } = useLingui();
    const format = useFormat();
    const word = (value: string) => {
        if (answer.kind === 'yes_no') return value === 'yes' ? t`Yes` : t`No`;
        const option = answer.options.find((one) => one.value === value);
        return option ? format.text(option.label) : value;
    };
    const text = answer.kind === 'text' ? answer.values.join('\n') : format.list(answer.values.map(word));
    return (
        <Text
            component="dd"
            size="sm"
            m={0}
            maw="75ch"
            c={text ? undefined : 'dimmed'}
            style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}
        >
            {text || t`Not answered`}
        </Text>
    );
}
