// confine.h — the walls of a jail. Private to lib/jail.
//
// What allocates is done before the fork; between fork and exec there are only system calls.
#pragma once

#include "jail.h"

#include <sys/types.h>

typedef struct Walls {
    int program; // open for reading
    int folder;  // the work folder, open as a path
    uid_t uid;   // of the program; 0: Kontor's own
    int64_t memory, cpu_seconds;
    bool may_connect;
    int port; // 0: any
    pid_t parent;
} Walls;

/** In the child: puts up the walls; the current folder is then the root, or the work folder where
 * there can be no root. False if a wall that this machine has could not be put up. */
bool confine(const Walls *walls);

/** A user id that no other jail of this process has now; 0 unless Kontor runs as root. */
uid_t confine_uid(void);
