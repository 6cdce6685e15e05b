import { Trans, useLingui } from '@lingui/react/macro';
import { Anchor } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { apiQuery } from '@/api/query';
import { fileAddress } from '@/ui/files';
import { TextLink } from '@/ui/links';
import css from './layout.module.css';

export const platformQuery = () => apiQuery('/v1/platform', {});

export function Footer() {
    const { i18n } = useLingui();
    const platform = useQuery({ ...platformQuery(), staleTime: Number.POSITIVE_INFINITY }).data;
    const terms = platform?.terms.find((term) => term.language === i18n.locale) ?? platform?.terms[0];
    return (
        <footer className={css.footer}>
            {platform && <span>{platform.operator_name}</span>}
            {terms && (
                <Anchor
                    size="sm"
                    c="dimmed"
                    underline="always"
                    href={fileAddress(terms.digest, terms.title)}
                    hrefLang={terms.language}
                >
                    <Trans>Terms of the marketplace</Trans>
                </Anchor>
            )}
            {platform && (
                <Anchor size="sm" c="dimmed" underline="always" href={`mailto:${platform.support_email}`}>
                    <Trans>Support: {platform.support_email}</Trans>
                </Anchor>
            )}
            <TextLink to="/become-a-seller" c="dimmed" underline="always">
                <Trans>Become a seller</Trans>
            </TextLink>
            {platform?.is_demo && (
                <span>
                    <Trans>A demonstration: nothing here is really sold.</Trans>
                </span>
            )}
        </footer>
    );
}
