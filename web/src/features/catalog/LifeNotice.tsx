import { Trans, useLingui } from '@lingui/react/macro';
import { Alert, Stack, Text } from '@mantine/core';
import { Icon } from '@/ui/icons';
import { Day } from '@/ui/Time';

/** What becomes of a product that is not offered: why, and until when. Nothing for one that is. */
export function LifeNotice(props: {
    state: string;
    reason: string | null;
    expectedReturn: string | null;
    lastDay: string | null;
    /** What else it means to who reads it. */
    children?: React.ReactNode;
}) {
    const { t } = useLingui();
    const { state, reason, expectedReturn, lastDay } = props;
    if (state === 'published' || (!reason && !lastDay)) return null;
    const title =
        state === 'end_of_life'
            ? t`This product has reached its end of life`
            : lastDay
              ? t`This product is ending`
              : t`This product is not offered for now`;
    return (
        <Alert color="yellow" icon={<Icon name="alert" />} title={title} mb="lg" maw={960}>
            <Stack gap={4}>
                {lastDay && (
                    <Text size="sm">
                        <Trans>
                            Last day: <Day value={lastDay} />
                        </Trans>
                    </Text>
                )}
                {!lastDay && expectedReturn && (
                    <Text size="sm">
                        <Trans>
                            Expected to be offered again: <Day value={expectedReturn} />
                        </Trans>
                    </Text>
                )}
                {reason && (
                    <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
                        {t`Reason: ${reason}`}
                    </Text>
                )}
                {props.children && <Text size="sm">{props.children}</Text>}
            </Stack>
        </Alert>
    );
}
