import { Trans, useLingui } from '@lingui/react/macro';
import { Stack, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { RevisionDetail, TestCall } from '@/api/types';
import { EmptyState } from '@/ui/EmptyState';
import { Differences } from './Differences';
import { Preview } from './Preview';
import type { Side } from './revision';
import { Submissions } from './Submissions';
import { TestCalls } from './TestCalls';
import { VerdictPanel } from './VerdictPanel';

/** All that is known of a revision, in the order in which one judges it. */
export function RevisionSections(props: {
    side: Side;
    detail: RevisionDetail;
    /** What a side has beside it. */
    tests: ReactNode;
}) {
    const { side, detail } = props;
    return (
        <Stack gap={32}>
            <VerdictPanel side={side} detail={detail} />
            <Differences side={side} detail={detail} />
            {props.tests}
            {detail.product.service_type === 'ai' && <Evidence calls={detail.test_calls} />}
            <Preview side={side} revisionId={detail.revision.id} />
            <Submissions detail={detail} />
        </Stack>
    );
}

function Evidence({ calls }: { calls: TestCall[] }) {
    const { t } = useLingui();
    return (
        <section aria-labelledby="test-calls">
            <Title order={2} id="test-calls" mb="sm">
                <Trans>Test calls of the seller</Trans>
            </Title>
            {calls.length > 0 ? (
                <TestCalls calls={calls} />
            ) : (
                <EmptyState icon="layers" title={t`No test call came with it`} />
            )}
        </section>
    );
}
