import { Trans, useLingui } from '@lingui/react/macro';
import { Alert, Button, NativeSelect, Stack, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { client, forOrganization } from '@/api/client';
import { apiList, forget } from '@/api/query';
import type { Organization } from '@/api/types';
import { useActing } from '@/shell/session';
import { Dialog, DialogButtons } from '@/ui/Dialog';
import { Icon } from '@/ui/icons';
import { Problem } from '@/ui/Problem';
import { useProblemTexts } from '@/ui/problem_texts';
import { toast } from '@/ui/toast';

/** Another owner in the place of one who is lost; the owners may object. */
export function ReplaceOwner({ organization, onClose }: { organization: Organization; onClose: () => void }) {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const queries = useQueryClient();
    const texts = useProblemTexts();
    const path = { id: organization.id };
    const form = useForm({
        initialValues: { from_user_id: '', to_user_id: '', reason: '' },
        validate: { reason: (value) => (value.trim() ? null : t`Say why.`) },
    });
    const members =
        useInfiniteQuery(
            apiList('/v1/operator/organizations/{id}/members', {
                path,
                organization: organizationId,
                query: { limit: 200 },
            }),
        ).data?.pages.flatMap((page) => page.items) ?? [];
    const options = (people: typeof members) => [
        { value: '', label: t`Choose a member` },
        ...people.map((one) => ({ value: one.user_id, label: `${one.name} (${one.email})` })),
    ];
    const announce = useMutation({
        mutationFn: () =>
            client.POST('/v1/operator/organizations/{id}/ownership-transfers', {
                params: { path },
                headers: forOrganization(organizationId),
                body: { ...form.values, reason: form.values.reason.trim() },
            }),
        onError: (error) => form.setErrors(texts.fields(error)),
        onSuccess: async () => {
            await forget(queries, '/v1/operator/organizations');
            onClose();
            void toast(t`The owners were mailed and have three days to object.`);
        },
    });
    return (
        <Dialog onClose={onClose} title={t`Replace an owner`} size="lg">
            <form noValidate onSubmit={form.onSubmit(() => announce.mutate())}>
                <Stack>
                    <Alert color="yellow" icon={<Icon name="alert" />} title={t`Make sure who asks`}>
                        <Trans>
                            Look into the register of companies and call back at a number that you know; a
                            mail proves nothing. All owners are mailed, and each can object for three days.
                        </Trans>
                    </Alert>
                    <Problem error={announce.error} />
                    <NativeSelect
                        label={t`Owner who is lost`}
                        required
                        data={options(
                            members.filter((one) => one.roles.some(({ role }) => role === 'owner')),
                        )}
                        {...form.getInputProps('from_user_id')}
                    />
                    <NativeSelect
                        label={t`Who becomes an owner`}
                        required
                        data={options(members.filter((one) => one.user_id !== form.values.from_user_id))}
                        {...form.getInputProps('to_user_id')}
                    />
                    <Textarea
                        label={t`What you checked, and how`}
                        description={t`The owners are mailed it.`}
                        name="reason"
                        required
                        autosize
                        minRows={3}
                        maxLength={1000}
                        {...form.getInputProps('reason')}
                    />
                    <DialogButtons onClose={onClose}>
                        <Button
                            type="submit"
                            color="red.8"
                            loading={announce.isPending}
                            disabled={!form.values.from_user_id || !form.values.to_user_id}
                        >
                            <Trans>Replace the owner</Trans>
                        </Button>
                    </DialogButtons>
                </Stack>
            </form>
        </Dialog>
    );
}
