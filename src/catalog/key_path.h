// key_path.h — where a value stands in a chart's values, as helm writes it: "global.storageClass",
// "hosts[0].name", "annotations.kubernetes\.io/class".
#pragma once

#include "base/base.h"

enum { MAX_KEY_STEPS = 16, MAX_KEY_INDEX = 99 };

typedef struct KeyStep {
    const char *name; // NULL: an item of a list
    int64_t index;
} KeyStep;

typedef struct KeyPath {
    KeyStep steps[MAX_KEY_STEPS];
    size_t count;
} KeyPath;

/** false if it is malformed: an empty name, no number in the brackets, too many steps. */
bool key_path_read(Arena *arena, const char *text, KeyPath *ret_path);

/** Whether one is the other or leads through it. */
bool key_path_meets(const KeyPath *a, const KeyPath *b);
