// retention.h — what is forgotten after a time: events, mails, jobs and former members by the
// settings, sessions, links and idempotency keys once they are of no use, uploads a day after no
// draft names them. Audit records and usage stay. Partitions for the months to come are made on the
// same occasion.
#pragma once

#include "work/work.h"

/** The job "remove_old", once a day. */
Error retention_remove(Ctx *ctx, const Job *job);
