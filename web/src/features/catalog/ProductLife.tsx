import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { OperatorProduct } from '@/api/types';
import { Dialog, DialogButtons } from '@/ui/Dialog';
import { ButtonLink } from '@/ui/links';
import { Problem } from '@/ui/Problem';
import { useProblemTexts } from '@/ui/problem_texts';
import { toast } from '@/ui/toast';
import { EndOfLife } from './EndOfLife';
import { useProductLife, type Whose } from './product_life';

export interface LifeProps {
    whose: Whose;
    product: OperatorProduct;
}

/** The buttons for what can become of a product now. */
export function ProductLife({ whose, product }: LifeProps) {
    const { t } = useLingui();
    const { publish, done } = useProductLife(whose, product.id);
    const [open, setOpen] = useState<'unpublish' | 'end' | null>(null);
    const back = useMutation({
        mutationFn: publish,
        onSuccess: async () => {
            await done();
            void toast(t`${product.name} is in the catalogue.`);
        },
    });
    const isOut = product.state === 'unpublished';
    const mayReturn = isOut && !product.last_day && !!product.active_revision_number;
    const isHeld = product.is_withheld && whose === 'seller';
    const close = () => setOpen(null);
    return (
        <>
            <Problem error={back.error} />
            {product.state === 'published' && (
                <>
                    <ButtonLink to="/products/$slug" params={{ slug: product.slug }} variant="default">
                        <Trans>See it in the catalogue</Trans>
                    </ButtonLink>
                    <Button variant="default" onClick={() => setOpen('unpublish')}>
                        <Trans>Unpublish…</Trans>
                    </Button>
                </>
            )}
            {mayReturn && !isHeld && (
                <Button loading={back.isPending} onClick={() => back.mutate()}>
                    <Trans>Publish again</Trans>
                </Button>
            )}
            {product.published_at && !product.last_day && product.state !== 'end_of_life' && (
                <Button variant="default" onClick={() => setOpen('end')}>
                    <Trans>End of life…</Trans>
                </Button>
            )}
            {open === 'unpublish' && <Unpublish whose={whose} product={product} onClose={close} />}
            {open === 'end' && <EndOfLife whose={whose} product={product} onClose={close} />}
        </>
    );
}

const tomorrow = () => new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);

function Unpublish({ whose, product, onClose }: LifeProps & { onClose: () => void }) {
    const { t } = useLingui();
    const texts = useProblemTexts();
    const { unpublish, done } = useProductLife(whose, product.id);
    const form = useForm({
        initialValues: { reason: '', expected_return: '' },
        validate: { reason: (value) => (value.trim() ? null : t`Say why.`) },
    });
    const send = useMutation({
        mutationFn: () => {
            const { reason, expected_return } = form.values;
            return unpublish({
                reason: reason.trim(),
                expected_return: expected_return || undefined,
            });
        },
        onError: (error) => form.setErrors(texts.fields(error)),
        onSuccess: async () => {
            await done();
            onClose();
        },
    });
    return (
        <Dialog onClose={onClose} title={t`Unpublish ${product.name}?`}>
            <form noValidate onSubmit={form.onSubmit(() => send.mutate())}>
                <Stack>
                    <Problem error={send.error} />
                    <Text size="sm">
                        <Trans>
                            It leaves the catalogue at once and nobody new can buy it. Subscriptions go on,
                            and their organizations get a mail with what you say here. You can publish it
                            again.
                        </Trans>
                    </Text>
                    <Textarea
                        label={t`Reason`}
                        description={t`Who subscribed reads it.`}
                        name="reason"
                        required
                        autosize
                        minRows={3}
                        maxLength={2000}
                        data-autofocus
                        {...form.getInputProps('reason')}
                    />
                    <TextInput
                        type="date"
                        label={t`Expected return`}
                        description={t`Leave it empty if you do not know it.`}
                        name="expected_return"
                        min={tomorrow()}
                        {...form.getInputProps('expected_return')}
                    />
                    <DialogButtons onClose={onClose}>
                        <Button type="submit" color="red.8" loading={send.isPending}>
                            <Trans>Unpublish</Trans>
                        </Button>
                    </DialogButtons>
                </Stack>
            </form>
        </Dialog>
    );
}
