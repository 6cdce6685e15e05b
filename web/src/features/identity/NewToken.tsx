import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Checkbox, Group, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import type { ApiToken } from '@/api/types';
import { Dialog } from '@/ui/Dialog';
import { useRoleNames } from '@/ui/names';
import { Problem } from '@/ui/Problem';
import { useProblemTexts } from '@/ui/problem_texts';
import { SecretOnce } from '@/ui/SecretOnce';
import { NEW_TOKEN, TokenFields, type TokenValues } from './TokenFields';

interface Props {
    create: (values: TokenValues) => Promise<ApiToken>;
    /** What an organization's token may be given; a person's may what the person may. */
    roles?: string[];
    scope?: TokenValues['scope'];
    onCreate: () => unknown;
    onClose: () => void;
}

export function NewToken({ create, roles, scope, onCreate, onClose }: Props) {
    const { t } = useLingui();
    const texts = useProblemTexts();
    const names = useRoleNames();
    const form = useForm({
        initialValues: scope ? { ...NEW_TOKEN, scope } : NEW_TOKEN,
        validate: { name: (value) => (value.trim() ? null : t`Enter a name.`) },
    });
    const creation = useMutation({
        mutationFn: () => create(form.values),
        onError: (error) => form.setErrors(texts.fields(error)),
        onSuccess: onCreate,
    });
    const secret = creation.data?.secret;
    return (
        <Dialog onClose={onClose} title={secret ? t`The new token` : t`Create a token`} isKept={!!secret}>
            {secret ? (
                <SecretOnce
                    label={t`Token`}
                    secret={secret}
                    done={(isKept) => (
                        <Button disabled={!isKept} onClick={onClose}>
                            <Trans>Done</Trans>
                        </Button>
                    )}
                />
            ) : (
                <form noValidate onSubmit={form.onSubmit(() => creation.mutate())}>
                    <Stack>
                        <Problem error={creation.error} />
                        {roles && (
                            <Checkbox.Group
                                label={t`Roles`}
                                description={t`Reports comes with every token; you can give what you may yourself.`}
                                {...form.getInputProps('roles')}
                            >
                                <Stack gap={6} mt="xs">
                                    {roles.map((role) => (
                                        <Checkbox key={role} value={role} label={names(role)} />
                                    ))}
                                </Stack>
                            </Checkbox.Group>
                        )}
                        <TokenFields form={form} />
                        <Group justify="flex-end">
                            <Button type="submit" loading={creation.isPending}>
                                <Trans>Create</Trans>
                            </Button>
                        </Group>
                    </Stack>
                </form>
            )}
        </Dialog>
    );
}
