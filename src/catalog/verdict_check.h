// verdict_check.h — the checks of which a verdict is made. Private to src/catalog.
#pragma once

#include "base/text.h"
#include "catalog/ai_model.h"
#include "catalog/chart.h"
#include "catalog/document.h"
#include "catalog/seller.h"
#include "catalog/verdict.h"
#include "sentences/sentence.h"

enum { MAX_CHECK_FINDINGS = 200, MAX_LINKS = 20, MAX_UPSTREAM_CALLS = 20 };

/** What is looked at, and what was found so far. */
typedef struct Checkup {
    Revision revision;
    Product product;
    Seller seller;
    PlanList plans;
    AiModelList models;
    DocumentList documents;
    Chart *chart;             // NULL: it has none
    AiUpstreamList upstreams; // with their keys
    PlanList active_plans;    // of the active revision; none if it is this one
    AiModelList active_models;
    CheckFindingList findings;
} Checkup;

/** find(ctx, checkup, CHECK_TEXTS, LEVEL_WARNING, "description", SENTENCE_X, {"name", value}) */
#define check_find(ctx, checkup, check, level, field, code, ...)                                   \
    check_add((checkup), (check), (level), (field), sentence_of((ctx)->arena, code, __VA_ARGS__))
void check_add(
    Checkup *checkup, Check check, CheckLevel level, const char *field, const char *sentence);

/** Whether nothing was found by the check: then it says so itself. */
bool check_is_clean(const Checkup *checkup, Check check);

// By what is stored. A statement each at most, outside of a transaction.
void check_texts(Ctx *ctx, Checkup *checkup);
Error check_documents(Ctx *ctx, Checkup *checkup);
void check_chart(Ctx *ctx, Checkup *checkup);
void check_prices(Ctx *ctx, Checkup *checkup);
void check_licences(Ctx *ctx, Checkup *checkup);

// By asking the outside world, for some seconds each (verdict_reach.c).
void check_links(Ctx *ctx, Checkup *checkup);
void check_upstreams(Ctx *ctx, Checkup *checkup);
