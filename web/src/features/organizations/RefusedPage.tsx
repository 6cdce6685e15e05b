import type { OrganizationSummary, Session } from '@/api/types';
import { RefusedAddress } from './RefusedAddress';
import { RefusedMethod } from './RefusedMethod';
import { SecondFactorMissing } from './SecondFactorMissing';

/** The organization does not let the session act for it: why, and the way on. */
export default function RefusedPage(props: { organization: OrganizationSummary; session: Session }) {
    const { organization, session } = props;
    if (organization.refusal === 'address_not_allowed') return <RefusedAddress organization={organization} />;
    if (organization.refusal === 'second_factor_required')
        return <SecondFactorMissing organization={organization} />;
    return <RefusedMethod organization={organization} session={session} />;
}
