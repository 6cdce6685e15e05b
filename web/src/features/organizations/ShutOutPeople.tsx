import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Alert, List, Text } from '@mantine/core';
import type { AuthenticationPreview, AuthenticationRules, ShutOutPerson } from '@/api/types';
import { useSession } from '@/shell/session';
import { Icon } from '@/ui/icons';
import { useMethodNames } from './method_names';

const SHOWN = 20;

/** Who could not sign in by the rules in the form, as things are now, and why. */
export function ShutOutPeople(props: {
    preview: AuthenticationPreview;
    providers: AuthenticationRules['providers'];
}) {
    const { t } = useLingui();
    const session = useSession();
    const why = useReasons(props.providers);
    const { people } = props.preview;
    const more = people.length - SHOWN;
    if (!people.length)
        return (
            <Text size="sm" role="status">
                <Trans>By these methods everybody here can sign in.</Trans>
            </Text>
        );
    return (
        <Alert
            color={people.some(({ reason }) => reason !== 'break_glass') ? 'red' : 'yellow'}
            icon={<Icon name="alert" />}
            title={t`Who could not sign in as things are now`}
            role="status"
        >
            <List size="sm">
                {people.slice(0, SHOWN).map((person) => (
                    <List.Item key={person.user_id}>
                        {person.user_id === session?.user?.id ? (
                            <strong>{t`You`}</strong>
                        ) : (
                            t`${person.name} (${person.email})`
                        )}
                        {': '}
                        {why(person)}
                    </List.Item>
                ))}
            </List>
            {more > 0 && (
                <Text size="sm">
                    <Plural value={more} one="and one more person" other="and # more people" />
                </Text>
            )}
        </Alert>
    );
}

function useReasons(providers: AuthenticationRules['providers']) {
    const { t } = useLingui();
    const names = useMethodNames(providers);
    return ({ reason, methods }: ShutOutPerson): string => {
        if (reason === 'no_second_factor') return t`no second factor`;
        if (reason === 'break_glass') return t`as an owner in spite of the rules, which all owners are told`;
        return methods.length ? t`signs in by ${names(methods)} alone` : t`has never signed in`;
    };
}
