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
        wrong_proof: t`The calculation that keeps robots out took too long. Try again.`,
        wrong_code: t`This code is not right, or was used before. Wait for the next one.`,
        wrong_passkey: t`This passkey is not known here. Try another one.`,
        no_lower: t`A lower-case letter is missing.`,
        no_upper: t`An upper-case letter is missing.`,
        no_digit: t`A digit is missing.`,
        no_special: t`A special character is missing.`,
        contains_name: t`The password contains your name or e-mail address.`,
        too_common: t`Very many people use this password. Choose another.`,
        not_known: t`This is not known here.`,
        taken: t`This name is taken. Choose another.`,
        bad_content: t`This is no picture that can be shown: PNG, JPEG, WebP, or SVG without scripts, of at most 2 MB.`,
        bad_placeholder: t`A brace begins the name of a value, such as ${'{support}'}, and another ends it.`,
        bad_domain: t`Enter what your mail addresses have behind the @.`,
        agreement_missing: t`This agreement has not been accepted.`,
        not_here: t`Organizations of this kind do not have this role.`,
        held: t`Your roles allow this already.`,
    };
}

/** What is wrong with the form of a field, by the last part of its name. */
function useForms(): Texts {
    const { t } = useLingui();
    return {
        email: t`Enter a valid e-mail address.`,
        addresses: t`Write addresses such as 203.0.113.7, or ranges such as 203.0.113.0/24.`,
        website: t`Enter an address that begins with https:// or http://.`,
        url: t`Enter an address that begins with https:// or http://.`,
    };
}

/** Of what has too many or too few characters, how many it may have; undefined where the server names none. */
function useLimits() {
    const { t } = useLingui();
    return ({ code, message }: Fault) => {
        const count = /at (?:most|least) (\d+) characters/.exec(message)?.[1];
        if (count && code === 'too_long') return t`This is too long: ${count} characters at most.`;
        if (count && code === 'too_short') return t`This is too short: ${count} characters at least.`;
        return undefined;
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
        person_required: t`This is for people alone, not for programs.`,
        missing_scope: t`The token lacks the scope for this.`,
        link_not_allowed: t`Whoever got this link may not do this any more.`,
        not_of_platform: t`A provider of the whole platform vouches for no mail addresses.`,
        cloud_owner_first: t`Your cloud domain is not here yet: whoever owns or administers it at the cloud signs in first.`,
        member_removed: t`You were removed from this organization. Ask one of its owners to invite you.`,
        cloud_token_expired: t`The cloud is asked in the name of who signed in last, and that has run out. Sign in with your cloud account again.`,
        email_needed: t`You are here for the first time: say where the marketplace may write to you.`,
        wrong_code: t`This code is not right, or was used before. Wait for the next one.`,
        no_second_factor: t`There is no second factor.`,
        too_many_factors: t`One can have twenty devices. Remove one first.`,
        session_required: t`This can only be done by somebody who signed in.`,
        category_is_proposed: t`The revision proposes a category: create it, or choose another one.`,
        challenge_expired: t`This took too long. Begin once more.`,
        wrong_passkey: t`This passkey is not known here. Try another one.`,
        passkey_cancelled: t`No passkey was used. Try again, or go on in another way.`,
        passkey_credential_id: t`This device has a passkey for your account already.`,
        passkey_wrong_address: t`Passkeys do not work at this address of the marketplace.`,
        passkey_failed: t`This browser or device cannot do this.`,
        too_many_passkeys: t`One can have twenty passkeys. Remove one first.`,
        verification_required: t`Nothing was done: prove first that it is still you.`,
        too_many_attempts: t`Too many attempts. Wait a little, then try again.`,
        not_signed_in: t`You are not signed in.`,
        session_ended: t`You have been signed out`,
        missing_permission: t`Your role does not allow this.`,
        address_not_allowed: t`This is not allowed from your network address`,
        sign_in_method_not_allowed: t`The organization does not allow the way in which you signed in.`,
        second_factor_required: t`The organization requires a second factor.`,
        local_sign_in_required: t`Sign in by password or passkey first.`,
        not_refused: t`You can act for the organization already.`,
        no_owner_left: t`No owner could sign in any more. Set up a password, a passkey or a second factor first.`,
        would_shut_out: t`Somebody could not sign in any more. Look who it is, let them have another sign-in method first, or confirm.`,
        not_a_member: t`You do not belong to this organization`,
        not_found: t`This does not exist, or you may not see it.`,
        link_used: t`This link has been used`,
        link_expired: t`This link has expired`,
        link_unknown: t`This link is not valid`,
        edited_meanwhile: t`Somebody else has changed this meanwhile. Load the page anew.`,
        wrong_state: t`This is not possible in its present state.`,
        already_decided: t`Somebody has decided this already.`,
        test_call_under_way: t`A test call of this draft is under way: wait until it has ended.`,
        no_upstream: t`Calls of the model have nowhere to go yet: give the address of an upstream.`,
        check_under_way: t`The automatic check of this revision has not ended yet: approve it once it has, in about a minute.`,
        verdict_is_blocking: t`The automatic check blocks this revision: say why you approve it all the same.`,
        product_ended: t`The product has reached its end of life.`,
        upstream_missing: t`Calls of one of its models have nowhere to go any more: submit a new revision instead.`,
        name_taken: t`This name is taken. Choose another.`,
        subscription_not_active: t`The subscription is not active any more.`,
        webhook_not_active: t`The webhook is switched off. Switch it on first.`,
        too_many_webhooks: t`The organization has as many webhooks as it can have. Remove one first.`,
        too_many_keys: t`The subscription has as many keys as it can have.`,
        too_many_tokens: t`There are as many tokens as there can be. Revoke one first.`,
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
        storage_full: t`The files of your organization take all the room they have. Discard drafts that are not needed any more, or ask the operator for more room.`,
        too_many_files: t`A draft can have 200 files of 64 MB together.`,
        agreements_not_accepted: t`Accept the agreements first.`,
        own_roles: t`Nobody changes the own roles. Ask another owner or administrator.`,
        owner_by_transfer: t`The role owner is handed over by its owner, and the other person accepts it.`,
        owner_only: t`Only an owner may do this.`,
        owner_already: t`This person is an owner already.`,
        member_already: t`This address is a member’s already. Change the roles of the member.`,
        invitation_pending: t`This address is invited already. Renew that invitation to send the mail again.`,
        invitation_decided: t`This invitation was accepted or withdrawn already.`,
        link_replaced: t`A newer mail was sent. Use the link in that one.`,
        link_withdrawn: t`This invitation was withdrawn.`,
        has_account: t`This address has an account. Sign in with it and accept.`,
        other_address: t`This is for another mail address. Sign in with that one.`,
        transfer_pending: t`Somebody is asked to become an owner already. Withdraw that first.`,
        transfer_decided: t`Somebody has decided this already.`,
        transfer_expired: t`The time to decide is over. Ask an owner to begin anew.`,
        transfer_void: t`Whoever asked is no owner any more.`,
        role_request_pending: t`You asked for this role already.`,
        role_request_decided: t`Somebody has decided this already.`,
        role_request_expired: t`The time to decide is over.`,
        other_person: t`Only the person who is asked decides about this.`,
        no_account: t`Nobody here has your e-mail address yet: register, or ask an owner to invite you.`,
        account_exists: t`There is an account with your e-mail address: sign in to it, then link the other one in your account.`,
        not_linked: t`The account you came with is linked to none here: sign in to yours, then link it in your account.`,
        mail_not_verified: t`The provider did not say an e-mail address that it verified: sign in to your account, then link the other one there.`,
        provider_not_ready: t`This provider cannot be used at the moment.`,
        not_ready: t`The provider has not vouched for you.`,
        identity_taken: t`This is linked to another account; unlink it there first.`,
        already_linked: t`Another account of this provider is linked to yours; unlink it first.`,
        last_method: t`This is the only way for you to sign in; set a password first, by “Forgotten your password?”.`,
        domain_taken: t`A provider has this mail domain already.`,
        too_many_domains: t`The provider has as many mail domains as it can have.`,
        too_many_providers: t`The organization has as many identity providers as it can have.`,
    };
}

/** Problems whose own sentence says less than ours; those of passkeys come from the browser. */
const WITHOUT_WORDS = [
    'invalid_body',
    'unexpected_answer',
    'passkey_cancelled',
    'passkey_credential_id',
    'passkey_wrong_address',
    'passkey_failed',
];

export type ProblemTexts = ReturnType<typeof useProblemTexts>;

/** What to say about a problem, one of its faults, or what stands in the way of a purchase. */
export function useProblemTexts() {
    const { i18n } = useLingui();
    const faults = useFaults();
    const problems = useProblems();
    const forms = useForms();
    const limits = useLimits();
    const isEnglish = i18n.locale === 'en';
    // The server names fields as programs do; generic faults read better without.
    const fault = (one: Fault) => {
        const limit = limits(one);
        if (limit) return limit;
        const form = one.code === 'malformed' ? one.field.replace(/^.*[._]/, '') : '';
        return forms[form] ?? faults[one.code] ?? problems[one.code] ?? one.message;
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
