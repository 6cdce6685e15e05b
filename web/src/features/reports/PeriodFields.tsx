import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Group, TextInput } from '@mantine/core';
import { addDays, isReversed, monthOf, type Period } from './period';

/** From and to, both days included, and the periods that are asked for most. */
export function PeriodFields(props: { period: Period; today: string; onChange: (period: Period) => void }) {
    const { period, today, onChange } = props;
    const { t } = useLingui();
    const presets = [
        { name: t`This month`, period: monthOf(today) },
        { name: t`Last month`, period: monthOf(today, 1) },
        { name: t`7 days`, period: { from: addDays(today, -6), to: today } },
    ];
    const change = (changes: Partial<Period>) => {
        const next = { ...period, ...changes };
        // While a date is typed it is empty: wait for the rest.
        if (next.from && next.to) onChange(next);
    };
    return (
        <Group gap="xs" align="flex-end">
            <TextInput
                type="date"
                label={t`From`}
                value={period.from}
                onChange={(event) => change({ from: event.currentTarget.value })}
            />
            <TextInput
                type="date"
                label={t`To`}
                value={period.to}
                error={isReversed(period) ? <Trans>The period ends before it begins.</Trans> : undefined}
                onChange={(event) => change({ to: event.currentTarget.value })}
            />
            <Group gap={4}>
                {presets.map((preset) => (
                    <Button
                        key={preset.name}
                        variant="default"
                        aria-pressed={preset.period.from === period.from && preset.period.to === period.to}
                        onClick={() => onChange(preset.period)}
                    >
                        {preset.name}
                    </Button>
                ))}
            </Group>
        </Group>
    );
}
