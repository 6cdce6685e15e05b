import type { AiKey } from '@/api/types';

const SOON = 14 * 86_400_000; // milliseconds

/** Still works, but not for long. */
export function isExpiring(key: AiKey, now: number): boolean {
    if (key.state !== 'active' || !key.expires_at) return false;
    const rest = Date.parse(key.expires_at) - now;
    return rest > 0 && rest < SOON;
}
