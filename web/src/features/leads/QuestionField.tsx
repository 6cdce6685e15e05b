import { Trans, useLingui } from '@lingui/react/macro';
import { Checkbox, Radio, Stack, Textarea } from '@mantine/core';
import { useFormat } from '@/ui/format';
import type { Question } from './request_form';

interface QuestionFieldProps {
    question: Question;
    values: string[];
    error?: string;
    onChange: (values: string[]) => void;
}

/** A seller's question, with what it is answered by. */
export function QuestionField(props: QuestionFieldProps) {
    const { question, values, error, onChange } = props;
    const format = useFormat();
    const common = { label: format.text(question.text), required: question.required, error };
    if (question.kind === 'text')
        return (
            <Textarea
                {...common}
                name={question.code}
                autosize
                minRows={2}
                maxLength={4000}
                value={values[0] ?? ''}
                onChange={(event) => onChange([event.currentTarget.value])}
            />
        );
    if (question.kind === 'multiple')
        return (
            <Checkbox.Group {...common} value={values} onChange={onChange}>
                <Stack gap="sm" mt="xs">
                    {question.options.map((option) => (
                        <Checkbox key={option.value} value={option.value} label={format.text(option.label)} />
                    ))}
                </Stack>
            </Checkbox.Group>
        );
    return <OneOf {...props} common={common} />;
}

/** One of the options; "no answer" among them where that is possible. */
function OneOf(props: QuestionFieldProps & { common: { label: string; required: boolean; error?: string } }) {
    const { question, values, common, onChange } = props;
    const { t } = useLingui();
    const format = useFormat();
    const options =
        question.kind === 'yes_no'
            ? [
                  { value: 'yes', label: t`Yes` },
                  { value: 'no', label: t`No` },
              ]
            : question.options.map(({ value, label }) => ({ value, label: format.text(label) }));
    return (
        <Radio.Group
            {...common}
            name={question.code}
            value={values[0] ?? ''}
            onChange={(value) => onChange(value ? [value] : [])}
        >
            <Stack gap="sm" mt="xs">
                {options.map((option) => (
                    <Radio key={option.value} value={option.value} label={option.label} />
                ))}
                {!question.required && <Radio value="" label={<Trans>No answer</Trans>} />}
            </Stack>
        </Radio.Group>
    );
}
