import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Group, List, Paper, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { CheckFinding, RevisionDetail } from '@/api/types';
import { Icon, type IconName } from '@/ui/icons';
import { Problem } from '@/ui/Problem';
import { Time } from '@/ui/Time';
import { useFieldNames } from './offer_fields';
import { isChecking, type Side, useRevisionCall } from './revision';

/** What Kontor found out by itself, check by check. */
export function VerdictPanel({ side, detail }: { side: Side; detail: RevisionDetail }) {
    const { t } = useLingui();
    const { check, done } = useRevisionCall(side, detail.revision.id);
    const again = useMutation({ mutationFn: check, onSuccess: done });
    const { verdict } = detail;
    const isRunning = isChecking(detail);
    return (
        <section aria-labelledby="verdict">
            <Group justify="space-between" mb="sm">
                <Title order={2} id="verdict">
                    <Trans>Automatic check</Trans>
                </Title>
                <Button
                    variant="default"
                    size="xs"
                    loading={again.isPending}
                    disabled={isRunning}
                    onClick={() => again.mutate()}
                >
                    {verdict ? <Trans>Check again</Trans> : <Trans>Check</Trans>}
                </Button>
            </Group>
            <Problem error={again.error} />
            {isRunning && (
                <Stack gap="xs" aria-live="polite">
                    <Text size="sm">
                        <Trans>The check is under way; it takes less than a minute.</Trans>
                    </Text>
                    <Skeleton h={96} aria-label={t`Loading`} />
                </Stack>
            )}
            {!isRunning && !verdict && (
                <Text size="sm" c="dimmed">
                    <Trans>It was not checked as it is now.</Trans>
                </Text>
            )}
            {!isRunning && verdict && (
                <Stack gap="sm">
                    <Text size="sm">
                        <VerdictSummary warnings={verdict.warnings} blocking={verdict.blocking} />{' '}
                        <Time value={verdict.checked_at} />
                    </Text>
                    <Checks findings={verdict.findings} />
                </Stack>
            )}
        </section>
    );
}

/** "2 block, 1 warning", or that all is well. */
export function VerdictSummary({ warnings, blocking }: { warnings: number; blocking: number }) {
    if (!warnings && !blocking) return <Trans>Nothing was found.</Trans>;
    return (
        <Trans>
            Blocking: {blocking}, warnings: {warnings}.
        </Trans>
    );
}

const LOOKS: Record<CheckFinding['level'], { icon: IconName; color: string }> = {
    blocking: { icon: 'alert', color: 'red' },
    warning: { icon: 'info', color: 'yellow' },
    ok: { icon: 'check', color: 'green' },
};

function useCheckNames() {
    const { t } = useLingui();
    const names: Record<CheckFinding['check'], string> = {
        texts: t`Texts and languages`,
        links: t`Links`,
        documents: t`Documents`,
        chart: t`Chart`,
        upstream: t`Models answer`,
        prices: t`Prices`,
        licences: t`Licences of the software used`,
        check: t`The check itself`,
    };
    return names;
}

function Checks({ findings }: { findings: CheckFinding[] }) {
    const names = useCheckNames();
    const checks = [...new Set(findings.map((one) => one.check))];
    return (
        <Paper p="md">
            <Stack gap="md">
                {checks.map((check) => (
                    <div key={check}>
                        <Title order={3} fz="sm" mb={4}>
                            {names[check]}
                        </Title>
                        <List
                            listStyleType="none"
                            spacing={6}
                            size="sm"
                            styles={{ itemWrapper: { alignItems: 'flex-start' }, itemIcon: { marginTop: 4 } }}
                        >
                            {findings
                                .filter((one) => one.check === check)
                                .map((one) => (
                                    <Finding key={`${one.field} ${one.code} ${one.message}`} finding={one} />
                                ))}
                        </List>
                    </div>
                ))}
            </Stack>
        </Paper>
    );
}

function Finding({ finding }: { finding: CheckFinding }) {
    const { t } = useLingui();
    const fields = useFieldNames();
    const levels = { blocking: t`Blocks`, warning: t`Warning`, ok: t`Fine` };
    const look = LOOKS[finding.level];
    const place = finding.field && fields(finding.field);
    return (
        <List.Item
            icon={
                <Text span c={look.color} lh={0}>
                    <Icon name={look.icon} size={14} />
                </Text>
            }
        >
            <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                <Text span fw={600} size="sm">
                    {levels[finding.level]}
                    {place ? ` · ${place}: ` : ': '}
                </Text>
                {finding.message}
            </Text>
            {finding.cure && (
                <Text size="sm" c="dimmed">
                    {finding.cure}
                </Text>
            )}
        </List.Item>
    );
}
