import { useLingui } from '@lingui/react/macro';
import { Checkbox, TextInput } from '@mantine/core';
import type { IdentityProvider } from '@/api/types';

export interface CloudValues {
    region: string;
    required_role: string;
    required_from: string; // a day, as the field has it
    password_page: string;
    gives_reports: boolean;
    administrator_role: string;
    member_role: string;
    first_owns: boolean;
}

/** The settings of a cloud, for the fields. */
export function cloudValues(provider?: IdentityProvider): CloudValues {
    const kept = (provider?.settings ?? {}) as Partial<Record<keyof CloudValues, string | boolean | null>>;
    const text = (value: unknown) => (typeof value === 'string' ? value : '');
    return {
        region: text(kept.region),
        required_role: text(kept.required_role),
        required_from: text(kept.required_from).slice(0, 10),
        password_page: text(kept.password_page),
        gives_reports: kept.gives_reports === true,
        administrator_role: text(kept.administrator_role),
        member_role: text(kept.member_role),
        first_owns: kept.first_owns === true,
    };
}

/** What is empty is not there. */
export function cloudBody(values: CloudValues): Record<string, string | boolean> {
    const { required_from, gives_reports, first_owns, ...texts } = values;
    return {
        ...Object.fromEntries(
            Object.entries(texts)
                .map(([name, value]) => [name, value.trim()] as const)
                .filter(([, value]) => value),
        ),
        ...(required_from ? { required_from: `${required_from}T00:00:00Z` } : {}),
        gives_reports,
        first_owns,
    };
}

interface CloudForm {
    getInputProps: (field: `settings.${keyof CloudValues}`, options?: { type: 'checkbox' }) => object;
}

export function CloudFields({ form }: { form: CloudForm }) {
    const { t } = useLingui();
    return (
        <>
            <TextInput label={t`Region`} maxLength={100} {...form.getInputProps('settings.region')} />
            <TextInput
                label={t`Page for forgotten passwords`}
                description={t`Of the cloud; the page to sign in leads there.`}
                placeholder="https://iam.example.com/password"
                type="url"
                {...form.getInputProps('settings.password_page')}
            />
            <TextInput
                label={t`Required role`}
                description={t`The cloud's name of it, such as te_admin. Whoever has it neither in the domain nor in a project does not sign in.`}
                maxLength={100}
                {...form.getInputProps('settings.required_role')}
            />
            <TextInput
                label={t`Required from`}
                description={t`Until that day those concerned only see a notice.`}
                type="date"
                {...form.getInputProps('settings.required_from')}
            />
            <TextInput
                label={t`Administrator role`}
                description={t`The cloud's name of it, such as secu_admin. Whoever has it in a domain itself owns the domain here, and may link it.`}
                maxLength={100}
                {...form.getInputProps('settings.administrator_role')}
            />
            <TextInput
                label={t`Member role`}
                description={t`The cloud's name of it. Members of an organization have it in a domain that is linked; without it none can be.`}
                maxLength={100}
                {...form.getInputProps('settings.member_role')}
            />
            <Checkbox
                label={t`Whoever comes first owns the domain`}
                description={t`Where the cloud does not say whose it is. Only if you know everybody who may be first.`}
                {...form.getInputProps('settings.first_owns', { type: 'checkbox' })}
            />
            <Checkbox
                label={t`Reports for everybody`}
                description={t`Whoever of a domain comes after its owner has the role Reports at once; else an owner gives the first role.`}
                {...form.getInputProps('settings.gives_reports', { type: 'checkbox' })}
            />
        </>
    );
}
