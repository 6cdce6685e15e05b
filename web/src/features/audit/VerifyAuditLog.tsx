import { Trans, useLingui } from '@lingui/react/macro';
import { Alert, Button, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { bodyOf, client, forOrganization } from '@/api/client';
import type { AuditVerification } from '@/api/types';
import { useActing } from '@/shell/session';
import { CopyField } from '@/ui/CopyField';
import { Dialog } from '@/ui/Dialog';
import { Problem } from '@/ui/Problem';

/** Has the server walk the chain of records, and says what it found. */
export function VerifyAuditLog() {
    const { organizationId } = useActing();
    const verify = useMutation({
        mutationFn: async () =>
            bodyOf(
                await client.GET('/v1/audit-records/verification', {
                    headers: forOrganization(organizationId),
                }),
            ),
    });
    return (
        <>
            <Button variant="default" loading={verify.isPending} onClick={() => verify.mutate()}>
                <Trans>Verify the log</Trans>
            </Button>
            {(verify.data || verify.error) && (
                <Result verification={verify.data} error={verify.error} onClose={() => verify.reset()} />
            )}
        </>
    );
}

function Result(props: { verification?: AuditVerification; error: unknown; onClose: () => void }) {
    const { t } = useLingui();
    const found = props.verification;
    return (
        <Dialog onClose={props.onClose} title={t`Verify the log`}>
            <Problem error={props.error} />
            {found && (
                <Stack>
                    <Alert color={found.is_intact ? 'green' : 'red'} title={<Outcome found={found} />}>
                        <Explanation found={found} />
                    </Alert>
                    {found.is_intact && found.digest && (
                        <>
                            <Text size="sm">
                                <Trans>
                                    This is the digest of record {found.number}. Keep it elsewhere: it tells
                                    later whether everything up to here is still as it was.
                                </Trans>
                            </Text>
                            <CopyField label={t`Digest`} value={found.digest} />
                        </>
                    )}
                </Stack>
            )}
        </Dialog>
    );
}

function Outcome({ found }: { found: AuditVerification }) {
    return found.is_intact ? <Trans>The log is intact</Trans> : <Trans>The log was tampered with</Trans>;
}

function Explanation({ found }: { found: AuditVerification }) {
    const number = found.problem_number;
    switch (found.problem) {
        case 'none':
            return <Trans>Records verified: {found.count}. None was changed or removed.</Trans>;
        case 'missing':
            return <Trans>Record {number} is missing.</Trans>;
        case 'cut':
            return <Trans>The end of the log is missing, from record {number} on.</Trans>;
        case 'unchained':
            return <Trans>A record was added beside the log.</Trans>;
        default:
            return <Trans>Record {number} was changed, or one before it.</Trans>;
    }
}
