// digest_store.h — entries of daily mails. Private to src/notify.
#pragma once

#include "digest.h"
#include "mail_group.h"

typedef struct DigestEntry {
    Id id; // dge_…
    Id user_id, event_id;
    MailKind template;
    const char *subject, *path;
    Time created_at;
} DigestEntry;

typedef LIST_OF(DigestEntry) DigestEntryList;

Error digest_store_create(Ctx *ctx, const DigestEntry *entry); // again is fine
Error digest_store_list(Ctx *ctx, Id digest_id, int64_t limit, DigestEntryList *ret_entries);
Error digest_store_count(Ctx *ctx, Id digest_id, int64_t *ret_count);

/** Somebody with an entry that waits. */
typedef struct DigestReader {
    Id user_id;
} DigestReader;

typedef LIST_OF(DigestReader) DigestReaderList;

Error digest_store_list_readers(
    Ctx *ctx, Time before, int64_t limit, DigestReaderList *ret_readers);

/** Puts what waits for the person into a mail, and says how much that is. */
Error digest_store_gather(Ctx *ctx, Id user_id, Time before, Id digest_id, int64_t *ret_count);

Error digest_store_remove_waiting(Ctx *ctx, Id user_id, MailGroup group);
Error digest_store_remove_old(Ctx *ctx, Time before, int64_t limit, int64_t *ret_count);
