// config.h — settings from a commented file and from the environment, checked at the start.
#pragma once

#include "base/base.h"

typedef enum SettingKind {
    SETTING_TEXT,
    SETTING_INT,
    SETTING_BOOL,
    SETTING_DURATION, // "24h", "5min", "300s": microseconds
    SETTING_BYTES,    // "64MB"
} SettingKind;

typedef struct Setting {
    const char *name; // "session_idle"; in the environment KONTOR_SESSION_IDLE; ended by NULL
    SettingKind kind;
    size_t offset;         // in the struct of settings
    const char *otherwise; // the default, as one would write it
    int64_t min, max;      // of numbers; max 0: none
    bool is_secret;        // not printed
    const char *about;     // for kontor.conf and the manual
} Setting;

/**
 * Fills the struct: defaults, then the file (NULL: none), then the environment. Unknown names, bad
 * values and duplicates are an error: *ret_problem is a sentence with file and line, and false is
 * returned.
 */
bool config_read(Arena *arena, const Setting *settings, const char *path, void *ret_record,
    const char **ret_problem);

/** What stands in the environment and begins as settings do, but is none: "KONTOR_LISTEN_PORTS".
 * Ended by NULL. */
const char **config_unknown(Arena *arena, const Setting *settings);

/** A commented kontor.conf with all defaults. */
const char *config_sample(Arena *arena, const Setting *settings);
