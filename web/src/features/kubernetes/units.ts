// Amounts as people say them: processors and GiB, where Kubernetes counts thousandths and MiB; seconds,
// minutes or hours.
import { useLingui } from '@lingui/react/macro';
import { useFormat } from '@/ui/format';

const rounded = (value: number) => Math.round(value * 10) / 10;

export function useCapacity() {
    const format = useFormat();
    return {
        cpu: (milli: number) => format.number(rounded(milli / 1000)),
        memory: (mib: number) =>
            mib < 1024 ? `${format.number(mib)} MiB` : `${format.number(rounded(mib / 1024))} GiB`,
    };
}

export function useDurations() {
    const format = useFormat();
    const { t } = useLingui();
    return (seconds: number) =>
        seconds < 90
            ? t`${format.number(Math.round(seconds))} s`
            : seconds < 90 * 60
              ? t`${format.number(Math.round(seconds / 60))} min`
              : t`${format.number(rounded(seconds / 3600))} h`;
}
