import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Group, PasswordInput, Stack, Text, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { client } from '@/api/client';
import { forget } from '@/api/query';
import type { User } from '@/api/types';
import { Problem } from '@/ui/Problem';
import { useProblemTexts } from '@/ui/problem_texts';
import { toast } from '@/ui/toast';
import { NewPasswordField } from './NewPasswordField';
import { brokenRules } from './password_rules';

export function ChangePassword({ user }: { user: User }) {
    const { t } = useLingui();
    const texts = useProblemTexts();
    const queries = useQueryClient();
    const form = useForm({
        initialValues: { current_password: '', new_password: '' },
        validate: {
            current_password: (value) => (value ? null : t`Enter your current password.`),
            new_password: (value) =>
                brokenRules(value, user.name, user.email).size
                    ? t`The password does not keep all rules.`
                    : null,
        },
    });
    const save = useMutation({
        mutationFn: () => client.POST('/v1/me/password', { body: form.values }),
        onError: (error) => form.setErrors(texts.fields(error)),
        onSuccess: async () => {
            form.reset();
            await forget(queries, '/v1/me/sessions');
            toast(t`Your password is changed; your other sessions are ended.`);
        },
    });
    return (
        <section aria-labelledby="password">
            <Title order={2} id="password" mb={4}>
                <Trans>Password</Trans>
            </Title>
            <Text c="dimmed" mb="sm">
                <Trans>
                    A change ends your other sessions, and a mail tells you of it. Your API tokens go on
                    working; revoke them below if need be.
                </Trans>
            </Text>
            <form noValidate onSubmit={form.onSubmit(() => save.mutate())}>
                <Stack maw={420}>
                    <Problem error={save.error} />
                    <input
                        type="text"
                        name="username"
                        autoComplete="username"
                        value={user.email}
                        readOnly
                        hidden
                    />
                    <PasswordInput
                        label={t`Current password`}
                        name="current_password"
                        autoComplete="current-password"
                        visibilityToggleButtonProps={{ 'aria-label': t`Show or hide the password` }}
                        {...form.getInputProps('current_password')}
                    />
                    <NewPasswordField
                        label={t`New password`}
                        name="new_password"
                        personName={user.name}
                        email={user.email}
                        {...form.getInputProps('new_password')}
                        value={form.values.new_password}
                    />
                    <Group>
                        <Button type="submit" loading={save.isPending}>
                            <Trans>Change the password</Trans>
                        </Button>
                    </Group>
                </Stack>
            </form>
        </section>
    );
}
