// jail.h — runs a static program on foreign input, with as little of the machine as it needs.
//
// The program sees an empty root: its own work folder, which is removed afterwards. It has a user
// id of its own (where Kontor runs as root), no new privileges, no file descriptor but the three,
// the environment that is given and nothing else, limits on memory, processor time, file sizes and
// wall time, and a filter of system calls. It dies with Kontor. What a machine cannot do is left
// out, and one line in the log says so.
#pragma once

#include "base/ctx.h"

/** A file in the work folder, readable to the program only. The path has no folder in it. */
typedef struct JailFile {
    const char *path;
    Blob bytes;
} JailFile;

typedef struct JailSettings {
    const char *program;            // absolute; linked statically
    const char *const *arguments;   // without the program's name; ended by NULL
    const char *const *environment; // "NAME=value"; ended by NULL; NULL: none
    Blob input;                     // its standard input
    const JailFile *files;
    size_t file_count;
    int64_t memory;      // bytes of address space
    int64_t cpu_seconds; // of processor time
    int64_t timeout_us;  // SIGTERM after so long …
    int64_t grace_us;    // … and SIGKILL so long after that
    int64_t max_output;  // bytes of standard output; what is more is an end by SIGKILL
    bool may_connect;    // to the internet protocols
    int port;            // with may_connect: the only one it may connect to; 0: any
    /** Asked about once a second; true ends the program by SIGTERM. May be NULL. */
    bool (*stops)(void *arg);
    void *arg;
} JailSettings;

typedef struct JailOutcome {
    int exit_code;      // 128 + signal, if one ended it
    bool timed_out;     // its time was over
    bool was_stopped;   // stops() said so
    bool was_killed;    // it had to be killed, or was: it could not clean up
    bool is_too_long;   // its output was longer than allowed
    Blob output;        // standard output; a NUL stands behind it
    const char *errors; // the end of standard error
} JailOutcome;

/** OK whenever the program ran, however it ended. UNAVAILABLE "not_started" if it could not. */
Error jail_run(Ctx *ctx, const JailSettings *settings, JailOutcome *ret_outcome);

/** What confines a program on this machine; looked at once. */
typedef struct JailFacts {
    bool has_own_root; // an empty root folder
    bool has_own_user; // a user id that nothing else has
    int landlock;      // version of the kernel's Landlock; 0: none
    bool has_filter;   // of system calls
} JailFacts;

const JailFacts *jail_facts(void);
