// The sections of a product's page that only tell.

import { Trans, useLingui } from '@lingui/react/macro';
import { Accordion, Anchor, Table, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Document, Product } from '@/api/types';
import { Facts } from '@/ui/Facts';
import { fileAddress } from '@/ui/files';
import { useFormat } from '@/ui/format';
import { MarkdownOf } from '@/ui/Markdown';
import { useDocumentNames, useLicenceTypeNames, usePriceModelNames, useServiceTypeNames } from '@/ui/names';
import { Day } from '@/ui/Time';
import { Outside } from './SellerContact';
import { Support } from './Support';

export function Section({ id, title, children }: { id: string; title: string; children: ReactNode }) {
    return (
        <section aria-labelledby={id}>
            <Title order={2} id={id} mb="sm">
                {title}
            </Title>
            {children}
        </section>
    );
}

export function ProductFacts({ product }: { product: Product }) {
    const { t } = useLingui();
    const format = useFormat();
    const serviceTypes = useServiceTypeNames();
    const licenceTypes = useLicenceTypeNames();
    const priceModels = usePriceModelNames();
    return (
        <Section id="facts" title={t`Details`}>
            <Facts
                facts={[
                    [t`Service type`, serviceTypes(product.service_type)],
                    [t`Licence type`, licenceTypes(product.licence_type)],
                    [
                        t`Licence`,
                        product.licence_info && <MarkdownOf key="licence" html={product.licence_info_html} />,
                    ],
                    [t`Price model`, priceModels(product.price_model)],
                    [t`Version`, product.product_version],
                    [
                        t`Published`,
                        product.published_at && <Day key="published" value={product.published_at} />,
                    ],
                    [t`Data location`, product.data_location],
                    [
                        t`Features`,
                        product.features.length > 0 &&
                            product.features.map((one) => format.text(one)).join(', '),
                    ],
                    [
                        t`Documentation`,
                        product.documentation_url && (
                            <Outside key="documentation" href={product.documentation_url} />
                        ),
                    ],
                ]}
            />
        </Section>
    );
}

export function UsedSoftware({ product }: { product: Product }) {
    const { t } = useLingui();
    if (product.used_software.length === 0) return null;
    return (
        <Section id="used-software" title={t`Used software`}>
            <Table.ScrollContainer
                minWidth={360}
                maw={720}
                scrollAreaProps={{
                    viewportProps: { tabIndex: 0, role: 'group', 'aria-label': t`Used software` },
                }}
            >
                <Table verticalSpacing={6} aria-label={t`Used software`}>
                    <Table.Thead>
                        <Table.Tr>
                            <Table.Th>{t`Name`}</Table.Th>
                            <Table.Th>{t`Version`}</Table.Th>
                            <Table.Th>{t`Licence`}</Table.Th>
                        </Table.Tr>
                    </Table.Thead>
                    <Table.Tbody>
                        {product.used_software.map((one) => (
                            <Table.Tr key={one.name + one.version}>
                                <Table.Td>
                                    {one.url ? <Outside href={one.url}>{one.name}</Outside> : one.name}
                                </Table.Td>
                                <Table.Td>{one.version ?? '–'}</Table.Td>
                                <Table.Td>{one.licence ?? '–'}</Table.Td>
                            </Table.Tr>
                        ))}
                    </Table.Tbody>
                </Table>
            </Table.ScrollContainer>
        </Section>
    );
}

export function Documents({ product }: { product: Product }) {
    const { t } = useLingui();
    if (product.documents.length === 0) return null;
    return (
        <Section id="documents" title={t`Documents`}>
            <DocumentList documents={product.documents} />
        </Section>
    );
}

export function DocumentList({ documents }: { documents: Document[] }) {
    const { t } = useLingui();
    const format = useFormat();
    const kinds = useDocumentNames();
    return (
        <Table verticalSpacing={6} maw={720} aria-label={t`Documents`}>
            <Table.Tbody>
                {documents.map((document) => (
                    <Table.Tr key={document.digest + document.language + document.kind}>
                        <Table.Td>
                            <Anchor
                                size="sm"
                                href={fileAddress(document.digest, document.title)}
                                hrefLang={document.language}
                            >
                                {document.title}
                            </Anchor>
                            <Text size="xs" c="dimmed">
                                {kinds(document.kind)} · {format.language(document.language)} ·{' '}
                                <Trans>version {document.version}</Trans>
                            </Text>
                        </Table.Td>
                        <Table.Td ta="right" c="dimmed" className="number">
                            {format.size(document.size)}
                        </Table.Td>
                    </Table.Tr>
                ))}
            </Table.Tbody>
        </Table>
    );
}

export function Guides({ product }: { product: Product }) {
    const { t } = useLingui();
    const titles: Record<string, string> = {
        pre: t`Before you start`,
        deployment: t`Setting it up`,
        post: t`After the start`,
    };
    if (product.guides.length === 0) return null;
    return (
        <Section id="guides" title={t`Guides`}>
            <Accordion variant="separated" multiple order={3} maw={820}>
                {product.guides.map((guide) => {
                    return (
                        <Accordion.Item key={guide.kind} value={guide.kind}>
                            <Accordion.Control>{titles[guide.kind]}</Accordion.Control>
                            <Accordion.Panel>
                                <MarkdownOf html={guide.html} />
                            </Accordion.Panel>
                        </Accordion.Item>
                    );
                })}
            </Accordion>
        </Section>
    );
}

export function ProductSupport({ product }: { product: Product }) {
    const { t } = useLingui();
    return (
        <Support
            title={t`Who helps with what`}
            matter={{
                seller: product.seller,
                product: product.name,
                version: product.product_version,
                facts: [],
            }}
        />
    );
}
