import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Stack, Text } from '@mantine/core';
import { Dialog } from '@/ui/Dialog';
import { SecretOnce } from '@/ui/SecretOnce';

/** The secret that signs what is sent; it is not lost by a click beside the dialog. */
export function WebhookSecret({ secret, onClose }: { secret: string; onClose: () => void }) {
    const { t } = useLingui();
    return (
        <Dialog onClose={onClose} title={t`The webhook’s secret`} size="lg" isKept>
            <Stack>
                <Text>
                    <Trans>
                        With it your program checks that a message comes from here, as the Standard Webhooks
                        specification says.
                    </Trans>
                </Text>
                <SecretOnce
                    label={t`Secret`}
                    secret={secret}
                    done={(isKept) => (
                        <Button disabled={!isKept} onClick={onClose}>
                            <Trans>Done</Trans>
                        </Button>
                    )}
                />
            </Stack>
        </Dialog>
    );
}
