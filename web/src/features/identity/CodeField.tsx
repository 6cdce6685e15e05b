import { useLingui } from '@lingui/react/macro';
import { TextInput, type TextInputProps } from '@mantine/core';

/** A code of an authenticator; where `takesRecovery`, a recovery code too. */
export function CodeField({ takesRecovery, ...props }: TextInputProps & { takesRecovery?: boolean }) {
    const { t } = useLingui();
    return (
        <TextInput
            label={t({ message: 'Code', context: 'of an authenticator' })}
            description={
                takesRecovery
                    ? t`The six digits that an authenticator app of yours shows now, or a recovery code`
                    : t`The six digits that your authenticator shows now`
            }
            name="code"
            autoComplete="one-time-code"
            autoCapitalize="none"
            spellCheck={false}
            inputMode={takesRecovery ? 'text' : 'numeric'}
            maxLength={40}
            data-autofocus
            required
            withAsterisk={false}
            {...props}
        />
    );
}
