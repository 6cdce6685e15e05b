#include "mail_texts.h"

// clang-format off
const MailTexts mail_texts_en = {
    .language = "en",
    .greeting = "Hello,",
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
            .body = "the password of your account was changed on {moment}. Other browsers have been signed out. API tokens of yours that still work: {tokens}.\n\n"
                    "If that was not you, reset the password now, revoke the API tokens with it, and tell us.",
            .button = "Reset password",
            .why = "You get it because it concerns the security of your account.",
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
    },
};
