import { Trans, useLingui } from '@lingui/react/macro';
import {
    Group,
    List,
    PasswordInput,
    type PasswordInputProps,
    Stack,
    Text,
    VisuallyHidden,
} from '@mantine/core';
import { useId } from 'react';
import { Icon } from '@/ui/icons';
import { brokenRules, MIN_LENGTH, type PasswordRule } from './password_rules';

/** A new password with its rules, checked while one types, in words too. */
export function NewPasswordField({
    personName,
    email,
    ...props
}: PasswordInputProps & { value: string; personName: string; email: string }) {
    const { t } = useLingui();
    const id = useId();
    const broken = brokenRules(props.value, personName, email);
    const rules: [PasswordRule, string][] = [
        ['too_short', t`at least ${MIN_LENGTH} characters`],
        ['no_lower', t`a lower-case letter`],
        ['no_upper', t`an upper-case letter`],
        ['no_digit', t`a digit`],
        ['no_special', t`a special character`],
        ['contains_name', t`without your name or e-mail address`],
    ];
    return (
        <Stack gap="xs">
            <PasswordInput
                autoComplete="new-password"
                required
                withAsterisk={false}
                visibilityToggleButtonProps={{ 'aria-label': t`Show or hide the password` }}
                aria-describedby={id}
                {...props}
            />
            <List id={id} listStyleType="none" spacing={2} size="sm">
                {rules.map(([rule, text]) => {
                    const isKept = props.value !== '' && !broken.has(rule);
                    return (
                        <List.Item key={rule}>
                            <Group gap={6} wrap="nowrap">
                                <Text span c={isKept ? undefined : 'dimmed'} lh={0}>
                                    <Icon name={isKept ? 'check' : 'circle'} size={14} />
                                </Text>
                                <Text span size="sm">
                                    {text}
                                </Text>
                                <VisuallyHidden>
                                    {isKept ? <Trans>kept</Trans> : <Trans>not yet</Trans>}
                                </VisuallyHidden>
                            </Group>
                        </List.Item>
                    );
                })}
            </List>
            <VisuallyHidden role="status">
                {props.value !== '' &&
                    (broken.size === 0
                        ? t`The password keeps all rules.`
                        : t`Rules not kept yet: ${broken.size}`)}
            </VisuallyHidden>
        </Stack>
    );
}
