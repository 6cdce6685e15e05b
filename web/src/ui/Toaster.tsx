import { useLingui } from '@lingui/react/macro';
import { Notifications } from '@mantine/notifications';

export default function Toaster() {
    const { t } = useLingui();
    return <Notifications position="bottom-right" role="status" aria-label={t`News`} />;
}
