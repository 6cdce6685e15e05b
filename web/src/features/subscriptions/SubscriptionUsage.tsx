import { UsageReport } from '@/features/reports/UsageReport';
import { useSubscription } from './subscription';

export function SubscriptionUsage() {
    const { data: subscription } = useSubscription();
    if (!subscription) return null;
    return <UsageReport subscriptionId={subscription.id} groups={['key', 'model', 'day']} />;
}
