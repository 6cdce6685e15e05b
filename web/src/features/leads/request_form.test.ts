import { expect, test } from 'vitest';
import { givenOf, missingOf, noAnswers, type Question } from './request_form';

const question = (code: string, required: boolean) => ({ code, required }) as Question;
const questions = [question('size', true), question('when', false), question('what', true)];

test('a required question that has only blanks is missing', () => {
    const answers = { ...noAnswers(questions), size: ['  '], what: ['apps'] };
    expect(missingOf(questions, answers).map((one) => one.code)).toEqual(['size']);
});

test('only what was answered is sent', () => {
    const answers = { ...noAnswers(questions), size: ['twelve'], what: ['apps', 'data'] };
    expect(givenOf(questions, answers)).toEqual([
        { code: 'size', values: ['twelve'] },
        { code: 'what', values: ['apps', 'data'] },
    ]);
});
