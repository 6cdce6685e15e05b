import { Trans, useLingui } from '@lingui/react/macro';
import { Button, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { client, forOrganization } from '@/api/client';
import { forget } from '@/api/query';
import { type Language, languages } from '@/i18n/language';
import { useActing, useSession } from '@/shell/session';
import { Dialog, DialogButtons } from '@/ui/Dialog';
import { Problem } from '@/ui/Problem';
import { useProblemTexts } from '@/ui/problem_texts';
import { toast } from '@/ui/toast';
import { roleErrors } from './ChangeRoles';
import { rolesFrom, useRoles, valuesOf } from './members';
import { RoleFields } from './RoleFields';

export function InviteMember({ onClose }: { onClose: () => void }) {
    const { t } = useLingui();
    const { organizationId, organization } = useActing();
    const texts = useProblemTexts();
    const queries = useQueryClient();
    const language = useSession()?.user?.language as Language;
    const [values, setValues] = useState(() => valuesOf([{ role: 'reports' }]));
    const roles = rolesFrom(values, []);
    const form = useForm({
        initialValues: { email: '', language },
        validate: { email: (value) => (value.trim() ? null : t`Enter an e-mail address.`) },
    });
    // Whoever acts through a partner gives the roles that it has, but administrator.
    const mayGive = (role: string) =>
        organization.partner_id
            ? role !== 'administrator' && organization.roles.includes(role)
            : role !== 'owner';
    const offered = useRoles()
        .map(({ role }) => role)
        .filter(mayGive);
    const invite = useMutation({
        mutationFn: () =>
            client.POST('/v1/organization/invitations', {
                headers: forOrganization(organizationId),
                body: { ...form.values, email: form.values.email.trim(), roles },
            }),
        onSuccess: async () => {
            await forget(queries, '/v1/organization/invitations');
            onClose();
            void toast(t`The invitation to ${form.values.email.trim()} is on its way.`);
        },
        onError: (error) => form.setErrors(texts.fields(error)),
    });
    return (
        <Dialog onClose={onClose} title={t`Invite a member`} size="lg">
            <form noValidate onSubmit={form.onSubmit(() => invite.mutate())}>
                <Stack>
                    <Text size="sm" c="dimmed">
                        <Trans>
                            The person gets a mail with a link that is valid for a day. Nothing changes until
                            the person accepts.
                        </Trans>
                    </Text>
                    <TextInput
                        label={t`E-mail address`}
                        type="email"
                        name="email"
                        autoComplete="off"
                        data-autofocus
                        required
                        withAsterisk={false}
                        {...form.getInputProps('email')}
                    />
                    <NativeSelect
                        label={t`Language of the mail`}
                        name="language"
                        data={Object.entries(languages).map(([value, label]) => ({ value, label }))}
                        {...form.getInputProps('language')}
                    />
                    <RoleFields
                        roles={offered}
                        values={values}
                        onChange={setValues}
                        errors={roleErrors(invite.error, roles, texts.fault)}
                    />
                    <Problem error={invite.error} />
                    <DialogButtons onClose={onClose}>
                        <Button type="submit" loading={invite.isPending} disabled={!roles.length}>
                            <Trans>Invite a member</Trans>
                        </Button>
                    </DialogButtons>
                </Stack>
            </form>
        </Dialog>
    );
}
