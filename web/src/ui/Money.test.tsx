import { expect, it } from 'vitest';
import { show } from '@/testing/render';
import { Cost, Rate } from './Money';

it('says a rate with its units', async () => {
    const { container } = await show(
        <Rate value={{ micros: 150_000, per: 1_000_000, currency: 'EUR' }} meter="tokens_in" />,
    );
    expect(container).toHaveTextContent('€0.15 per 1M input tokens');
});

it('says a price with its period', async () => {
    const { container } = await show(
        <Rate value={{ micros: 45_990_000, per: 1, currency: 'EUR' }} period="month" />,
    );
    expect(container).toHaveTextContent('€45.99 per month');
});

it('never shows a small cost as nothing', async () => {
    const { container } = await show(<Cost micros={30} currency="EUR" />);
    expect(container).toHaveTextContent('€0.00003');
});

it('shows costs with four digits', async () => {
    const { container } = await show(<Cost micros={1_234_567} currency="EUR" />);
    expect(container).toHaveTextContent('€1.2346');
});
