import type { Problem } from './types';

/** What went wrong with a call of the API: a problem (RFC 9457), or no answer at all. */
export class ApiProblem extends Error {
    override name = 'ApiProblem';
    readonly problem: Problem;

    constructor(problem: Problem) {
        super(problem.detail ?? problem.title);
        this.problem = problem;
    }

    get status(): number {
        return this.problem.status;
    }

    get code(): string {
        return this.problem.code;
    }

    /** No server was reached: status 0. */
    get isOffline(): boolean {
        return this.problem.status === 0;
    }
}

export function problemOf(error: unknown): Problem {
    if (error instanceof ApiProblem) return error.problem;
    return plainProblem(0, 'internal', error instanceof Error ? error.message : String(error));
}

export function plainProblem(status: number, code: string, title: string): Problem {
    return { type: 'about:blank', title, status, code, detail: title, errors: [], request_id: '' };
}

/** The problem in an answer; made up from the status where a proxy answered instead of Kontor. */
export function readProblem(status: number, body: unknown): ApiProblem {
    const isProblem = typeof body === 'object' && body !== null && 'title' in body && 'code' in body;
    if (!isProblem) return new ApiProblem(plainProblem(status, 'unexpected_answer', `HTTP ${status}`));
    const problem = body as Problem;
    return new ApiProblem({ ...problem, errors: problem.errors ?? [] });
}
