// mail_group.h — which mails belong together: what a person refuses at once, and how the operator
// finds a text. Every mail is told by an event; here is which.
#pragma once

#include "mail_texts.h"

typedef enum MailGroup {
    GROUP_SECURITY,      // of one's account; nobody can do without
    GROUP_OPERATION,     // to who decides for the operator
    GROUP_ORGANIZATION,  // what was decided about it, and what needs its owners
    GROUP_SUBSCRIPTIONS, // orders too
    GROUP_WORKLOADS,
    GROUP_REQUESTS,   // private offers, to the customer
    GROUP_LEADS,      // the same, to the seller
    GROUP_AGREEMENTS, // what applies from now on; nobody can do without
    GROUP_DIGEST,     // the daily mail about the others: the last, and nobody chooses it
    MAIL_GROUPS,
} MailGroup;

extern const char *const mail_group_names[]; // "security" …, ended by NULL

typedef struct MailOrigin {
    MailGroup group;
    const char *event;
} MailOrigin;

/** One line for each kind of mail. */
extern const MailOrigin mail_origins[MAIL_KINDS];
