// Capacity as people say it: processors and GiB, where Kubernetes counts thousandths and MiB.
import { useFormat } from '@/ui/format';

const rounded = (value: number) => Math.round(value * 10) / 10;

export function useCapacity() {
    const format = useFormat();
    return {
        cpu: (milli: number) => format.number(rounded(milli / 1000)),
        memory: (mib: number) => `${format.number(rounded(mib / 1024))} GiB`,
    };
}
