import { Trans } from '@lingui/react/macro';
import { Alert } from '@mantine/core';
import { useFormat } from '@/ui/format';
import { Icon } from '@/ui/icons';
import { TextLink } from '@/ui/links';

/** For whoever will need a second factor, and has none yet. */
export default function SecondFactorNotice({ name, from }: { name: string; from: string }) {
    const format = useFormat();
    return (
        <Alert color="yellow" icon={<Icon name="alert" />} mb="md" role="status">
            <Trans>
                From {format.date(from)} {name} requires a second factor.{' '}
                <TextLink to="/account" hash="second-factors" underline="always">
                    Set up a second factor
                </TextLink>
            </Trans>
        </Alert>
    );
}
