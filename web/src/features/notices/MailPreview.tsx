import { Trans, useLingui } from '@lingui/react/macro';
import { Code, SegmentedControl, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { bodyOf, client, forOrganization } from '@/api/client';
import type { MailTemplate } from '@/api/types';
import { useActing } from '@/shell/session';
import css from './notices.module.css';

export interface MailWords {
    subject: string;
    body: string;
    button: string;
    why: string;
}

/** The mail as it would be sent; while the words are wrong, as it was before. */
export function MailPreview({ template, words }: { template: MailTemplate; words: MailWords }) {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const [typed] = useDebouncedValue(words, 400);
    const [look, setLook] = useState('html');
    const { kind, language } = template;
    const { data, isError } = useQuery({
        queryKey: [organizationId, 'mail preview', kind, language, typed],
        queryFn: async () =>
            bodyOf(
                await client.POST('/v1/operator/templates/{kind}/{language}/preview', {
                    params: { path: { kind, language } },
                    headers: forOrganization(organizationId),
                    body: typed,
                }),
            ),
        retry: false,
        placeholderData: keepPreviousData,
    });
    return (
        <section aria-labelledby="preview">
            <Title order={2} id="preview" fz="md" mb="xs">
                <Trans>What it looks like</Trans>
            </Title>
            <Stack gap="xs">
                <SegmentedControl
                    aria-label={t`What it looks like`}
                    data={[
                        { value: 'html', label: t`With layout` },
                        { value: 'text', label: t`Plain text` },
                    ]}
                    value={look}
                    onChange={setLook}
                />
                {isError && (
                    <Text size="sm" role="status">
                        <Trans>The words cannot be sent like this; saving says what is wrong.</Trans>
                    </Text>
                )}
                {!data && !isError && <Skeleton h={400} aria-label={t`Loading`} />}
                {data && (
                    <>
                        <Text fw={600}>{data.subject}</Text>
                        <Text size="xs" c="dimmed">
                            {data.is_real
                                ? t`Filled with the last one that was really sent.`
                                : t`Filled with made-up values.`}
                        </Text>
                        {look === 'html' ? (
                            // Nothing in it runs or opens anything: it has no rights at all.
                            <iframe className={css.mail} sandbox="" srcDoc={data.html} title={t`The mail`} />
                        ) : (
                            <Code block tabIndex={0} className={css.text}>
                                {data.text}
                            </Code>
                        )}
                    </>
                )}
            </Stack>
        </section>
    );
}
