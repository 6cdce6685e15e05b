// agreement_change.h — a licence agreement that applies to who subscribed before.
//
// Who subscribed keeps the revision and the licence agreement that were accepted with the order.
// The one exception is said by the seller, of the licence agreement of a revision: once that
// becomes active, it applies to all subscriptions of the product that were there before, from the
// moment in which they are told (acceptance.h). One for whom it is the same text is told nothing.
// Going back to a former revision tells nobody anything and changes no agreement: to have an older
// text apply again, a new revision says so.
#pragma once

#include "catalog/document.h"
#include "work/work.h"

typedef struct AgreementChange {
    DocumentList documents; // the licence agreement; none: it is for new subscriptions only
    int64_t subscriptions, organizations; // that were told; before it was active: that are there
} AgreementChange;

extern const Shape agreement_change_shape;

/** What a revision changes for who subscribed before. NOT_FOUND. */
Error agreement_change_get(Ctx *ctx, Id revision_id, AgreementChange *ret_change);

/** To an event revision.activated: if it has such a licence agreement, a job tells them. */
Error agreement_change_revision_activated(Ctx *ctx, const Event *event);

/**
 * Job "tell_agreement": tells each subscription once, as an event subscription.agreement_changed of
 * its organization, and records who is told: its owners and who may buy. It goes in portions, can
 * be run again at any time, and leaves the rest to a newer agreement that applies too.
 */
Error agreement_change_tell(Ctx *ctx, const Job *job);
