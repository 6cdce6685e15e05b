// settings.h — what the operator of this Kontor decides. Read once at the start, from kontor.conf
// and KONTOR_*; never changed while it runs. Durations are microseconds, sizes bytes.
#pragma once

#include "base/base.h"
#include "base/money.h"
#include "config/config.h"

typedef struct Settings {
    const char *database; // "sqlite:kontor.db" (within data_folder) or "postgresql://…"
    int64_t database_connections;
    const char *data_folder; // database, master key
    const char *listen_address;
    int64_t listen_port;
    int64_t loops; // 0: one per core
    int64_t workers;
    int64_t max_connections;
    int64_t connection_memory;
    int64_t idle_timeout;
    const char *trusted_proxies;
    const char *metrics_addresses; // that may read /metrics
    const char *public_url;        // "https://market.example.org", without a slash at its end
    const char *operator_name;
    const char *support_email;
    const char *billing_zone; // "Europe/Berlin"
    const char *currency;     // ISO 4217
    bool is_demo;             // pages say that the data is made up
    int64_t session_idle;
    int64_t session_absolute;
    int64_t password_set_lifetime;
    int64_t password_reset_lifetime;
    int64_t proof_of_work; // zero bits; 0: none
    const char *mail_url;  // "smtp://host:25"; empty: mail is written to the log
    const char *mail_user;
    const char *mail_password;
    const char *mail_from;
    bool mail_requires_tls;
    const char *egress_addresses;  // from which we reach clouds and clusters
    const char *allowed_addresses; // private ranges that others' addresses may be in
    int64_t ai_max_calls;          // open at the same time on this node
    int64_t ai_max_body;
    int64_t ai_connect_timeout;
    int64_t ai_first_byte_timeout;
    int64_t ai_idle_timeout;
    int64_t ai_total_timeout;
    int64_t ai_drain_timeout; // how long we wait for usage after the client left
    const char *helm;         // path of the program, linked statically
    int64_t deployments;      // at the same time on this node
    int64_t deployment_timeout;
    int64_t test_lifetime; // of a seller's test deployment
    int64_t review_target; // within it a revision is meant to be decided
    int64_t storage_limit; // of an organization's files together
    int64_t keep_events;
    int64_t keep_messages;
    int64_t keep_jobs; // that have ended
    int64_t keep_former_members;
    const char *log_level;
} Settings;

extern const Setting setting_table[];

/** The settings of this process; defaults until settings_start was called. */
const Settings *settings(void);

/** Reads them; false with a sentence in *ret_problem. path NULL: no file. */
bool settings_start(const char *path, const char **ret_problem);

/** Logs what looks like a setting in the environment and is none. An orchestrator may have put it
 * there (KONTOR_SERVICE_HOST), so that it stops nothing. */
void settings_warn(void);

/** The platform's currency as a value. */
Currency settings_currency(void);
