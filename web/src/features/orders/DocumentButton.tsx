import { Anchor, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { problemOf } from '@/api/problem';
import { saveBlob } from '@/ui/files';
import { useProblemTexts } from '@/ui/problem_texts';

/** A document that no plain link reaches, since it takes a header or a body: fetched, then saved. */
export function DocumentButton(props: { title: string; load: () => Promise<{ data?: unknown }> }) {
    const { title, load } = props;
    const texts = useProblemTexts();
    const save = useMutation({
        mutationFn: async () => {
            const blob = (await load()).data as Blob;
            saveBlob(`${title}.${blob.type === 'application/pdf' ? 'pdf' : 'md'}`, blob);
        },
    });
    return (
        <>
            <Anchor
                component="button"
                type="button"
                size="sm"
                underline="always"
                onClick={(event) => {
                    event.preventDefault(); // it may stand in the label of a checkbox
                    save.mutate();
                }}
            >
                {title}
            </Anchor>
            {save.error && (
                <Text span size="sm" ml="xs" c="var(--mantine-color-error)" role="alert">
                    {texts.problem(problemOf(save.error))}
                </Text>
            )}
        </>
    );
}
