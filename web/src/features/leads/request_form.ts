// What a customer answers to a seller's questions, as long as it is being written.
import type { Plan } from '@/api/types';

export type Question = Plan['questions'][number];
export type Answers = Record<string, string[]>;

export const noAnswers = (questions: Question[]): Answers =>
    Object.fromEntries(questions.map((question) => [question.code, []]));

export const isAnswered = (values: string[] | undefined) => !!values?.some((value) => value.trim());

/** The required ones that lack an answer. */
export const missingOf = (questions: Question[], answers: Answers): Question[] =>
    questions.filter((question) => question.required && !isAnswered(answers[question.code]));

/** For the API: only what was answered. */
export const givenOf = (questions: Question[], answers: Answers) =>
    questions
        .map(({ code }) => ({ code, values: (answers[code] ?? []).filter((value) => value.trim()) }))
        .filter(({ values }) => values.length > 0);
