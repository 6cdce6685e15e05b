// mail_texts.h — what our mails say, a table per language. {names} in braces are filled in.
#pragma once

typedef enum MailKind {
    MAIL_PASSWORD_SET,           // {hours}
    MAIL_PASSWORD_RESET,         // {minutes}
    MAIL_ACCOUNT_EXISTS,         //
    MAIL_PASSWORD_CHANGED,       // {moment} {tokens} {others}
    MAIL_SECOND_FACTOR_ADDED,    // {device} {moment}
    MAIL_SECOND_FACTOR_REMOVED,  // {device} {moment}
    MAIL_SECOND_FACTOR_RESET,    // {reason}
    MAIL_PASSKEY_ADDED,          // {device} {moment}
    MAIL_PASSKEY_REMOVED,        // {device} {moment}
    MAIL_PASSKEY_REFUSED,        // {device} {moment}
    MAIL_ACCOUNT_LINKED,         // {provider} {moment}
    MAIL_ACCOUNT_UNLINKED,       // {provider} {moment}
    MAIL_CLOUD_PASSWORD_CHANGED, // {provider} {moment}
    MAIL_RECOVERY_CODE_USED,     // {unused} {moment}
    MAIL_RECOVERY_CODES_ISSUED,  // {moment}
    MAIL_CLOUD_EMAIL,            // {code}
    MAIL_ROLES_CHANGED,          // {organization} {person} {roles}: to whom they belong
    MAIL_ROLE_ENDING,            // {organization} {person} {role} {until}: and to the owners
    MAIL_ROLE_ENDED,             // the same
    MAIL_TOKEN_ENDING,           // {organization} {token} {until}: to whose it is, or the owners
    MAIL_OWNERSHIP_REQUESTED,    // {organization} {person} {until}: to who is asked
    MAIL_ACCESS_SUSPENSION,      // {organization} {person}: to the owners
    MAIL_BREAK_GLASS,            // {organization} {person} {moment}: to the owners
    MAIL_OWNERSHIP_ACCEPTED,     // {organization} {person}: to the owners
    MAIL_OWNERSHIP_DECLINED,     // {organization} {person}: to who asked
    MAIL_OWNERSHIP_ANNOUNCED,    // {organization} {person} {former} {until} {reason}: to the owners
    MAIL_OWNERSHIP_COMPLETED,    // {organization} {person} {former}: and to both people
    MAIL_OWNERSHIP_STOPPED,      // {organization} {person}: and to the operators
    MAIL_ROLE_REQUESTED,         // {organization} {person} {role} {reason} {until}: to who decides
    MAIL_ROLE_REQUEST_DECLINED,  // {organization} {person} {role} {reason}: to who asked
    MAIL_DELEGATION_OFFERED,     // {organization} {partner} {until}: to the partner
    MAIL_DELEGATION_REVOKED,     // the same
    MAIL_DELEGATION_ACCEPTED,    // {organization} {partner} {until}: to the owners
    MAIL_DELEGATION_DECLINED,    // {organization} {partner}: to the owners
    MAIL_DELEGATION_GIVEN_UP,    // the same
    MAIL_ACCESS_RULES_CHANGED,   // {organization} {person}: to the owners
    MAIL_ACCESS_RULES_SUSPENDED, // and {until}
    MAIL_INVITATION,             // {organization} {person} {roles} {until}: to who is invited
    MAIL_INVITATION_ACCEPTED,    // {organization} {person} {email}: to who invited
    MAIL_INVITATION_RENEWAL_REQUESTED, // {organization} {email}: to who invited
    MAIL_MEMBERSHIP_VOUCHED,           // {organization} {person} {email} {provider}: to the owners
    MAIL_MEMBERSHIP_REMOVED,           // {organization} {person}: to who was removed
    MAIL_ACCOUNT_CLOSED,               // the same
    MAIL_PROFILE_SUBMITTED,            // {organization} {company} {person}
    MAIL_PROFILE_APPROVED,             // {company}
    MAIL_PROFILE_REJECTED,             // {company} {reason}
    MAIL_SELLER_APPLICATION_SUBMITTED, // {organization} {seller} {person}
    MAIL_SELLER_APPLICATION_APPROVED,  // {organization} {seller}
    MAIL_SELLER_APPLICATION_REJECTED,  // {seller} {reason}
    MAIL_REVISION_SUBMITTED,           // {seller} {product} {number} {version}: to the operator
    MAIL_REVISION_APPROVED,            // to the seller
    MAIL_REVISION_REJECTED,            // and {reason} {reasons}
    MAIL_REVISION_WITHDRAWN,           // and {reason}
    MAIL_REVISION_RESTORED,            // and {reason}
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
    MAIL_LEAD_PLACED,        // {reference} {product} {plan} {organization} {person}: to the seller
    MAIL_LEAD_MESSAGE,       // and {author} {text}: the customer wrote
    MAIL_LEAD_WITHDRAWN,     //
    MAIL_LEAD_ASSIGNED,      //
    MAIL_QUOTE_SENT,         // {reference} {product} {plan} {seller} {organization} {until}: to the
                             // customer
    MAIL_QUOTE_EXPIRING,     //
    MAIL_QUOTE_EXPIRED,      //
    MAIL_QUOTE_WITHDRAWN,    // and {reason}
    MAIL_QUOTE_CONFIRMED,    // and {person}: who accepted it
    MAIL_QUOTE_ACCEPTED,     // and {person}: to the seller
    MAIL_QUOTE_DECLINED,     // and {person} {reason}
    MAIL_QUOTE_LAPSED,       //
    MAIL_WEBHOOK_PAUSED,     // {webhook} {organization}
    MAIL_CLOUD_LINK_LOST,    // {cloud} {organization}
    MAIL_CLOUD_LINK_DRIFTED, // the same
    MAIL_PRODUCT_UNPUBLISHED, // {product} {seller} {subscription} {reason} {expected_return}
    MAIL_PRODUCT_PUBLISHED,   // {product} {seller} {subscription}
    MAIL_PRODUCT_ENDING,      // {product} {seller} {subscription} {reason} {last_day}
    MAIL_PRODUCT_ENDED,       // the same
    MAIL_AGREEMENT_CHANGED,   // {product} {seller} {subscription} {agreement} {version} {former}
    MAIL_DIGEST,              // {date}, and what happened below it
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
    const char *refuse;   // of the link by which one refuses mails like this
    const char *more;     // {count}: there is more than a digest lists
    const char *platform; // {operator} {public_url} {support}: at the end of every mail
    MailText of[MAIL_KINDS];
} MailTexts;

/** The texts in the language; in English if there are none. */
const MailTexts *mail_texts_in(const char *language);

extern const MailTexts mail_texts_en, mail_texts_de, mail_texts_fr, mail_texts_cs;
