// lead.h — somebody asks a seller for a private offer: a request to the customer, a lead to the
// seller. One row, seen by these two organizations and nobody else.
//
// new → seen → answered → quoted → won | lost;  each of the first four → withdrawn (by the
// customer). When a quote comes to nothing, what was quoted is answered again. The seller may say
// that a lost one is won after all, the other way round, or make another quote.
#pragma once

#include "leads/answer.h"
#include "leads/attachment.h"
#include "work/work.h"

typedef enum LeadState {
    LEAD_NEW,
    LEAD_SEEN,      // somebody of the seller's has opened it
    LEAD_ANSWERED,  // the seller has written
    LEAD_QUOTED,    // a private quote waits for the customer
    LEAD_WON,       // both agreed
    LEAD_LOST,      // they did not
    LEAD_WITHDRAWN, // by the customer; final
    LEAD_STATES,
} LeadState;
extern const char *const lead_state_names[]; // "new" …, ended by NULL

/** From which side the actor's organization looks: what it does not stand on that side of, it does
 * not see. */
typedef enum LeadSide { LEAD_CUSTOMER, LEAD_SELLER } LeadSide;

typedef struct Lead {
    Id organization_id, id; // lea_…; the customer's organization
    Id seller_organization_id;
    const char *reference; // for people: "K7QM-2X9D"
    LeadState state;
    Id product_id, plan_id;
    const char *product_slug, *product_name, *plan_name;
    Id seller_id;
    const char *seller_slug, *seller_name, *seller_contact_email;
    const char *organization_name; // the customer's
    Id applied_by;
    const char *applied_by_name, *applied_by_email;
    Time applied_at, seen_at, answered_at;
    Time ended_at; // won, lost or withdrawn; TIME_NONE: it is open
    AnswerList answers;
    const char *comment; // Markdown; NULL: none
    const char *comment_html;
    AttachmentList attachments; // that came with it
    Id assigned_to;             // ID_NONE: nobody yet
    const char *assigned_to_name;
    const char *quote_state; // of the newest quote that was sent; NULL: none was
    int64_t version;
} Lead;

typedef LIST_OF(Lead) LeadList;

extern const Shape lead_row_shape;                       // the row
extern const Shape request_shape, request_summary_shape; // what the customer sees of it
extern const Shape lead_shape, lead_summary_shape;       // what the seller sees of it

/** What one asks for; also the body of the request. */
typedef struct NewRequest {
    Id plan_id;
    NewAnswerList answers;
    const char *comment;
    NewAttachmentList attachments;
} NewRequest;

extern const Shape new_request_shape;

enum { MAX_OPEN_REQUESTS = 20 }; // of one organization at one seller

/**
 * Asks the plan's seller for an offer, for the actor's organization.
 *
 * CONFLICT  profile_not_approved, product_not_available, not_requestable, own_product,
 *           too_many_requests
 * INVALID   plan_id is not known; answers: see answers_of; attachments
 */
Error lead_create(Ctx *ctx, const NewRequest *wanted, Lead *ret_lead);

/** NOT_FOUND unless the actor's organization is on that side of it. */
Error lead_get(Ctx *ctx, LeadSide side, Id id, Lead *ret_lead);

typedef struct LeadFilter {
    const char *state, *q; // NULL: any
    Id assigned_to;        // of the seller's; ID_NONE: any
    Id after;
    int64_t limit;
} LeadFilter;

/** The newest first. */
Error lead_list(Ctx *ctx, LeadSide side, const LeadFilter *filter, LeadList *ret_leads);

/** Reads it and holds it until the end of the transaction; without names. NOT_FOUND. */
Error lead_lock(Ctx *ctx, LeadSide side, Id id, Lead *ret_lead);

/**
 * The only door by which the state changes; *lead must be locked. Nothing happens if it is in that
 * state already. Emits lead.… in the seller's log and request.… in the customer's.
 * CONFLICT  wrong_state
 */
Error lead_move(Ctx *ctx, Lead *lead, LeadState state);

/** Makes it the matter of a colleague with the role offerings, or nobody's (ID_NONE); *lead must be
 * locked. INVALID. */
Error lead_assign(Ctx *ctx, Lead *lead, Id user_id);

/** membership.removed: what was the person's matter and is open becomes hand_over_to's, or nobody's
 * where that one has not the role offerings. */
Error lead_member_removed(Ctx *ctx, const Event *event);

/** Writes an event of that name in the log of both: "seen" is lead.seen and request.seen. */
Error lead_emit(Ctx *ctx, const Lead *lead, const char *name, const char *data);
