import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { ApiProblem } from '@/api/problem';
import { show } from '@/testing/render';
import { Chart } from './Chart';
import { stackOf } from './chart_data';
import { ConfirmMoney } from './ConfirmMoney';
import { Problem } from './Problem';
import { useProblemTexts } from './problem_texts';
import { SecretOnce } from './SecretOnce';
import { Status } from './Status';

const refused = new ApiProblem({
    type: 'about:blank',
    title: 'Invalid',
    status: 422,
    code: 'invalid',
    detail: 'Some fields need correction.',
    errors: [
        { field: 'website', code: 'uri', message: 'The website must begin with https://.' },
        { field: 'contact_email', code: 'required', message: 'contact_email is required.' },
    ],
    request_id: 'req_1',
});

describe('a problem', () => {
    it('says what happened and leads to the field', async () => {
        await show(
            <>
                <input name="website" aria-label="Website" />
                <Problem error={refused} />
            </>,
        );
        expect(screen.getByRole('alert')).toHaveTextContent('Some fields need correction.');
        await userEvent.click(screen.getByRole('button', { name: /must begin with https/ }));
        expect(screen.getByRole('textbox', { name: 'Website' })).toHaveFocus();
    });

    it('gives a form its faults by field, in words for people', async () => {
        const Faults = () => <>{JSON.stringify(useProblemTexts().fields(refused))}</>;
        await show(<Faults />);
        expect(screen.getByText(/"website":"The website must begin with https/)).toBeVisible();
        expect(screen.getByText(/"contact_email":"This is required."/)).toBeVisible();
    });
});

describe('a confirmation', () => {
    const dialog = (run: () => Promise<unknown>, onDone?: () => void) => (
        <ConfirmMoney
            opened
            onClose={() => undefined}
            title="Cancel the subscription?"
            confirm="Yes, cancel"
            keep="No, keep it"
            run={run}
            onDone={onDone}
        >
            <p>It has cost €1.20 this month.</p>
        </ConfirmMoney>
    );

    it('does it once it is confirmed', async () => {
        const done: string[] = [];
        await show(
            dialog(
                async () => done.push('run'),
                () => done.push('done'),
            ),
        );
        await userEvent.click(screen.getByRole('button', { name: 'Yes, cancel' }));
        await waitFor(() => expect(done).toEqual(['run', 'done']));
    });

    it('stays open and says why where the server refuses', async () => {
        await show(dialog(() => Promise.reject(refused)));
        await userEvent.click(screen.getByRole('button', { name: 'Yes, cancel' }));
        await waitFor(() =>
            expect(screen.getByRole('alert')).toHaveTextContent('Some fields need correction.'),
        );
    });
});

it('lets one leave a secret only after one says to have it', async () => {
    await show(
        <SecretOnce
            label="Key"
            secret="kt_live_abc"
            done={(isKept) => (
                <button type="button" disabled={!isKept}>
                    Done
                </button>
            )}
        />,
    );
    expect(screen.getByRole('textbox', { name: 'Key' })).toHaveValue('kt_live_abc');
    expect(screen.getByRole('button', { name: 'Done' })).toBeDisabled();
    await userEvent.click(screen.getByRole('checkbox'));
    expect(screen.getByRole('button', { name: 'Done' })).toBeEnabled();
});

it('says a state in words', async () => {
    await show(<Status state="deactivated" />);
    expect(screen.getByText('Deactivated')).toBeVisible();
});

it('says a chart as a table too', async () => {
    await show(
        <Chart
            label="Tokens by day"
            categories={['1 Nov', '2 Nov']}
            series={[{ label: 'Input', values: [10, 20] }]}
            format={(value) => `${value} tokens`}
        />,
    );
    expect(screen.getByRole('row', { name: '2 Nov 20 tokens', hidden: true })).toBeInTheDocument();
});

it('stacks the series of a chart', () => {
    expect(
        stackOf([
            [1, 2],
            [10, 20],
        ]),
    ).toEqual([
        [1, 2],
        [11, 22],
    ]);
});
