import { Trans, useLingui } from '@lingui/react/macro';
import { Code, Skeleton, Stack, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { apiQuery } from '@/api/query';
import { useActing } from '@/shell/session';
import { Dialog } from '@/ui/Dialog';
import { Facts } from '@/ui/Facts';
import { Problem } from '@/ui/Problem';
import { Status } from '@/ui/Status';
import { Time } from '@/ui/Time';

/** What was posted, and how the answer began. */
export function DeliveryDialog(props: { webhookId: string; id: string; onClose: () => void }) {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const { data, error } = useQuery(
        apiQuery('/v1/webhooks/{id}/deliveries/{delivery_id}', {
            path: { id: props.webhookId, delivery_id: props.id },
            organization: organizationId,
        }),
    );
    return (
        <Dialog onClose={props.onClose} title={data?.kind ?? t`Delivery`} size="xl">
            <Problem error={error} />
            {!data && !error && <Skeleton h={200} aria-label={t`Loading`} />}
            {data && (
                <Stack>
                    <Facts
                        facts={[
                            [t`State`, <Status key="state" state={data.state} />],
                            [t`Attempts`, data.attempts],
                            [
                                t`Last sent`,
                                data.attempted_at && <Time key="at" value={data.attempted_at} exact />,
                            ],
                            [t`Next attempt`, data.due_at && <Time key="due" value={data.due_at} exact />],
                            [t`Answered with`, data.status > 0 && data.status],
                            [t`Problem`, data.problem],
                            [t`Event id`, <code key="event">{data.event_id}</code>],
                        ]}
                    />
                    <Title order={3} fz="sm">
                        <Trans>What is posted</Trans>
                    </Title>
                    <Code block tabIndex={0}>
                        {pretty(data.body)}
                    </Code>
                    {data.answer && (
                        <>
                            <Title order={3} fz="sm">
                                <Trans>How the answer began</Trans>
                            </Title>
                            <Code block tabIndex={0}>
                                {data.answer}
                            </Code>
                        </>
                    )}
                </Stack>
            )}
        </Dialog>
    );
}

const pretty = (json: string) => JSON.stringify(JSON.parse(json), null, 2);
