import { useLingui } from '@lingui/react/macro';
import { Badge } from '@mantine/core';
import { Icon, type IconName } from './icons';

type Tone = 'good' | 'waiting' | 'bad' | 'quiet';

const TONES: Record<string, Tone> = {
    active: 'good',
    approved: 'good',
    confirmed: 'good',
    published: 'good',
    completed: 'good',
    done: 'good',
    pending: 'waiting',
    placed: 'waiting',
    submitted: 'waiting',
    in_review: 'waiting',
    processing: 'waiting',
    provisioning: 'waiting',
    waiting: 'waiting',
    running: 'waiting',
    under_way: 'waiting',
    ready: 'good',
    delivered: 'good',
    failing: 'waiting',
    paused: 'bad',
    new: 'waiting',
    seen: 'waiting',
    answered: 'good',
    quoted: 'waiting',
    sent: 'waiting',
    accepted: 'good',
    offered: 'waiting',
    won: 'good',
    granted: 'good',
    succeeded: 'good',
    connecting: 'waiting',
    checking: 'waiting',
    deploying: 'waiting',
    upgrading: 'waiting',
    rolling_back: 'waiting',
    removing: 'waiting',
    queued: 'waiting',
    rejected: 'bad',
    failed: 'bad',
    dead: 'bad',
    unreachable: 'bad',
    refused: 'bad',
    degraded: 'bad',
};
const LOOKS: Record<Tone, { color: string; icon: IconName }> = {
    good: { color: 'green', icon: 'check' },
    waiting: { color: 'yellow', icon: 'clock' },
    bad: { color: 'red', icon: 'alert' },
    quiet: { color: 'gray', icon: 'archive' },
};

/** A state as a word with a sign; the colour only helps. */
export function Status({ state }: { state: string }) {
    const name = useStateNames();
    const look = LOOKS[TONES[state] ?? 'quiet'];
    return (
        <Badge
            variant="light"
            color={look.color}
            radius="sm"
            miw="max-content"
            tt="none"
            fw={500}
            size="md"
            leftSection={<Icon name={look.icon} size={12} />}
            styles={{ label: { color: 'var(--mantine-color-text)' } }}
        >
            {name(state)}
        </Badge>
    );
}

export function useStateNames() {
    const { t } = useLingui();
    const names: Record<string, string> = {
        active: t`Active`,
        approved: t`Approved`,
        confirmed: t`Confirmed`,
        published: t`Published`,
        completed: t`Completed`,
        done: t`Done`,
        pending: t`Pending`,
        placed: t`Placed`,
        submitted: t`Waiting for approval`,
        in_review: t`In review`,
        processing: t`In progress`,
        provisioning: t`Being set up`,
        waiting: t`Waiting`,
        ready: t`Ready`,
        delivered: t`Delivered`,
        failing: t`Failing`,
        paused: t`Paused`,
        off: t`Off`,
        granted: t`Granted`,
        succeeded: t`Succeeded`,
        connecting: t`Connecting`,
        checking: t`Being checked`,
        deploying: t`Being deployed`,
        upgrading: t`Being upgraded`,
        rolling_back: t`Being rolled back`,
        removing: t`Being removed`,
        removed: t`Removed`,
        unreachable: t`Unreachable`,
        refused: t`Refused`,
        degraded: t`Degraded`,
        running: t`Running`,
        under_way: t`Under way`,
        queued: t`Queued`,
        rejected: t`Rejected`,
        failed: t`Failed`,
        dead: t`Given up`,
        cancelled: t`Cancelled`,
        revoked: t`Revoked`,
        deactivated: t`Deactivated`,
        expired: t`Expired`,
        withdrawn: t`Withdrawn`,
        taken_back: t`Taken back`,
        new: t`New`,
        seen: t`Seen`,
        answered: t`Answered`,
        quoted: t`Quoted`,
        sent: t`Sent`,
        accepted: t`Accepted`,
        declined: t`Declined`,
        offered: t`Offered`,
        given_up: t`Given up`,
        won: t`Agreed`,
        lost: t`Not agreed`,
        unpublished: t`Not published`,
        end_of_life: t`End of life`,
        ended: t`Ended`,
        draft: t`Draft`,
        replaced: t`Replaced`,
        scheduled: t`To come`,
        none: t`Not submitted`,
    };
    return (state: string) => names[state] ?? state.replaceAll('_', ' ');
}
