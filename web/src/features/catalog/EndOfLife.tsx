import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Alert, Button, List, Skeleton, Stack, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery } from '@tanstack/react-query';
import { apiQuery } from '@/api/query';
import type { EndOfLifePreview, OperatorProduct } from '@/api/types';
import { useActing } from '@/shell/session';
import { Dialog, DialogButtons } from '@/ui/Dialog';
import { Icon } from '@/ui/icons';
import { Problem } from '@/ui/Problem';
import { useProblemTexts } from '@/ui/problem_texts';
import { Day } from '@/ui/Time';
import { useProductLife, type Whose } from './product_life';

interface EndProps {
    whose: Whose;
    product: OperatorProduct;
    onClose: () => void;
}

/** Tells the last day and whom it concerns before anything can be confirmed. */
export function EndOfLife(props: EndProps) {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const parameters = { path: { id: props.product.id }, organization: organizationId };
    const preview = useQuery({
        ...(props.whose === 'seller'
            ? apiQuery('/v1/seller/products/{id}/end-of-life', parameters)
            : apiQuery('/v1/operator/products/{id}/end-of-life', parameters)),
        staleTime: 0,
    });
    return (
        <Dialog onClose={props.onClose} size="lg" title={t`End ${props.product.name} for good?`}>
            <Problem error={preview.error} onRetry={() => void preview.refetch()} />
            {preview.data ? (
                <Confirm {...props} preview={preview.data} />
            ) : (
                !preview.error && <Skeleton h={240} aria-label={t`Loading`} />
            )}
        </Dialog>
    );
}

function Meaning({ preview }: { preview: EndOfLifePreview }) {
    const { t } = useLingui();
    return (
        <Alert color="red" icon={<Icon name="alert" />} title={t`This cannot be undone`}>
            <List size="sm">
                <List.Item>
                    <Trans>
                        The last day is{' '}
                        <b>
                            <Day value={preview.last_day} />
                        </b>
                        . What is asked for up to the 15th ends with the month, later with the next month.
                    </Trans>
                </List.Item>
                <List.Item>
                    <Trans>From now on nobody new can find or buy it.</Trans>
                </List.Item>
                <List.Item>
                    <Trans>
                        <Plural
                            value={preview.subscriptions}
                            _0="No subscription is"
                            one="# subscription is"
                            other="# subscriptions are"
                        />{' '}
                        concerned; their owners get a mail now and on the last day. Until then they are
                        supported as before.
                    </Trans>
                </List.Item>
                <List.Item>
                    <Trans>
                        After that day, keys of AI products stop working; what customers run in their own
                        clusters goes on without newer versions.
                    </Trans>
                </List.Item>
            </List>
        </Alert>
    );
}

function Confirm({ whose, product, preview, onClose }: EndProps & { preview: EndOfLifePreview }) {
    const { t } = useLingui();
    const texts = useProblemTexts();
    const { end, done } = useProductLife(whose, product.id);
    const form = useForm({
        initialValues: { reason: '', name: '' },
        validate: {
            reason: (value) => (value.trim() ? null : t`Say why.`),
            name: (value) => (value.trim() === product.name ? null : t`Type ${product.name}.`),
        },
    });
    const send = useMutation({
        mutationFn: () => end({ reason: form.values.reason.trim(), last_day: preview.last_day }),
        onError: (error) => form.setErrors(texts.fields(error)),
        onSuccess: async () => {
            await done();
            onClose();
        },
    });
    return (
        <form noValidate onSubmit={form.onSubmit(() => send.mutate())}>
            <Stack>
                <Problem error={send.error} />
                <Meaning preview={preview} />
                <Textarea
                    label={t`Reason`}
                    description={t`Who subscribed reads it.`}
                    name="reason"
                    required
                    autosize
                    minRows={2}
                    maxLength={2000}
                    data-autofocus
                    {...form.getInputProps('reason')}
                />
                <TextInput
                    label={t`Type the product’s name to confirm`}
                    description={product.name}
                    name="name"
                    required
                    autoComplete="off"
                    {...form.getInputProps('name')}
                />
                <DialogButtons onClose={onClose}>
                    <Button type="submit" color="red.8" loading={send.isPending}>
                        <Trans>End it for good</Trans>
                    </Button>
                </DialogButtons>
            </Stack>
        </form>
    );
}
