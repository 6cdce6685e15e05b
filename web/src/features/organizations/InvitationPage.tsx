// /invitation#token=…: where the link in the mail to who is invited leads. Looking uses nothing up; a button does.
// What stands behind the # is told to no server and no proxy on the way.

import { Trans, useLingui } from '@lingui/react/macro';
import { Alert, Button, Center, Loader, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { client } from '@/api/client';
import { ApiProblem } from '@/api/problem';
import { forget } from '@/api/query';
import type { InvitationLink, Session } from '@/api/types';
import { EntranceFrame, ToCatalogue } from '@/features/identity/EntranceFrame';
import { NewPasswordField } from '@/features/identity/NewPasswordField';
import { brokenRules } from '@/features/identity/password_rules';
import { SignInForm } from '@/features/identity/SignInForm';
import { useNewAccount, useSession, useSignOut } from '@/shell/session';
import { Facts } from '@/ui/Facts';
import { Icon } from '@/ui/icons';
import { useFormat } from '@/ui/format';
import { ButtonLink, TextLink } from '@/ui/links';
import { Problem } from '@/ui/Problem';
import { useProblemTexts } from '@/ui/problem_texts';
import { toast } from '@/ui/toast';
import { useMethodNames } from './method_names';
import { useRolesText } from './members';

const INSPECTION = '/v1/invitations/inspection';

export function InvitationPage() {
    const { t } = useLingui();
    const session = useSession();
    const hash = useLocation({ select: (location) => location.hash });
    const token = new URLSearchParams(hash).get('token') ?? '';
    const link = useQuery({
        queryKey: [null, INSPECTION, token],
        queryFn: async () => (await client.POST(INSPECTION, { body: { token } })).data as InvitationLink,
        enabled: token !== '',
        staleTime: Number.POSITIVE_INFINITY,
    });
    if (link.data && session) return <Invited token={token} link={link.data} session={session} />;
    if (token === '' || (link.error instanceof ApiProblem && link.error.status === 404))
        return (
            <EntranceFrame title={t`This link is not valid`} below={<ToCatalogue />}>
                <Text>
                    <Trans>
                        Perhaps it was not copied as a whole. Open it from the mail, or ask who invited you.
                    </Trans>
                </Text>
            </EntranceFrame>
        );
    return (
        <EntranceFrame title={t`Invitation`}>
            <Problem error={link.error} onRetry={() => link.refetch()} />
            {!link.error && (
                <Center>
                    <Loader size="sm" role="status" aria-label={t`Loading`} />
                </Center>
            )}
        </EntranceFrame>
    );
}

interface Props {
    token: string;
    link: InvitationLink;
}

const isSame = (a: string, b: string | undefined) => a.toLowerCase() === b?.toLowerCase();

function Invited({ token, link, session }: Props & { session: Session }) {
    const { t } = useLingui();
    const { user } = session;
    if (link.state !== 'usable') return <OldLink token={token} link={link} session={session} />;
    return (
        <EntranceFrame
            title={t`Join ${link.organization_name}`}
            description={
                <Trans>
                    {link.invited_by_name} invites you to {link.organization_name}.
                </Trans>
            }
        >
            <Offered link={link} />
            <AllowedMethods link={link} />
            {user && isSame(link.email, user.email) && <Accept token={token} />}
            {user && !isSame(link.email, user.email) && <OtherPerson link={link} email={user.email} />}
            {!user && link.has_account && <SignInFirst link={link} />}
            {!user && !link.has_account && <NewAccount token={token} link={link} />}
        </EntranceFrame>
    );
}

function Offered({ link }: { link: InvitationLink }) {
    const { t } = useLingui();
    const format = useFormat();
    const rolesText = useRolesText();
    return (
        <Facts
            facts={[
                [t`For`, link.email],
                [t`Your roles`, rolesText(link.roles)],
                [t`Valid until`, format.time(link.expires_at)],
            ]}
        />
    );
}

/** Where a password alone will not do, it is said before one is chosen. */
function AllowedMethods({ link }: { link: InvitationLink }) {
    const names = useMethodNames(link.providers);
    if (!link.methods.length || link.methods.includes('password')) return null;
    return (
        <Alert color="yellow" icon={<Icon name="alert" />} mb="md">
            <Trans>
                Members of {link.organization_name} sign in by: {names(link.methods)}. A password opens your
                own account; there you link or add what else is needed.
            </Trans>{' '}
            {link.providers[0] && (
                <TextLink to="/sign-in" search={{ provider: link.providers[0].id }} underline="always">
                    <Trans>Sign in with {link.providers[0].name}</Trans>
                </TextLink>
            )}
        </Alert>
    );
}

/** The page shows what the link is from now on. */
function useAgain() {
    const queries = useQueryClient();
    return () => forget(queries, INSPECTION, '/v1/session');
}

function Accept({ token }: { token: string }) {
    const again = useAgain();
    const accept = useMutation({
        mutationFn: () => client.POST('/v1/invitations/acceptance', { body: { token } }),
        onSettled: again,
    });
    return (
        <Stack>
            <Problem error={accept.error} />
            <Button onClick={() => accept.mutate()} loading={accept.isPending}>
                <Trans>Accept the invitation</Trans>
            </Button>
        </Stack>
    );
}

function OtherPerson({ link, email }: { link: InvitationLink; email: string }) {
    const signOut = useSignOut();
    const leave = useMutation({ mutationFn: () => signOut({ stays: true }) });
    return (
        <Stack>
            <Text>
                <Trans>
                    You are signed in as {email}, but the invitation is for {link.email}. Sign out to go on as
                    that person.
                </Trans>
            </Text>
            <Problem error={leave.error} />
            <Button onClick={() => leave.mutate()} loading={leave.isPending}>
                <Trans>Sign out and go on</Trans>
            </Button>
        </Stack>
    );
}

function SignInFirst({ link }: { link: InvitationLink }) {
    return (
        <Stack>
            <Text>
                <Trans>You have an account already. Sign in to accept.</Trans>
            </Text>
            <SignInForm email={link.email} onDone={() => {}} />
            <Text size="sm" c="dimmed">
                <Trans>
                    Do you sign in another way? Do so on the{' '}
                    <TextLink to="/sign-in" underline="always">
                        sign-in page
                    </TextLink>
                    , then open the link in the mail again.
                </Trans>
            </Text>
        </Stack>
    );
}

function NewAccount({ token, link }: Props) {
    const { t } = useLingui();
    const texts = useProblemTexts();
    const newAccount = useNewAccount();
    const form = useForm({
        initialValues: { name: '', password: '' },
        validate: {
            name: (value) => (value.trim() ? null : t`Enter your name.`),
            password: (value, { name }) =>
                brokenRules(value, name, link.email).size ? t`The password does not keep all rules.` : null,
        },
    });
    const create = useMutation({
        mutationFn: () => newAccount({ token, ...form.values }),
        onError: (error) => form.setErrors(texts.fields(error)),
    });
    return (
        <form noValidate onSubmit={form.onSubmit(() => create.mutate())}>
            <Stack>
                <Text>
                    <Trans>Choose a name and a password for your new account.</Trans>
                </Text>
                <Problem error={create.error} />
                <input
                    type="text"
                    name="username"
                    autoComplete="username"
                    value={link.email}
                    readOnly
                    hidden
                />
                <TextInput
                    label={t`Your name`}
                    name="name"
                    autoComplete="name"
                    required
                    withAsterisk={false}
                    {...form.getInputProps('name')}
                />
                <NewPasswordField
                    label={t`Password`}
                    name="password"
                    personName={form.values.name}
                    email={link.email}
                    {...form.getInputProps('password')}
                    value={form.values.password}
                />
                <Button type="submit" loading={create.isPending}>
                    <Trans>Accept the invitation</Trans>
                </Button>
            </Stack>
        </form>
    );
}

function OldLink({ token, link, session }: Props & { session: Session }) {
    const { t } = useLingui();
    const isMember = session.organizations.some(({ id }) => id === link.organization_id);
    if (link.state === 'accepted' && isMember)
        return (
            <EntranceFrame title={t`You are a member of ${link.organization_name}`}>
                <Text role="status">
                    <Trans>The invitation is accepted.</Trans>
                </Text>
                <ButtonLink to="/o/$organizationId" params={{ organizationId: link.organization_id }}>
                    <Trans>Go to {link.organization_name}</Trans>
                </ButtonLink>
            </EntranceFrame>
        );
    const said: Record<Exclude<InvitationLink['state'], 'usable'>, [title: string, text: ReactNode]> = {
        expired: [
            t`This invitation has expired`,
            <Trans key="expired">
                It was valid for a day. {link.invited_by_name} can send you a new one.
            </Trans>,
        ],
        replaced: [
            t`There is a newer invitation`,
            <Trans key="replaced">A newer mail was sent to {link.email}. Use the link in that one.</Trans>,
        ],
        accepted: [
            t`This invitation has been accepted`,
            <Trans key="accepted">Each link works once. If it was you, just sign in.</Trans>,
        ],
        withdrawn: [
            t`This invitation was withdrawn`,
            <Trans key="withdrawn">
                If you still want to join {link.organization_name}, ask {link.invited_by_name}.
            </Trans>,
        ],
    };
    const [title, text] = said[link.state as keyof typeof said];
    return (
        <EntranceFrame title={title} below={<ToCatalogue />}>
            <Text>{text}</Text>
            {link.state === 'expired' && <AskForNew token={token} />}
            {link.state === 'accepted' && (
                <ButtonLink to="/sign-in">
                    <Trans>Sign in</Trans>
                </ButtonLink>
            )}
        </EntranceFrame>
    );
}

function AskForNew({ token }: { token: string }) {
    const { t } = useLingui();
    const ask = useMutation({
        mutationFn: () => client.POST('/v1/invitations/renewal-requests', { body: { token } }),
        onSuccess: () => void toast(t`Who invited you was asked by mail.`),
    });
    return (
        <Stack>
            <Problem error={ask.error} />
            <Button onClick={() => ask.mutate()} loading={ask.isPending} disabled={ask.isSuccess}>
                <Trans>Ask for a new one</Trans>
            </Button>
        </Stack>
    );
}
