import { Trans, useLingui } from '@lingui/react/macro';
import {
    Button,
    Group,
    NativeSelect,
    PasswordInput,
    Switch,
    Text,
    Textarea,
    TextInput,
    Tooltip,
} from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { apiQuery } from '@/api/query';
import { useActing } from '@/shell/session';
import { useFormat } from '@/ui/format';
import { Icon } from '@/ui/icons';
import { answerKey } from './draft';
import { type FormField, linesOf, listIn, newPassword } from './form_field';
import type { Fields } from './use_draft';

interface FieldProps {
    field: FormField;
    draft: Fields;
    isReadOnly: boolean;
}

/** One value of the seller's form. */
export function ConfigurationField(props: FieldProps & { isSet: boolean }) {
    const { field } = props;
    if (field.confidential) return <SecretField {...props} />;
    if (field.kind === 'toggle') return <ToggleField {...props} />;
    if (field.kind === 'option' || field.source) return <OptionField {...props} />;
    return <TextField {...props} />;
}

/** What all kinds of fields have in common. */
function useCommon({ field, draft }: FieldProps) {
    const format = useFormat();
    const key = answerKey(field.path);
    const tooltip = format.text(field.tooltip);
    const hint = format.text(field.hint);
    const name = format.text(field.label) || field.path;
    const label: ReactNode = tooltip ? (
        <Group component="span" gap={4} display="inline-flex">
            {name}
            <Tooltip
                label={tooltip}
                multiline
                maw={320}
                withArrow
                events={{ hover: true, focus: true, touch: true }}
            >
                <span role="img" aria-label={tooltip} style={{ lineHeight: 0 }}>
                    <Icon name="info" size={14} />
                </span>
            </Tooltip>
        </Group>
    ) : (
        name
    );
    const at = field.confidential ? `confidential.${field.path}` : key;
    return {
        title: name,
        input: { name: at, label, description: hint || undefined, error: draft.faults[at] },
    };
}

function TextField(props: FieldProps) {
    const { field, draft } = props;
    const { input } = useCommon(props);
    const key = answerKey(field.path);
    const value = draft.values[key];
    if (field.multiple) return <ListField {...props} />;
    return (
        <TextInput
            {...input}
            required={field.required}
            readOnly={props.isReadOnly}
            maw={480}
            autoComplete="off"
            spellCheck={false}
            placeholder={field.default === null ? undefined : String(field.default)}
            value={typeof value === 'string' || typeof value === 'number' ? String(value) : ''}
            onChange={(event) => draft.set(key, event.currentTarget.value)}
        />
    );
}

function ListField(props: FieldProps) {
    const { t } = useLingui();
    const { field, draft } = props;
    const { input } = useCommon(props);
    const key = answerKey(field.path);
    return (
        <Textarea
            {...input}
            required={field.required}
            readOnly={props.isReadOnly}
            maw={480}
            autosize
            minRows={2}
            description={input.description ?? t`One a line`}
            placeholder={linesOf(field.default)}
            value={linesOf(draft.values[key])}
            onChange={(event) => draft.set(key, listIn(event.currentTarget.value))}
        />
    );
}

function ToggleField(props: FieldProps) {
    const { field, draft } = props;
    const { input } = useCommon(props);
    const key = answerKey(field.path);
    const value = draft.values[key] ?? field.default;
    return (
        <Switch
            {...input}
            disabled={props.isReadOnly}
            checked={value === true || value === 'true'}
            onChange={(event) => draft.set(key, event.currentTarget.checked)}
        />
    );
}

/** What the seller lists, or what the cluster has. */
function useChoices({ field, draft }: FieldProps) {
    const format = useFormat();
    const { t } = useLingui();
    const { organizationId } = useActing();
    const clusterId = String(draft.values.cluster_id ?? '');
    const namespace = String(draft.values.namespace ?? '');
    const options = useQuery({
        ...apiQuery('/v1/clusters/{id}/options', {
            path: { id: clusterId },
            query: {
                kind: field.source ?? '',
                ...(field.source === 'secret' ? { namespace } : {}),
            },
            organization: organizationId,
        }),
        enabled: !!field.source && clusterId !== '' && (field.source !== 'secret' || namespace !== ''),
    });
    if (!field.source)
        return field.options.map((one) => ({ value: one.value, label: format.text(one.label) || one.value }));
    return (options.data?.items ?? []).map((one) => ({
        value: one.value,
        label: one.is_default ? t`${one.label} (default)` : one.label,
    }));
}

function OptionField(props: FieldProps) {
    const { t } = useLingui();
    const { field, draft } = props;
    const { input } = useCommon(props);
    const choices = useChoices(props);
    const key = answerKey(field.path);
    const value = draft.values[key] ?? field.default;
    const now = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
    const isKnown = now === '' || choices.some((one) => one.value === now);
    const needsCluster = field.source && !draft.values.cluster_id;
    if (field.multiple) return <ListField {...props} />;
    return (
        <NativeSelect
            {...input}
            required={field.required}
            disabled={props.isReadOnly}
            maw={480}
            description={
                needsCluster ? t`Choose a cluster first; its own are offered here.` : input.description
            }
            value={now}
            onChange={(event) => draft.set(key, event.currentTarget.value)}
            data={[
                { value: '', label: t`Not chosen` },
                ...(isKnown ? [] : [{ value: now, label: now }]),
                ...choices,
            ]}
        />
    );
}

/** Written, never shown again; the page tells only that it is there. */
function SecretField(props: FieldProps & { isSet: boolean }) {
    const { t } = useLingui();
    const { field, draft, isSet } = props;
    const { title, input } = useCommon(props);
    const text = draft.secretText[field.path] ?? '';
    const state = isSet
        ? t`Set. What you type here replaces it.`
        : field.generate
          ? t`Left empty, a password is made.`
          : '';
    return (
        <Group align="flex-end" gap="xs" maw={640}>
            <PasswordInput
                {...input}
                flex={1}
                miw={220}
                required={field.required && !isSet && !field.generate}
                readOnly={props.isReadOnly}
                autoComplete="new-password"
                description={[input.description, state].filter(Boolean).join(' · ') || undefined}
                placeholder={isSet ? '••••••••' : undefined}
                value={text}
                onChange={(event) => draft.setSecret(field.path, event.currentTarget.value)}
                visibilityToggleButtonProps={{ 'aria-label': t`Show or hide ${title}` }}
            />
            {field.generate && !props.isReadOnly && (
                <Button
                    variant="default"
                    aria-label={t`Generate: ${title}`}
                    onClick={() => draft.setSecret(field.path, newPassword())}
                >
                    <Trans>Generate</Trans>
                </Button>
            )}
            {text && (
                <Text size="xs" c="dimmed" w="100%">
                    <Trans>Keep it in a safe place: it is never shown again.</Trans>
                </Text>
            )}
        </Group>
    );
}
