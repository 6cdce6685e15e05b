import { Trans, useLingui } from '@lingui/react/macro';
import { Group, Title } from '@mantine/core';
import type { Seller } from '@/api/types';
import { Facts } from '@/ui/Facts';
import { useFormat } from '@/ui/format';
import { Icon } from '@/ui/icons';
import { Day } from '@/ui/Time';

/** Who the company is, as the operator checked it; a seller cannot change it on its page. */
export function SellerCompany({ seller, level }: { seller: Seller; level: 2 | 3 }) {
    const { t } = useLingui();
    const format = useFormat();
    const { company } = seller;
    if (!company) return null;
    return (
        <section aria-labelledby="company">
            <Group gap="xs" mb="xs">
                <Icon name="shield" />
                <Title order={level} id="company">
                    <Trans>Checked by the operator</Trans>
                </Title>
            </Group>
            <Facts
                facts={[
                    [t`Company`, company.name],
                    [t`Registration number`, company.registration_number],
                    [t`VAT id`, company.vat_id],
                    [t`Country`, format.country(company.country)],
                    [t`Checked`, <Day key="checked" value={company.checked_at} />],
                ]}
            />
        </section>
    );
}
