import { Trans, useLingui } from '@lingui/react/macro';
import { Anchor, Fieldset, Stack, Text } from '@mantine/core';
import type { ChartLicence, Configuration } from '@/api/types';
import { LicenceInput } from './LicenceInput';
import { shopLink } from './shop_link';
import type { Draft } from './use_draft';

/** The customer's own licence: where one buys it, and where it goes. */
export function ConfigurationLicence(props: {
    configuration: Configuration;
    licence: ChartLicence;
    draft: Draft;
    isReadOnly: boolean;
}) {
    const { configuration, licence, draft, isReadOnly } = props;
    const { t } = useLingui();
    return (
        <Fieldset legend={t`Licence`}>
            <Stack gap="sm">
                <Text size="sm">
                    <Trans>
                        You bring your own licence. Before the application is started, it is put into the
                        secret <code>{licence.secret_name}</code> of the namespace as{' '}
                        <code>{licence.file_name}</code>.
                    </Trans>
                </Text>
                {licence.shop_url && (
                    <Anchor
                        size="sm"
                        underline="always"
                        href={shopLink(licence.shop_url, configuration.id)}
                        target="_blank"
                        rel="noreferrer"
                    >
                        <Trans>Buy a licence in the shop of the seller (opens a new tab)</Trans>
                    </Anchor>
                )}
                {configuration.has_licence && (
                    <Text size="sm" role="status">
                        <Trans>A licence is here; it is never shown. Another one replaces it.</Trans>
                    </Text>
                )}
                {!isReadOnly && (
                    <LicenceInput
                        error={
                            draft.faults.licence ??
                            draft.faults['licence.text'] ??
                            draft.faults['licence.base64']
                        }
                        isPending={draft.isSaving}
                        label={t`Use this licence`}
                        onGive={draft.setLicence}
                    />
                )}
            </Stack>
        </Fieldset>
    );
}
