#include "mail_texts.h"

// clang-format off
const MailTexts mail_texts_en = {
    .language = "en",
    .greeting = "Hello,",
    .refuse = "No more mails like this",
    .more = "and {count} more",
    .platform = "This mail comes from the marketplace of {operator}, {public_url}. Questions: {support}",
    .of = {
        [MAIL_PASSWORD_SET] = {
            .subject = "Set your password",
            .body = "your account on our marketplace is ready. Set a password to open it; the link works once, within {hours} hours.\n\n"
                    "After that you can ask for a new link on the same page.",
            .button = "Set password",
            .why = "You get it because an account was registered for this mail address. If that was not you, do nothing: without a password nobody can use it.",
        },
        [MAIL_PASSWORD_RESET] = {
            .subject = "Reset your password",
            .body = "here is the link to choose a new password. It works once, within {minutes} minutes. Your present password stays until you choose another.",
            .button = "Choose a new password",
            .why = "You get it because somebody asked for it with this mail address. If that was not you, do nothing.",
        },
        [MAIL_ACCOUNT_EXISTS] = {
            .subject = "You already have an account",
            .body = "somebody wanted to register with this mail address, which has an account already. Sign in with it; if you forgot the password, the sign-in page mails you a link for a new one.",
            .button = "Sign in",
            .why = "You get it because your address was entered at the registration. Nothing was changed.",
        },
        [MAIL_PASSWORD_CHANGED] = {
            .subject = "Your password was changed",
            .body = "the password of your account was changed on {moment}. Other browsers have been signed out. API tokens of yours that still work: {tokens}. Passkeys and linked accounts that open it too: {others}.\n\n"
                    "If that was not you, reset the password now, revoke the API tokens with it, look over your passkeys and linked accounts, and tell us.",
            .button = "Reset password",
            .why = "You get it because it concerns the security of your account.",
        },
        [MAIL_SECOND_FACTOR_ADDED] = {
            .subject = "A device was added to your second factor",
            .body = "the device “{device}” was added to your account on {moment}. Its codes are asked for when you sign in.\n\n"
                    "If that was not you, reset your password now, remove the device, and tell us.",
            .button = "Look at the account",
            .why = "You get it because it concerns the security of your account.",
        },
        [MAIL_SECOND_FACTOR_REMOVED] = {
            .subject = "A device was removed from your second factor",
            .body = "the device “{device}” was removed from your account on {moment}. If it was the last one, the password alone opens the account from now on.\n\n"
                    "If that was not you, reset your password now and tell us.",
            .button = "Look at the account",
            .why = "You get it because it concerns the security of your account.",
        },
        [MAIL_SECOND_FACTOR_RESET] = {
            .subject = "Your second factor was reset",
            .body = "the operator of the marketplace removed all devices, passkeys and recovery codes from your account. The reason given: {reason}\n\n"
                    "The password alone opens the account now. Add a device again. If you did not ask for this, tell us at once.",
            .button = "Look at the account",
            .why = "You get it because it concerns the security of your account.",
        },
        [MAIL_PASSKEY_ADDED] = {
            .subject = "A passkey was added to your account",
            .body = "the passkey “{device}” was added to your account on {moment}. It signs you in without a password, and takes the place of a code.\n\n"
                    "If that was not you, reset your password now, remove the passkey, and tell us.",
            .button = "Look at the account",
            .why = "You get it because it concerns the security of your account.",
        },
        [MAIL_PASSKEY_REMOVED] = {
            .subject = "A passkey was removed from your account",
            .body = "the passkey “{device}” was removed from your account on {moment}. If it was your last second factor, the password alone opens the account from now on.\n\n"
                    "If that was not you, reset your password now and tell us.",
            .button = "Look at the account",
            .why = "You get it because it concerns the security of your account.",
        },
        [MAIL_PASSKEY_REFUSED] = {
            .subject = "A passkey was refused",
            .body = "on {moment} somebody used the passkey “{device}” of your account in a way that points to a copy of it. It was refused.\n\n"
                    "Remove the passkey and add a new one. If that was not you, tell us.",
            .button = "Look at the account",
            .why = "You get it because it concerns the security of your account.",
        },
        [MAIL_ACCOUNT_LINKED] = {
            .subject = "Your account was linked to {provider}",
            .body = "your account was linked to {provider} on {moment}: whoever signs in there can sign in to your account.\n\n"
                    "If that was not you, unlink it now, reset your password, and tell us.",
            .button = "Look at the account",
            .why = "You get it because it concerns the security of your account.",
        },
        [MAIL_ACCOUNT_UNLINKED] = {
            .subject = "Your account was unlinked from {provider}",
            .body = "your account was unlinked from {provider} on {moment}. You no longer sign in by it.\n\n"
                    "If that was not you, reset your password now and tell us.",
            .button = "Look at the account",
            .why = "You get it because it concerns the security of your account.",
        },
        [MAIL_CLOUD_PASSWORD_CHANGED] = {
            .subject = "Your password at {provider} was changed",
            .body = "your password at {provider} was changed through this marketplace on {moment}; you were signed out everywhere else.\n\n"
                    "If that was not you, set a new password at the cloud now, and tell us.",
            .button = "Look at the account",
            .why = "You get it because it concerns the security of your account.",
        },
        [MAIL_RECOVERY_CODE_USED] = {
            .subject = "A recovery code was used",
            .body = "a recovery code of your account was used on {moment}. Left: {unused}.\n\n"
                    "If that was not you, reset your password now, issue new recovery codes, and tell us.",
            .button = "Look at the account",
            .why = "You get it because it concerns the security of your account.",
        },
        [MAIL_RECOVERY_CODES_ISSUED] = {
            .subject = "New recovery codes were issued",
            .body = "new recovery codes for your account were issued on {moment}; those before work no more.\n\n"
                    "If that was not you, reset your password now and tell us.",
            .button = "Look at the account",
            .why = "You get it because it concerns the security of your account.",
        },
        [MAIL_CLOUD_EMAIL] = {
            .subject = "Your code: {code}",
            .body = "your code to sign in with your cloud account is {code}. Type it into the page that asked for it. It works for ten minutes, and in the browser that asked alone.\n\n"
                    "If the page says that there is an account of this address already, sign in to it with your password, and link the cloud account there.",
            .button = "Open the marketplace",
            .why = "You get it because somebody signed in with a cloud account and gave this mail address. If that was not you, do nothing.",
        },
        [MAIL_ROLES_CHANGED] = {
            .subject = "Your roles at {organization} have changed",
            .body = "{person} changed your roles at {organization}. From now on you have: {roles}\n\nThis holds at once, for browsers that are signed in and for your API tokens too.",
            .button = "Go to the organization",
            .why = "You get it because it concerns what your account may do.",
        },
        [MAIL_ROLE_ENDING] = {
            .subject = "The role {role} of {person} ends on {until}",
            .body = "the role {role} of {person} at {organization} ends on {until}. An owner or administrator can give it a later end.",
            .button = "Look at the members",
            .why = "You get it because the role is yours or you own the organization.",
        },
        [MAIL_ROLE_ENDED] = {
            .subject = "The role {role} of {person} has ended",
            .body = "the role {role} of {person} at {organization} ended on {until}. What needs it, API tokens too, no longer works for {person}; nothing else has changed.",
            .button = "Look at the members",
            .why = "You get it because the role was yours or you own the organization.",
        },
        [MAIL_TOKEN_ENDING] = {
            .subject = "The API token {token} ends on {until}",
            .body = "the API token {token} for {organization} ends on {until}; programs that use it are refused from then on.\n\nMake a new one, give it to the programs, and revoke this one.",
            .button = "Look at the tokens",
            .why = "You get it because the token is yours or you own the organization.",
        },
        [MAIL_OWNERSHIP_REQUESTED] = {
            .subject = "{person} asks you to become an owner of {organization}",
            .body = "{person} asks you to become an owner of {organization}. Owners may do everything there and manage its members. You can accept or decline until {until}; if you do nothing, nothing changes.",
            .button = "Decide",
            .why = "You get it because you were chosen. Only you can accept.",
        },
        [MAIL_ACCESS_SUSPENSION] = {
            .subject = "{person} is shut out of {organization} by its access rules",
            .body = "{person} cannot act for {organization} from the present network address, since the access rules of {organization} refuse it, and asks to suspend them.\n\nThe link suspends the rules for an hour: time to correct them. It works for an hour. If you do not know of this, do nothing and ask {person}.",
            .button = "Suspend the access rules",
            .why = "You get this because you own the organization.",
        },
        [MAIL_BREAK_GLASS] = {
            .subject = "{person} acts for {organization} in spite of its sign-in methods",
            .body = "{person}, an owner, signed in on {moment} by a method that {organization} does not allow, and acts for it in that session: owners can, so that nobody is shut out for good.\n\nIf you do not know of this, ask {person}. If it was not {person}, remove the person from {organization} and look at the audit log.",
            .button = "Look at the audit log",
            .why = "You get this because you own the organization.",
        },
        [MAIL_OWNERSHIP_ACCEPTED] = {
            .subject = "{person} is an owner of {organization} now",
            .body = "{person} accepted to be an owner of {organization}.",
            .button = "Look at the members",
            .why = "You get it because you own the organization or asked for it.",
        },
        [MAIL_OWNERSHIP_DECLINED] = {
            .subject = "{person} does not want to become an owner of {organization}",
            .body = "{person} declined to become an owner of {organization}. You stay an owner; nothing has changed.",
            .button = "Look at the members",
            .why = "You get it because you asked for it.",
        },
        [MAIL_OWNERSHIP_ANNOUNCED] = {
            .subject = "{person} is to become an owner of {organization} in the place of {former}",
            .body = "the operator of the marketplace was asked to put another owner of {organization} in the place of one who is lost. From {until} on, {person} is an owner, and {former} is one no longer. The operator's reason:\n\n{reason}\n\nIf that is not right, object on the members page before: then nothing changes.",
            .button = "Look at the members",
            .why = "You get it because you own the organization or are to become an owner.",
        },
        [MAIL_OWNERSHIP_COMPLETED] = {
            .subject = "{person} is an owner of {organization} in the place of {former}",
            .body = "as the operator of the marketplace announced, {person} is an owner of {organization} now, and {former} is one no longer.",
            .button = "Look at the members",
            .why = "You get it because you own the organization or owned it.",
        },
        [MAIL_OWNERSHIP_STOPPED] = {
            .subject = "{person} does not become an owner of {organization}",
            .body = "that {person} becomes an owner of {organization}, as the operator of the marketplace had announced, was objected to or taken back. Nothing has changed.",
            .button = "Look at the members",
            .why = "You get it because you were told of the announcement or decide for the marketplace.",
        },
        [MAIL_ROLE_REQUESTED] = {
            .subject = "{person} asks for the role {role} at {organization}",
            .body = "{person} asks for the role {role} at {organization}:\n\n{reason}\n\nGive it or decline it on the members page until {until}; if you do nothing, nothing changes.",
            .button = "Decide",
            .why = "You get it because you manage the members of the organization.",
        },
        [MAIL_ROLE_REQUEST_DECLINED] = {
            .subject = "You do not get the role {role} at {organization}",
            .body = "{person} declined to give you the role {role} at {organization}:\n\n{reason}\n\nYour other roles stay as they are.",
            .button = "Go to the organization",
            .why = "You get it because you asked for the role.",
        },
        [MAIL_DELEGATION_OFFERED] = {
            .subject = "{organization} asks {partner} to act for it",
            .body = "{organization} offers {partner} to act for it on the marketplace, until {until}. Nothing changes before an owner or administrator of {partner} accepts on the page Customers.",
            .button = "Look at the offer",
            .why = "You get it because you manage the members of your organization.",
        },
        [MAIL_DELEGATION_REVOKED] = {
            .subject = "{partner} does not act for {organization}",
            .body = "{organization} took back that {partner} acts for it. The people of {partner} have no access to it.",
            .button = "Look at the customers",
            .why = "You get it because you manage the members of your organization.",
        },
        [MAIL_DELEGATION_ACCEPTED] = {
            .subject = "{partner} acts for {organization}",
            .body = "{partner} accepted: its people act for {organization} until {until}, with the roles that you gave. The audit log says what they do. You can revoke it at any time on the page Access.",
            .button = "Look at the access",
            .why = "You get it because you own the organization.",
        },
        [MAIL_DELEGATION_DECLINED] = {
            .subject = "{partner} does not want to act for {organization}",
            .body = "{partner} declined to act for {organization}. Nothing has changed.",
            .button = "Look at the access",
            .why = "You get it because you own the organization.",
        },
        [MAIL_DELEGATION_GIVEN_UP] = {
            .subject = "{partner} gave up acting for {organization}",
            .body = "{partner} does not act for {organization} any more. Its people have no access to your organization from now on.",
            .button = "Look at the access",
            .why = "You get it because you own the organization.",
        },
        [MAIL_ACCESS_RULES_CHANGED] = {
            .subject = "The access rules of {organization} have changed",
            .body = "{person} changed the access rules of {organization} on {moment}: from which network addresses people and API tokens may act for it. They hold at once. If you did not expect this, look at them.",
            .button = "Look at the access rules",
            .why = "You get it because you own the organization.",
        },
        [MAIL_ACCESS_RULES_SUSPENDED] = {
            .subject = "The access rules of {organization} are suspended",
            .body = "{person} suspended the access rules of {organization} by the link in a mail. Until {until} one may act for it from every network address; then the rules hold again.",
            .button = "Look at the access rules",
            .why = "You get it because you own the organization.",
        },
        [MAIL_INVITATION] = {
            .subject = "{person} invites you to {organization}",
            .body = "{person} invites you to join {organization} on our marketplace. Your roles there will be: {roles}\n\nAccept until {until}. If you have no account yet, you make one on the same page.",
            .button = "Look at the invitation",
            .why = "You get it because your address was entered at the organization. If you do not know what it is about, do nothing: nothing happens without you.",
        },
        [MAIL_INVITATION_ACCEPTED] = {
            .subject = "{person} has joined {organization}",
            .body = "{person} ({email}) accepted the invitation and is a member of {organization} now.",
            .button = "Look at the members",
            .why = "You get it because you sent the invitation or own the organization.",
        },
        [MAIL_INVITATION_RENEWAL_REQUESTED] = {
            .subject = "{email} asks for a new invitation to {organization}",
            .body = "the invitation of {email} to {organization} has expired, and the person asks for a new one. Renew it on the members page if you still want the person there.",
            .button = "Look at the members",
            .why = "You get it because you sent the invitation or own the organization.",
        },
        [MAIL_MEMBERSHIP_VOUCHED] = {
            .subject = "{person} is a new member of {organization}",
            .body = "{person} ({email}) signed in with “{provider}” and is a member of {organization} now.\n\nIf {person} does not belong there, remove the person: then {provider} does not bring the person back.",
            .button = "Look at the members",
            .why = "You get it because you own the organization.",
        },
        [MAIL_MEMBERSHIP_REMOVED] = {
            .subject = "You are no longer a member of {organization}",
            .body = "{person} removed you from {organization} on {moment}. Your roles there have ended and your API tokens for it were revoked. Your account and your other organizations stay as they are.",
            .button = "Open the marketplace",
            .why = "You get it because it concerns what your account may do.",
        },
        [MAIL_ACCOUNT_CLOSED] = {
            .subject = "You are no longer a member of {organization}",
            .body = "{person} removed you from {organization} on {moment}. It was your last organization on our marketplace, so your account is closed: nobody can sign in with it any more. Should somebody invite you again, you open it anew with a new password.",
            .button = "Open the marketplace",
            .why = "You get it because it concerns your account.",
        },
        [MAIL_PROFILE_SUBMITTED] = {
            .subject = "A registration waits for your decision: {organization}",
            .body = "{person} submitted the profile of {company} ({organization}).\n\nPlease approve it or reject it with a reason.",
            .button = "Look at the registration",
            .why = "You get it because you decide on registrations.",
        },
        [MAIL_PROFILE_APPROVED] = {
            .subject = "Your organization's profile was approved",
            .body = "the profile of {company} was approved. Members with the role purchasing can order and subscribe from now on.",
            .button = "Go to the marketplace",
            .why = "You get it because you are an owner of the organization or submitted its profile.",
        },
        [MAIL_PROFILE_REJECTED] = {
            .subject = "Your organization's profile needs a change",
            .body = "the profile of {company} was not approved. The reason:\n\n{reason}\n\nYou can change it and submit it again at any time.",
            .button = "Change the profile",
            .why = "You get it because you are an owner of the organization or submitted its profile.",
        },
        [MAIL_SELLER_APPLICATION_SUBMITTED] = {
            .subject = "Somebody wants to sell here: {seller}",
            .body = "{person} of {organization} applied to sell as {seller}.\n\nPlease approve the application or reject it with a reason.",
            .button = "Look at the application",
            .why = "You get it because you decide on who sells here.",
        },
        [MAIL_SELLER_APPLICATION_APPROVED] = {
            .subject = "You can sell now: {seller}",
            .body = "your application was approved: {organization} sells as {seller} from now on. Describe your company on its public page first; products come after that.",
            .button = "Edit the public page",
            .why = "You get it because you are an owner of the organization or applied for it.",
        },
        [MAIL_SELLER_APPLICATION_REJECTED] = {
            .subject = "Your application to sell needs a change",
            .body = "the application to sell as {seller} was not approved. The reason:\n\n{reason}\n\nYou can correct it and send it again at any time.",
            .button = "Correct the application",
            .why = "You get it because you are an owner of the organization or applied for it.",
        },
        [MAIL_REVISION_SUBMITTED] = {
            .subject = "A revision to review: {product}",
            .body = "{seller} submitted revision {number} of {product}, version {version}. Kontor is checking it; then it waits for your decision.",
            .button = "Review it",
            .why = "You get it because you decide on what is sold here.",
        },
        [MAIL_REVISION_APPROVED] = {
            .subject = "Approved: revision {number} of {product}",
            .body = "revision {number} of {product}, version {version}, was approved. Its page says since when it is active, or when it will be.",
            .button = "Open the revision",
            .why = "You get it because you look after the products of your organization.",
        },
        [MAIL_REVISION_REJECTED] = {
            .subject = "Revision {number} of {product} needs a change",
            .body = "revision {number} of {product}, version {version}, was not approved. The reason:\n\n{reason}\n\n{reasons}\n\nYou can correct it and submit it again at any time.",
            .button = "See the reasons",
            .why = "You get it because you look after the products of your organization.",
        },
        [MAIL_REVISION_WITHDRAWN] = {
            .subject = "Revision {number} of {product} was taken back",
            .body = "the operator took back revision {number} of {product}, version {version}; it is a draft again and does not become active. The reason:\n\n{reason}",
            .button = "Open the revision",
            .why = "You get it because you look after the products of your organization.",
        },
        [MAIL_REVISION_RESTORED] = {
            .subject = "{product} is back at revision {number}",
            .body = "the operator went back to revision {number} of {product}, version {version}: new orders get it. What is subscribed keeps its revision. The reason:\n\n{reason}",
            .button = "Open the revision",
            .why = "You get it because you look after the products of your organization.",
        },
        [MAIL_ORDER_COMPLETED] = {
            .subject = "Your order is complete: {product}",
            .body = "{product}, plan {plan}, is ready to use.",
            .button = "Open the subscription",
            .why = "You get it because you placed the order or own the organization.",
        },
        [MAIL_SUBSCRIPTION_CANCELLED] = {
            .subject = "A subscription was cancelled: {subscription}",
            .body = "the subscription {subscription} of {organization} was cancelled. Its keys no longer work; its documents and usage stay readable.",
            .button = "Open the subscription",
            .why = "You get it because you cancelled it or own the organization.",
        },
        [MAIL_DEPLOYMENT_FAILED] = {
            .subject = "A deployment failed: {workload}",
            .body = "{workload} could not be deployed to the namespace {namespace} of the cluster {cluster}. The reason:\n\n{cause}\n\nWhen it is put right, try again on the workload's page, or remove it there.",
            .button = "Open the workload",
            .why = "You get it because you asked for this deployment.",
        },
        [MAIL_WORKLOAD_DEGRADED] = {
            .subject = "A workload does not run as it should: {workload}",
            .body = "{workload} was ready in the namespace {namespace} of the cluster {cluster} and is no longer well. What was found:\n\n{cause}",
            .button = "Open the workload",
            .why = "You get it because you deployed it.",
        },
        [MAIL_REQUEST_PLACED] = {
            .subject = "Your request {reference}: {product}",
            .body = "your request {reference} for {product}, plan {plan}, has reached {seller}.\n\nThe seller reads it and answers on the request's page; you get a mail when that happens. You can write to the seller there, or withdraw the request.",
            .button = "Open the request",
            .why = "You get it because you requested this offer, or own the organization.",
        },
        [MAIL_REQUEST_SEEN] = {
            .subject = "{seller} has opened your request {reference}",
            .body = "{seller} has opened your request for {product}, plan {plan}. The answer comes by mail and stands on the request's page.",
            .button = "Open the request",
            .why = "You get it because you requested this offer, or own the organization.",
        },
        [MAIL_REQUEST_MESSAGE] = {
            .subject = "{seller} wrote about your request {reference}",
            .body = "{author} of {seller} wrote about your request for {product}, plan {plan}:\n\n{text}\n\nPlease answer on the request's page, not to this mail.",
            .button = "Open the request",
            .why = "You get it because you requested this offer, or own the organization.",
        },
        [MAIL_REQUEST_WON] = {
            .subject = "Your request {reference} ended: you agreed",
            .body = "{seller} has closed your request for {product}, plan {plan}: you came to an agreement. The conversation stays readable.",
            .button = "Open the request",
            .why = "You get it because you requested this offer, or own the organization.",
        },
        [MAIL_REQUEST_LOST] = {
            .subject = "Your request {reference} ended without an agreement",
            .body = "{seller} has closed your request for {product}, plan {plan}: you came to no agreement. The conversation stays readable, and you can request an offer again at any time.",
            .button = "Open the request",
            .why = "You get it because you requested this offer, or own the organization.",
        },
        [MAIL_REQUEST_WITHDRAWN] = {
            .subject = "Your request {reference} was withdrawn",
            .body = "the request for {product}, plan {plan}, was withdrawn; {seller} knows. What was written stays readable.",
            .button = "Open the request",
            .why = "You get it because you requested this offer, or own the organization.",
        },
        [MAIL_LEAD_PLACED] = {
            .subject = "New lead {reference}: {product}",
            .body = "{person} of {organization} requests an offer of {product}, plan {plan}. The answers to your questions and the comment stand on the lead's page.",
            .button = "Open the lead",
            .why = "You get it because you are the seller's contact, or this lead is your matter.",
        },
        [MAIL_LEAD_MESSAGE] = {
            .subject = "{organization} wrote about the lead {reference}",
            .body = "{author} of {organization} wrote about {product}, plan {plan}:\n\n{text}\n\nPlease answer on the lead's page, not to this mail.",
            .button = "Open the lead",
            .why = "You get it because you are the seller's contact, or this lead is your matter.",
        },
        [MAIL_LEAD_WITHDRAWN] = {
            .subject = "{organization} withdrew the lead {reference}",
            .body = "{organization} has withdrawn the request for {product}, plan {plan}. What was written stays readable.",
            .button = "Open the lead",
            .why = "You get it because you are the seller's contact, or this lead is your matter.",
        },
        [MAIL_LEAD_ASSIGNED] = {
            .subject = "The lead {reference} is yours: {product}",
            .body = "the lead of {organization} about {product}, plan {plan}, is your matter from now on.",
            .button = "Open the lead",
            .why = "You get it because a colleague gave this lead to you.",
        },
        [MAIL_QUOTE_SENT] = {
            .subject = "Your quote {reference} from {seller}",
            .body = "{seller} made you an offer for {product}, plan {plan}. You can accept or decline it until {until}.\n\nThe link shows the quote; nothing happens until you confirm it there. It is meant for you alone: whoever accepts by it does so in your name.",
            .button = "Look at the quote",
            .why = "You get it because you requested this offer, or own the organization.",
        },
        [MAIL_QUOTE_EXPIRING] = {
            .subject = "Your quote {reference} expires soon",
            .body = "you can accept the quote of {seller} for {product}, plan {plan}, until {until}.\n\nThe link shows the quote; nothing happens until you confirm it there. It is meant for you alone.",
            .button = "Look at the quote",
            .why = "You get it because you requested this offer, or own the organization.",
        },
        [MAIL_QUOTE_EXPIRED] = {
            .subject = "Your quote {reference} has expired",
            .body = "the quote of {seller} for {product}, plan {plan}, was valid until {until}. You can ask for a new one in the conversation.",
            .button = "Open the quote",
            .why = "You get it because you requested this offer, or own the organization.",
        },
        [MAIL_QUOTE_WITHDRAWN] = {
            .subject = "The quote {reference} was withdrawn",
            .body = "{seller} has withdrawn the quote for {product}, plan {plan}. The reason given: {reason}",
            .button = "Open the quote",
            .why = "You get it because you requested this offer, or own the organization.",
        },
        [MAIL_QUOTE_CONFIRMED] = {
            .subject = "You accepted the quote {reference}",
            .body = "{person} has accepted the quote of {seller} for {product}, plan {plan}, in the name of {organization}. Everything that was agreed stays readable with the quote.",
            .button = "Open the quote",
            .why = "You get it because you requested this offer, or own the organization.",
        },
        [MAIL_QUOTE_ACCEPTED] = {
            .subject = "{organization} accepted the quote {reference}",
            .body = "{person} has accepted your quote for {product}, plan {plan}, in the name of {organization}. An order and a subscription were made. If you agreed to deliver first, say so on the quote's page once it is done.",
            .button = "Open the quote",
            .why = "You get it because your organization made this quote.",
        },
        [MAIL_QUOTE_DECLINED] = {
            .subject = "{organization} declined the quote {reference}",
            .body = "{person} has declined your quote for {product}, plan {plan}. The reason given: {reason}\n\nYou can send another one.",
            .button = "Open the quote",
            .why = "You get it because your organization made this quote.",
        },
        [MAIL_QUOTE_LAPSED] = {
            .subject = "Nobody decided on the quote {reference}",
            .body = "your quote for {product}, plan {plan}, to {organization} was valid until {until} and has expired. You can send another one.",
            .button = "Open the quote",
            .why = "You get it because your organization made this quote.",
        },
        [MAIL_WEBHOOK_PAUSED] = {
            .subject = "The webhook {webhook} is paused",
            .body = "events of {organization} have not reached the webhook {webhook} for days, or its address said that it is gone. It is paused: nothing more is sent to it.\n\n"
                    "Look at its last answers, put right what is wrong, and make it active again. What was given up can then be sent anew.",
            .button = "Look at the webhook",
            .why = "You get it because you own the organization.",
        },
        [MAIL_CLOUD_LINK_LOST] = {
            .subject = "The linked cloud {cloud} lets the marketplace in no more",
            .body = "the cloud {cloud} that is linked to {organization} lets the marketplace in no more: somebody there may have taken back the consent. What the marketplace made there stays as it is, and nobody who joins or leaves {organization} is followed there.\n\n"
                    "To link it again, send a new link for the consent to whoever administers the cloud. If it is to stay so, unlink it.",
            .button = "Look at the linked cloud",
            .why = "You get it because you own the organization.",
        },
        [MAIL_CLOUD_LINK_DRIFTED] = {
            .subject = "Something differs at the linked cloud {cloud}",
            .body = "at the cloud {cloud} that is linked to {organization} something is not as the marketplace made it: somebody changed or removed a user, the group or a role of it, or it could not be made.\n\n"
                    "Look at what differs, and repair it if nobody had a reason for it.",
            .button = "Look at what differs",
            .why = "You get it because you own the organization.",
        },
        [MAIL_PRODUCT_UNPUBLISHED] = {
            .subject = "{product} is not offered for now",
            .body = "{seller} offers {product} to nobody new for now. Your subscription {subscription} goes on unchanged, with its support. The reason:\n\n"
                    "{reason}\n\n"
                    "Expected to be offered again: {expected_return}",
            .button = "Open the subscription",
            .why = "You get it because you ordered this product or own the organization.",
        },
        [MAIL_PRODUCT_PUBLISHED] = {
            .subject = "{product} is offered again",
            .body = "{seller} offers {product} again. Your subscription {subscription} was not touched by the pause.",
            .button = "Open the subscription",
            .why = "You get it because you ordered this product or own the organization.",
        },
        [MAIL_PRODUCT_ENDING] = {
            .subject = "{product} ends on {last_day}",
            .body = "{seller} ends {product}. The last day is {last_day}; until then your subscription {subscription} works as before and is supported. This is final. The reason:\n\n"
                    "{reason}\n\n"
                    "After that day, keys of AI products stop working. What is deployed in your own clusters goes on running, but gets no newer versions. Documents and usage stay readable.",
            .button = "Open the subscription",
            .why = "You get it because you ordered this product or own the organization.",
        },
        [MAIL_PRODUCT_ENDED] = {
            .subject = "{product} has ended",
            .body = "{last_day} was the last day of {product} by {seller}. Your subscription {subscription} stays readable with its documents, its usage and whom to ask. Keys of AI products no longer work; what is deployed in your own clusters goes on running without newer versions.",
            .button = "Open the subscription",
            .why = "You get it because you ordered this product or own the organization.",
        },
        [MAIL_AGREEMENT_CHANGED] = {
            .subject = "A new licence agreement applies to {product}",
            .body = "{seller} has a new licence agreement for {product}. It applies to your subscription {subscription} from {moment} on:\n\n"
                    "{agreement}, version {version}\n\n"
                    "Until then this one applied: {former}. Plan, price and everything else that you subscribed to stay as they are. Both texts are with the subscription. If you do not agree to the new one, you can cancel the subscription there.",
            .button = "Read the agreements",
            .why = "You get it because you own the organization or may buy for it, and this concerns what it agreed to. It is always sent.",
        },
        [MAIL_DIGEST] = {
            .subject = "What happened until {date}",
            .body = "this happened since your last daily mail:",
            .button = "Open the marketplace",
            .why = "You get it because you chose to hear of such things once a day.",
        },
    },
};
