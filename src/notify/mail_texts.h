// mail_texts.h — what our mails say, a table per language. {names} in braces are filled in.
#pragma once

typedef enum MailKind {
    MAIL_PASSWORD_SET,                 // {hours}
    MAIL_PASSWORD_RESET,               // {minutes}
    MAIL_ACCOUNT_EXISTS,               //
    MAIL_PASSWORD_CHANGED,             // {moment} {tokens}
    MAIL_PROFILE_SUBMITTED,            // {organization} {company} {person}
    MAIL_PROFILE_APPROVED,             // {company}
    MAIL_PROFILE_REJECTED,             // {company} {reason}
    MAIL_SELLER_APPLICATION_SUBMITTED, // {organization} {seller} {person}
    MAIL_SELLER_APPLICATION_APPROVED,  // {organization} {seller}
    MAIL_SELLER_APPLICATION_REJECTED,  // {seller} {reason}
    MAIL_ORDER_COMPLETED,              // {product} {plan}
    MAIL_SUBSCRIPTION_CANCELLED,       // {subscription} {organization}
    MAIL_DEPLOYMENT_FAILED,            // {workload} {cluster} {namespace} {cause}
    MAIL_WORKLOAD_DEGRADED,            // {workload} {cluster} {namespace} {cause}
    MAIL_REQUEST_PLACED,               // {reference} {product} {plan} {seller}: to the customer
    MAIL_REQUEST_SEEN,                 //
    MAIL_REQUEST_MESSAGE,              // and {author} {text}: the seller wrote
    MAIL_REQUEST_WON,                  //
    MAIL_REQUEST_LOST,                 //
    MAIL_REQUEST_WITHDRAWN,            //
    MAIL_LEAD_PLACED,    // {reference} {product} {plan} {organization} {person}: to the seller
    MAIL_LEAD_MESSAGE,   // and {author} {text}: the customer wrote
    MAIL_LEAD_WITHDRAWN, //
    MAIL_LEAD_ASSIGNED,  //
    MAIL_KINDS,
} MailKind;

extern const char *const mail_kind_names[]; // "password_set" …, ended by NULL

typedef struct MailText {
    const char *subject;
    const char *body;   // paragraphs, with an empty line between
    const char *button; // what the link does
    const char *why;    // why one gets this mail
} MailText;

typedef struct MailTexts {
    const char *language;
    const char *greeting;
    const char *platform; // {operator} {public_url} {support}: at the end of every mail
    MailText of[MAIL_KINDS];
} MailTexts;

/** The texts in the language; in English if there are none. */
const MailTexts *mail_texts_in(const char *language);

extern const MailTexts mail_texts_en, mail_texts_de, mail_texts_fr, mail_texts_cs;
