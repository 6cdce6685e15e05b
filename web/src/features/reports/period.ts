// Days of usage reports. A period is two days, both of them in it, of the zone that bills are made in.
export interface Period {
    from: string;
    to: string;
}

const DAY = 86_400_000; // milliseconds

/** The day of a moment in a time zone: "2026-11-22". */
export function dayOf(moment: Date, zone: string): string {
    return new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(moment);
}

export function addDays(day: string, count: number): string {
    return new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY).toISOString().slice(0, 10);
}

/** The whole month that lies `ago` months before the day's. */
export function monthOf(day: string, ago = 0): Period {
    const [year = 0, month = 1] = day.split('-').map(Number);
    const first = new Date(Date.UTC(year, month - 1 - ago, 1));
    const last = new Date(Date.UTC(year, month - ago, 0));
    return { from: first.toISOString().slice(0, 10), to: last.toISOString().slice(0, 10) };
}

export function isDay(text: string | undefined): text is string {
    return !!text && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
}

/** What the address asks for; the month of today where it says nothing that makes sense. */
export function periodOf(from: string | undefined, to: string | undefined, today: string): Period {
    const month = monthOf(today);
    const first = isDay(from) ? from : isDay(to) ? monthOf(to).from : month.from;
    const last = isDay(to) ? to : isDay(from) ? monthOf(from).to : month.to;
    return { from: first, to: last };
}

export const isReversed = (period: Period) => period.from > period.to;

/** For the API, where periods end before their end. */
export function queryOf(period: Period) {
    return { from: period.from, to: addDays(period.to, 1) };
}

/** Every day of the period, but none after today. */
export function daysOf(period: Period, today: string): string[] {
    const days: string[] = [];
    for (let day = period.from; day <= period.to && day <= today; day = addDays(day, 1)) days.push(day);
    return days;
}
