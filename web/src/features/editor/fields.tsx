// Fields of the editor: each knows by its path what it shows and changes.
import { Trans, useLingui } from '@lingui/react/macro';
import {
    ActionIcon,
    Button,
    Paper,
    Checkbox,
    Group,
    NativeSelect,
    SegmentedControl,
    Stack,
    Text,
    Textarea,
    TextInput,
} from '@mantine/core';
import type { ReactNode } from 'react';
import { type Language, LANGUAGES, languages } from '@/i18n/language';
import { useFormat } from '@/ui/format';
import { Icon } from '@/ui/icons';
import { itemsAt, textAt, type Value, valueAt } from './offer';
import { useEditor } from './use_editor';

interface FieldProps {
    path: string;
    label: string;
    description?: ReactNode;
    required?: boolean;
    placeholder?: string;
}

function useField({ path, label, description, required, placeholder }: FieldProps) {
    const { said, set, faultAt } = useEditor();
    return {
        name: path,
        label,
        description,
        placeholder,
        withAsterisk: required,
        value: textAt(said.document, path),
        error: faultAt(path),
        onChange: (event: { currentTarget: { value: string } }) => set(path, event.currentTarget.value),
    };
}

export function LineField(props: FieldProps & { max?: number; type?: string }) {
    return <TextInput {...useField(props)} maxLength={props.max} type={props.type} />;
}

/** A whole number; what is no number stays as it was typed, and its fault shows. */
export function NumberField(props: FieldProps) {
    const { set } = useEditor();
    const typed = (text: string) => (/^\d+$/.test(text) ? Number(text) : text);
    return (
        <TextInput
            {...useField(props)}
            inputMode="numeric"
            onChange={(event) => set(props.path, typed(event.currentTarget.value))}
        />
    );
}

export function ChoiceField(
    props: FieldProps & { options: { value: string; label: string }[]; none?: string },
) {
    const { none, options } = props;
    const data = none === undefined ? options : [{ value: '', label: none }, ...options];
    return <NativeSelect {...useField(props)} data={data} />;
}

export function SwitchField({ path, label, description }: FieldProps) {
    const { said, set } = useEditor();
    return (
        <Checkbox
            name={path}
            label={label}
            description={description}
            checked={valueAt(said.document, path) === true}
            onChange={(event) => set(path, event.currentTarget.checked || undefined)}
        />
    );
}

/** Which language the texts are written in now; those that lack something are marked. */
export function LanguageTabs({ paths }: { paths: string[] }) {
    const { t } = useLingui();
    const { said, language, setLanguage } = useEditor();
    const isWritten = (one: Language) =>
        paths.every((path) => textAt(said.document, `${path}.${one}`).trim() !== '');
    return (
        <Group style={{ overflowX: 'auto' }}>
            <SegmentedControl
                aria-label={t`Language of the texts`}
                miw="max-content"
                value={language}
                onChange={(value) => setLanguage(value as Language)}
                data={LANGUAGES.map((one) => ({
                    value: one,
                    label: paths.length > 0 && isWritten(one) ? `${languages[one]} ✓` : languages[one],
                }))}
            />
        </Group>
    );
}

/** A text in the language that is chosen; with rows it is a longer one. */
export function TextsField(props: FieldProps & { max?: number; rows?: number }) {
    const { language } = useEditor();
    const format = useFormat();
    const path = `${props.path}.${language}`;
    const field = useField({ ...props, path, label: `${props.label} (${format.language(language)})` });
    const { faultAt, reasonAt } = useEditor();
    const error = field.error ?? (language === 'en' ? faultAt(props.path) : reasonAt(props.path));
    if (!props.rows) return <TextInput {...field} error={error} lang={language} maxLength={props.max} />;
    return (
        <Textarea
            {...field}
            error={error}
            lang={language}
            rows={props.rows}
            resize="vertical"
            maxLength={props.max}
        />
    );
}

interface ListProps {
    path: string;
    /** What one of them is called: "Plan 2". */
    name: (number: number) => string;
    /** Of the button that adds one; none where that is done otherwise. */
    add?: string;
    /** What a new one has. */
    fresh?: () => Value;
    max: number;
    children: (path: string, number: number) => ReactNode;
}

/** A list whose things are added, removed and put in order. */
export function ListField({ path, name, add, fresh, max, children }: ListProps) {
    const { said, set, faultAt } = useEditor();
    const items = itemsAt(said.document, path);
    const move = (from: number, to: number) => {
        const next = [...items];
        next.splice(to, 0, ...next.splice(from, 1));
        set(path, next);
    };
    const error = faultAt(path);
    return (
        <Stack gap="sm">
            {items.map((_, number) => (
                <Paper key={number} withBorder p="sm" role="group" aria-label={name(number + 1)}>
                    <Group justify="space-between" mb="xs" wrap="nowrap">
                        <Text fw={600} size="sm">
                            {name(number + 1)}
                        </Text>
                        <ItemButtons
                            name={name(number + 1)}
                            onUp={number > 0 ? () => move(number, number - 1) : undefined}
                            onDown={number < items.length - 1 ? () => move(number, number + 1) : undefined}
                            onRemove={() =>
                                set(
                                    path,
                                    items.filter((__, other) => other !== number),
                                )
                            }
                        />
                    </Group>
                    <Stack gap="sm">{children(`${path}[${number}]`, number)}</Stack>
                </Paper>
            ))}
            {error && (
                <Text size="xs" c="var(--mantine-color-error)" role="alert">
                    {error}
                </Text>
            )}
            {add && (
                <Group>
                    <Button
                        variant="default"
                        size="xs"
                        leftSection={<Icon name="plus" size={14} />}
                        disabled={items.length >= max}
                        onClick={() => set(path, [...items, fresh?.() ?? {}])}
                    >
                        {add}
                    </Button>
                </Group>
            )}
        </Stack>
    );
}

function ItemButtons(props: {
    name: string;
    onUp: (() => void) | undefined;
    onDown: (() => void) | undefined;
    onRemove: () => void;
}) {
    const { t } = useLingui();
    const { name } = props;
    return (
        <Group gap={4} wrap="nowrap">
            <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t`Move ${name} up`}
                disabled={!props.onUp}
                onClick={props.onUp}
            >
                <span style={{ transform: 'rotate(180deg)', lineHeight: 0 }}>
                    <Icon name="chevron" size={14} />
                </span>
            </ActionIcon>
            <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t`Move ${name} down`}
                disabled={!props.onDown}
                onClick={props.onDown}
            >
                <Icon name="chevron" size={14} />
            </ActionIcon>
            <ActionIcon variant="subtle" color="gray" aria-label={t`Remove ${name}`} onClick={props.onRemove}>
                <Icon name="trash" size={14} />
            </ActionIcon>
        </Group>
    );
}

/** A list of short texts, such as features. */
export function TextsListField({ path, label, max }: { path: string; label: string; max: number }) {
    const { t } = useLingui();
    const { said, set, language, faultAt } = useEditor();
    const format = useFormat();
    const items = itemsAt(said.document, path);
    return (
        <Stack gap={6}>
            <Text size="sm" fw={500} component="span">
                {label}
            </Text>
            {items.map((_, number) => (
                <Group key={number} gap={4} wrap="nowrap" align="flex-start">
                    <TextInput
                        flex={1}
                        name={`${path}[${number}].${language}`}
                        aria-label={`${label} ${number + 1} (${format.language(language)})`}
                        lang={language}
                        maxLength={200}
                        value={textAt(said.document, `${path}[${number}].${language}`)}
                        error={faultAt(`${path}[${number}]`)}
                        onChange={(event) => set(`${path}[${number}].${language}`, event.currentTarget.value)}
                    />
                    <ActionIcon
                        variant="subtle"
                        color="gray"
                        mt={4}
                        aria-label={t`Remove ${label} ${number + 1}`}
                        onClick={() =>
                            set(
                                path,
                                items.filter((__, other) => other !== number),
                            )
                        }
                    >
                        <Icon name="trash" size={14} />
                    </ActionIcon>
                </Group>
            ))}
            <Group>
                <Button
                    variant="subtle"
                    size="compact-sm"
                    leftSection={<Icon name="plus" size={14} />}
                    disabled={items.length >= max}
                    onClick={() => set(path, [...items, {}])}
                    aria-label={t`Add: ${label}`}
                >
                    <Trans>Add</Trans>
                </Button>
            </Group>
        </Stack>
    );
}
