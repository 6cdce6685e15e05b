import { useLingui } from '@lingui/react/macro';
import { SimpleGrid, Stack, Text } from '@mantine/core';
import {
    ChoiceField,
    LanguageTabs,
    LineField,
    ListField,
    NumberField,
    SwitchField,
    TextsField,
    TextsListField,
} from './fields';
import { itemsAt, textAt } from './offer';
import { useEditor } from './use_editor';

/** A code that no other of the list has. */
function freshCode(taken: string[], start: string): string {
    let number = taken.length + 1;
    while (taken.includes(`${start}${number}`)) number += 1;
    return `${start}${number}`;
}

export function PlansSection() {
    const { t } = useLingui();
    const { said, draft } = useEditor();
    const codes = itemsAt(said.document, 'plans').map((plan) => textAt(plan, 'code'));
    return (
        <Stack gap="md">
            <LanguageTabs paths={[]} />
            <ListField
                path="plans"
                name={(number) => t`Plan ${number}`}
                add={t`Add a plan`}
                fresh={() => ({ code: freshCode(codes, 'plan-') })}
                max={20}
            >
                {(path) => (
                    <>
                        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
                            <LineField path={`${path}.name`} label={t`Name`} required max={60} />
                            <LineField
                                path={`${path}.code`}
                                label={t`Code`}
                                description={t`How programs call it: a-z, 0-9, - and _.`}
                                required
                                max={40}
                            />
                        </SimpleGrid>
                        <TextsField
                            path={`${path}.description`}
                            label={t`Description of the plan`}
                            rows={3}
                            max={1000}
                        />
                        <TextsListField path={`${path}.features`} label={t`Features of the plan`} max={20} />
                        <Prices path={`${path}.prices`} />
                        <TextsField
                            path={`${path}.price_text`}
                            label={t`Price in words`}
                            description={t`Instead of figures or beside them. Without either the price is on request.`}
                            max={200}
                        />
                        {draft.service_type === 'private_offer' && <Questions path={`${path}.questions`} />}
                    </>
                )}
            </ListField>
            <TextsField path="price_info" label={t`About the prices`} rows={3} max={4000} />
        </Stack>
    );
}

function Prices({ path }: { path: string }) {
    const { t } = useLingui();
    return (
        <Stack gap={6}>
            <Text size="sm" fw={500} component="span">
                {t`Prices`}
            </Text>
            <ListField
                path={path}
                name={(number) => t`Price ${number}`}
                add={t`Add a price`}
                fresh={() => ({ kind: 'recurring', period: 'month' })}
                max={20}
            >
                {(price) => <PriceFields path={price} />}
            </ListField>
        </Stack>
    );
}

function PriceFields({ path }: { path: string }) {
    const { t } = useLingui();
    const { said } = useEditor();
    const kind = textAt(said.document, `${path}.kind`);
    return (
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
            <ChoiceField
                path={`${path}.kind`}
                label={t`Kind`}
                options={[
                    { value: 'recurring', label: t`Recurring` },
                    { value: 'one_time', label: t`Once` },
                    { value: 'usage', label: t`By usage` },
                ]}
            />
            <LineField path={`${path}.amount`} label={t`Amount`} required placeholder="49.90" max={14} />
            {kind === 'recurring' && (
                <ChoiceField
                    path={`${path}.period`}
                    label={t`Period`}
                    required
                    none={t`Choose one`}
                    options={[
                        { value: 'hour', label: t`per hour` },
                        { value: 'month', label: t`per month` },
                        { value: 'year', label: t`per year` },
                    ]}
                />
            )}
            <LineField
                path={`${path}.meter`}
                label={t`What is counted`}
                description={t`seat, gib_month, gpu_hour …`}
                required={kind === 'usage'}
                max={40}
            />
            <NumberField path={`${path}.per`} label={t`For how many`} placeholder="1" />
            <TextsField path={`${path}.label`} label={t`What it is for`} max={200} />
        </SimpleGrid>
    );
}

function Questions({ path }: { path: string }) {
    const { t } = useLingui();
    const { said } = useEditor();
    const codes = itemsAt(said.document, path).map((one) => textAt(one, 'code'));
    return (
        <Stack gap={6}>
            <Text size="sm" fw={500} component="span">
                {t`Questions to who requests it`}
            </Text>
            <ListField
                path={path}
                name={(number) => t`Question ${number}`}
                add={t`Add a question`}
                fresh={() => ({ code: freshCode(codes, 'question-'), kind: 'text' })}
                max={30}
            >
                {(question) => <QuestionFields path={question} />}
            </ListField>
        </Stack>
    );
}

function QuestionFields({ path }: { path: string }) {
    const { t } = useLingui();
    const { said } = useEditor();
    const kind = textAt(said.document, `${path}.kind`);
    const options = itemsAt(said.document, `${path}.options`).map((one) => textAt(one, 'value'));
    return (
        <>
            <TextsField path={`${path}.text`} label={t`Question`} required max={500} />
            <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
                <ChoiceField
                    path={`${path}.kind`}
                    label={t`Answered by`}
                    options={[
                        { value: 'text', label: t`A text` },
                        { value: 'single', label: t`One of several` },
                        { value: 'multiple', label: t`Any of several` },
                        { value: 'yes_no', label: t`Yes or no` },
                    ]}
                />
                <LineField path={`${path}.code`} label={t`Code`} required max={40} />
            </SimpleGrid>
            <SwitchField path={`${path}.required`} label={t`An answer is needed`} />
            {(kind === 'single' || kind === 'multiple') && (
                <ListField
                    path={`${path}.options`}
                    name={(number) => t`Option ${number}`}
                    add={t`Add an option`}
                    fresh={() => ({ value: freshCode(options, 'option-') })}
                    max={50}
                >
                    {(option) => <TextsField path={`${option}.label`} label={t`Answer`} required max={200} />}
                </ListField>
            )}
        </>
    );
}
