// difference.h — what one revision of a product says otherwise than another, field by field.
//
// Both are written as the offers that would make them, and these documents are compared: whatever
// can stand in an offer is compared without anybody telling it here. Items of lists are found
// again by what they are called (a plan by its code, a document by kind and language), so one that
// is put in between changes nothing else. Files stand for their contents by digest. Of charts that
// were taken in, their own values and what they touch are compared too.
#pragma once

#include "catalog/revision.h"

typedef enum DifferenceKind {
    DIFFERENCE_CHANGED,
    DIFFERENCE_ADDED,
    DIFFERENCE_REMOVED,
    DIFFERENCE_MOVED, // the items of a list stand in another order: before and after name them
} DifferenceKind;
extern const char *const difference_kind_names[]; // "changed" …, ended by NULL

typedef struct Difference {
    const char *field;    // "plans[1].prices[0].amount": in the revision that has it, the newer
                          // one first
    const char *item;     // which ones of the lists on the way: "standard / recurring month"; NULL
    const char *language; // of a text in several; NULL
    DifferenceKind kind;
    const char *before, *after; // texts as they are, anything else as its JSON; NULL: absent
} Difference;

typedef LIST_OF(Difference) DifferenceList;

enum { MAX_DIFFERENCES = 1000 };

typedef struct Differences {
    Id revision_id, against_id; // against ID_NONE: there is nothing to compare with
    int64_t number, against_number;
    bool is_complete; // no more than could be told
    DifferenceList items;
} Differences;

extern const Shape differences_shape;

/**
 * Compares with another revision of the same product; against ID_NONE: with the active one, or of
 * the active one with the one before it.
 * NOT_FOUND  there is no such revision, or against is of another product
 */
Error difference_list(Ctx *ctx, Id revision_id, Id against_id, Differences *ret_differences);
