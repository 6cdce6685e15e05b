// Problems of the server in the person's language, by their codes. The server speaks English; where it
// says more than a code can (numbers, names) its own sentence stands in English.
import { useLingui } from '@lingui/react/macro';
import { ApiProblem } from '@/api/problem';
import type { Problem } from '@/api/types';

type Fault = Problem['errors'][number];
type Texts = Record<string, string>;

function useFaults(): Texts {
    const { t } = useLingui();
    return {
        required: t`This is required.`,
        malformed: t`This does not have the right form.`,
        wrong_kind: t`This does not have the right form.`,
        too_short: t`This is too short.`,
        too_long: t`This is too long.`,
        too_small: t`This is too small.`,
        too_big: t`This is too large.`,
        too_few: t`These are too few.`,
        too_many: t`These are too many.`,
        not_allowed: t`This is not one of the possible values.`,
        not_unique: t`This is there already.`,
        repeated: t`This is there twice.`,
        control_character: t`This contains characters that cannot be seen.`,
        past: t`This lies in the past.`,
        not_future: t`This lies in the past.`,
        bad_address: t`This is no address that can be used.`,
        wrong_password: t`This is not your current password.`,
        no_lower: t`A lower-case letter is missing.`,
        no_upper: t`An upper-case letter is missing.`,
        no_digit: t`A digit is missing.`,
        no_special: t`A special character is missing.`,
        contains_name: t`The password contains your name or e-mail address.`,
        too_common: t`Very many people use this password. Choose another.`,
        taken: t`This name is taken. Choose another.`,
        bad_content: t`This is no picture that can be shown: PNG, JPEG, WebP, or SVG without scripts, of at most 2 MB.`,
        agreement_missing: t`This agreement has not been accepted.`,
    };
}

/** What is wrong with the form of a field, by the last part of its name. */
function useForms(): Texts {
    const { t } = useLingui();
    return {
        email: t`Enter a valid e-mail address.`,
        website: t`Enter an address that begins with https:// or http://.`,
        url: t`Enter an address that begins with https:// or http://.`,
    };
}

function useProblems(): Texts {
    const { t } = useLingui();
    return {
        offline: t`The server cannot be reached.`,
        internal: t`Something went wrong on our side.`,
        unexpected_answer: t`Something went wrong on our side.`,
        busy: t`The server is busy. Try again in a moment.`,
        database_unavailable: t`The server is busy. Try again in a moment.`,
        invalid_body: t`Some fields need correction.`,
        wrong_credentials: t`E-mail address or password is wrong.`,
        too_many_attempts: t`Too many attempts. Wait a little, then try again.`,
        not_signed_in: t`You are not signed in.`,
        session_ended: t`You have been signed out`,
        missing_permission: t`Your role does not allow this.`,
        not_a_member: t`You do not belong to this organization`,
        not_found: t`This does not exist, or you may not see it.`,
        link_used: t`This link has been used`,
        link_expired: t`This link has expired`,
        link_unknown: t`This link is not valid`,
        edited_meanwhile: t`Somebody else has changed this meanwhile. Load the page anew.`,
        wrong_state: t`This is not possible in its present state.`,
        already_decided: t`Somebody has decided this already.`,
        name_taken: t`This name is taken. Choose another.`,
        subscription_not_active: t`The subscription is not active any more.`,
        too_many_keys: t`The subscription has as many keys as it can have.`,
        too_many_tokens: t`You have as many tokens as you can have.`,
        profile_not_approved: t`The organization profile is not approved yet.`,
        already_seller: t`The organization is a seller already.`,
        profile_missing: t`The organization profile is incomplete.`,
        profile_pending: t`The organization profile is awaiting review; you can order once it is approved.`,
        profile_rejected: t`The organization profile was rejected; correct it and submit it again.`,
        no_permission: t`Your role does not include buying.`,
        product_not_available: t`This product is not available any more.`,
        not_orderable: t`This product cannot be ordered here.`,
        not_requestable: t`The seller makes no private offers of this product.`,
        own_product: t`This is your own organization’s product.`,
        too_many_requests: t`Too many of your requests wait at this seller. Withdraw one first.`,
        withdrawn: t`The request was withdrawn; the conversation has ended.`,
        too_many_messages: t`The conversation has as many messages as it can have. Go on by mail.`,
        agreements_not_accepted: t`Accept the agreements first.`,
        request_in_progress: t`This is being done already.`,
    };
}

/** Problems whose own sentence says less than ours. */
const WITHOUT_WORDS = ['invalid_body', 'unexpected_answer'];

export type ProblemTexts = ReturnType<typeof useProblemTexts>;

/** What to say about a problem, one of its faults, or what stands in the way of a purchase. */
export function useProblemTexts() {
    const { i18n } = useLingui();
    const faults = useFaults();
    const problems = useProblems();
    const forms = useForms();
    const isEnglish = i18n.locale === 'en';
    // The server names fields as programs do; generic faults read better without.
    const fault = (one: Fault) => {
        const form = one.code === 'malformed' ? one.field.replace(/^.*[._]/, '') : '';
        return forms[form] ?? faults[one.code] ?? one.message;
    };
    return {
        fault,
        problem: (one: Problem) => {
            const isSaid = isEnglish && one.status > 0 && !WITHOUT_WORDS.includes(one.code);
            return isSaid ? one.detail : (problems[one.code] ?? one.detail);
        },
        blocker: (one: { code: string; message: string }) =>
            isEnglish ? one.message : (problems[one.code] ?? one.message),
        /** A form's errors by field. */
        fields: (error: unknown): Texts =>
            error instanceof ApiProblem
                ? Object.fromEntries(error.problem.errors.map((one) => [one.field, fault(one)]))
                : {},
    };
}
