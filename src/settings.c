#include "settings.h"

#include "base/text.h"
#include "http/address.h"
#include "http/server.h"
#include "log/log.h"

#include <stdlib.h>
#include <string.h>

#define AT(member) offsetof(Settings, member)

const Setting setting_table[] = {
    {"database", SETTING_TEXT, AT(database), "sqlite:kontor.db", .is_secret = true,
        .about = "Where the data is: sqlite:FILE (within data_folder) or postgresql://…"},
    {"database_connections", SETTING_INT, AT(database_connections), "24", 1, 500,
        .about = "PostgreSQL connections of this process at most."},
    {"data_folder", SETTING_TEXT, AT(data_folder), "data",
        .about = "Folder of the database file and of the master key. Back up both, apart."},
    {"listen_address", SETTING_TEXT, AT(listen_address), "127.0.0.1",
        .about = "Address to listen on; TLS is the business of the proxy in front."},
    {"listen_port", SETTING_INT, AT(listen_port), "8080", 0, 65535,
        .about = "Port to listen on; 0 takes any free one."},
    {"loops", SETTING_INT, AT(loops), "0", 0, MAX_LOOPS,
        .about = "Event loops; 0 is one per core."},
    {"workers", SETTING_INT, AT(workers), "32", 1, 256,
        .about = "Threads that answer requests which need the database."},
    {"max_connections", SETTING_INT, AT(max_connections), "10000", 10, 1000000,
        .about = "Open client connections at most."},
    {"connection_memory", SETTING_BYTES, AT(connection_memory), "6KB", 4096, 1024 * 1024,
        .about =
            "Memory for the head of a request. Raise it if a proxy in front adds long cookies."},
    {"idle_timeout", SETTING_DURATION, AT(idle_timeout), "60s", SECOND, HOURS(1),
        .about = "A client that is silent or slow for so long is cut."},
    {"trusted_proxies", SETTING_TEXT, AT(trusted_proxies), "127.0.0.1, ::1",
        .about = "Addresses whose X-Forwarded-For and X-Forwarded-Proto are believed."},
    {"metrics_addresses", SETTING_TEXT, AT(metrics_addresses), "127.0.0.1, ::1",
        .about = "Addresses and ranges, such as 10.0.0.0/8, that may read /metrics. Empty: none."},
    {"public_url", SETTING_TEXT, AT(public_url), "http://127.0.0.1:8080",
        .about = "Address of the marketplace as people see it, without a slash at its end."},
    {"operator_name", SETTING_TEXT, AT(operator_name), "Kontor",
        .about = "Name of the company that runs this marketplace."},
    {"support_email", SETTING_TEXT, AT(support_email), "support@example.org",
        .about = "Where people reach the operator."},
    {"billing_zone", SETTING_TEXT, AT(billing_zone), "Europe/Berlin",
        .about = "Time zone in which days and months begin."},
    {"currency", SETTING_TEXT, AT(currency), "EUR", .about = "Currency of invoices, ISO 4217."},
    {"is_demo", SETTING_BOOL, AT(is_demo), "no",
        .about = "Say on every page that the data is made up."},
    {"session_idle", SETTING_DURATION, AT(session_idle), "24h", MINUTES(1), DAYS(365),
        .about = "Sign-out after so long without activity."},
    {"session_absolute", SETTING_DURATION, AT(session_absolute), "30d", MINUTES(5), DAYS(3650),
        .about = "Sign-out at the latest."},
    {"password_set_lifetime", SETTING_DURATION, AT(password_set_lifetime), "24h", MINUTES(1),
        DAYS(90), .about = "How long a link to set the first password works."},
    {"password_reset_lifetime", SETTING_DURATION, AT(password_reset_lifetime), "5min", SECOND,
        DAYS(7), .about = "How long a link to replace a forgotten password works."},
    {"proof_of_work", SETTING_INT, AT(proof_of_work), "17", 0, 26,
        .about = "Zero bits of the proof of work by which visitors register or ask for a password "
                 "link; one more doubles the work. 0 asks for none."},
    {"mail_url", SETTING_TEXT, AT(mail_url), "",
        .about =
            "SMTP server: smtp://host:587 or smtps://host. Empty: mail is written to the log."},
    {"mail_user", SETTING_TEXT, AT(mail_user), "", .about = "User at the SMTP server."},
    {"mail_password", SETTING_TEXT, AT(mail_password), "", .is_secret = true,
        .about = "Password at the SMTP server."},
    {"mail_from", SETTING_TEXT, AT(mail_from), "Kontor <no-reply@example.org>",
        .about = "Sender of all mail."},
    {"mail_requires_tls", SETTING_BOOL, AT(mail_requires_tls), "no",
        .about = "Send only over an encrypted connection."},
    {"egress_addresses", SETTING_TEXT, AT(egress_addresses), "",
        .about = "Addresses and ranges from which this marketplace reaches customers' clouds and "
                 "clusters; /v1/platform/addresses tells them."},
    {"allowed_addresses", SETTING_TEXT, AT(allowed_addresses), "",
        .about = "Private address ranges that AI upstreams, customers' clusters, clouds and chart "
                 "repositories may be in, such as 10.0.0.0/8."},
    {"ai_max_calls", SETTING_INT, AT(ai_max_calls), "5000", 1, 1000000,
        .about = "AI calls open at the same time on this node."},
    {"ai_max_body", SETTING_BYTES, AT(ai_max_body), "16MB", 1024, 1024 * 1024 * 1024,
        .about = "Longest request body of an AI call."},
    {"ai_connect_timeout", SETTING_DURATION, AT(ai_connect_timeout), "5s", 1000, HOURS(1),
        .about = "How long connecting to an upstream may take."},
    {"ai_first_byte_timeout", SETTING_DURATION, AT(ai_first_byte_timeout), "2min", 1000, HOURS(1),
        .about = "How long an upstream may think before it answers."},
    {"ai_idle_timeout", SETTING_DURATION, AT(ai_idle_timeout), "60s", 1000, HOURS(1),
        .about = "How long a started answer may pause."},
    {"ai_total_timeout", SETTING_DURATION, AT(ai_total_timeout), "15min", 1000, HOURS(24),
        .about = "How long an AI call may take in all."},
    {"ai_drain_timeout", SETTING_DURATION, AT(ai_drain_timeout), "5s", 1000, HOURS(1),
        .about = "How long to wait for the upstream's token counts after a client has left."},
    {"helm", SETTING_TEXT, AT(helm), "/usr/local/bin/helm",
        .about = "Path of helm 4 or 3, which deploys charts."},
    {"deployments", SETTING_INT, AT(deployments), "8", 1, 100,
        .about = "Deployments to clusters at the same time on this node; each takes 75 MB."},
    {"deployment_timeout", SETTING_DURATION, AT(deployment_timeout), "10min", SECOND, HOURS(2),
        .about = "How long a chart's pods may take to become ready."},
    {"test_lifetime", SETTING_DURATION, AT(test_lifetime), "4h", SECOND, DAYS(7),
        .about = "After so long a seller's test deployment is removed."},
    {"review_target", SETTING_DURATION, AT(review_target), "72h", HOURS(1), DAYS(90),
        .about = "Within how long you mean to decide about a revision; sellers see it."},
    {"storage_limit", SETTING_BYTES, AT(storage_limit), "1GB", 1024 * 1024, INT64_MAX,
        .about =
            "What one organization may keep in files: drafts, revisions, attachments, quotes."},
    {"keep_events", SETTING_DURATION, AT(keep_events), "400d", DAYS(7), DAYS(36500),
        .about = "How far back the log of events goes. Audit records and usage stay for ever."},
    {"keep_messages", SETTING_DURATION, AT(keep_messages), "90d", DAYS(1), DAYS(36500),
        .about = "How long mails and deliveries to webhooks are kept once they have ended."},
    {"keep_jobs", SETTING_DURATION, AT(keep_jobs), "30d", DAYS(1), DAYS(36500),
        .about = "How long jobs that are done or dead are kept."},
    {"keep_former_members", SETTING_DURATION, AT(keep_former_members), "1096d", DAYS(30),
        DAYS(36500),
        .about = "For how long no identity provider brings back whom an organization removed."},
    {"log_level", SETTING_TEXT, AT(log_level), "info", .about = "debug, info, warning or error."},
    {0},
};

static Settings current;
static bool is_read;
static Arena *arena; // settings live as long as the process

static Currency currency_of(const char *code)
{
    Currency currency = {0};
    memccpy(currency.code, code, '\0', 3);
    return currency;
}

static bool is_currency(const char *code)
{
    return strlen(code) == 3 && currency_places(currency_of(code)) >= 0;
}

static bool are_ranges(const char *text)
{
    AddressRanges *ranges = address_ranges_new(text);
    free(ranges);
    return ranges;
}

static bool is_url(const char *text, const char *scheme, const char *safe_scheme)
{
    if (!text_starts_with(text, scheme) && !text_starts_with(text, safe_scheme))
        return false;
    const char *host = strchr(text, '/') + strlen("//");
    return !strchr("/:", *host); // the end of the text is found too
}

// "Kontor <no-reply@example.org>", or the address alone.
static bool is_sender(const char *text)
{
    const char *open = strchr(text, '<'), *close = strchr(text, '>');
    if (!open)
        return text_is_mail_address(text);
    return close && !close[1] && close > open &&
           text_is_mail_address(arena_text(arena, open + 1, (size_t)(close - open) - 1));
}

// What a kind of setting cannot know; NULL if nothing is wrong.
static const char *problem_of(const Settings *read)
{
    static const char ranges[] = "addresses or ranges such as 10.0.0.0/8, separated by commas";
    LogLevel level;
    const struct {
        bool is_fine;
        const char *name, *value, *cure;
    } rules[] = {
        {is_currency(read->currency), "currency", read->currency, "an ISO 4217 code such as EUR"},
        {zone_is_known(read->billing_zone), "billing_zone", read->billing_zone,
            "a time zone of this machine such as Europe/Berlin"},
        {is_url(read->public_url, "http://", "https://"), "public_url", read->public_url,
            "a web address such as https://market.example.org"},
        {!*read->mail_url || is_url(read->mail_url, "smtp://", "smtps://"), "mail_url",
            read->mail_url, "a server such as smtp://mail.example.org:587"},
        {is_sender(read->mail_from), "mail_from", read->mail_from,
            "a sender such as Kontor <no-reply@example.org>"},
        {text_is_mail_address(read->support_email), "support_email", read->support_email,
            "a mail address such as support@example.org"},
        {are_ranges(read->trusted_proxies), "trusted_proxies", read->trusted_proxies, ranges},
        {are_ranges(read->metrics_addresses), "metrics_addresses", read->metrics_addresses, ranges},
        {are_ranges(read->egress_addresses), "egress_addresses", read->egress_addresses, ranges},
        {are_ranges(read->allowed_addresses), "allowed_addresses", read->allowed_addresses, ranges},
        {log_level_read(read->log_level, &level), "log_level", read->log_level,
            "debug, info, warning or error"},
    };
    for (size_t i = 0; i < COUNT_OF(rules); i++)
        if (!rules[i].is_fine)
            return arena_printf(arena, "%s: \"%s\" is wrong; write %s.", rules[i].name,
                rules[i].value, rules[i].cure);
    return NULL;
}

bool settings_start(const char *path, const char **ret_problem)
{
    if (!arena)
        arena = arena_new();
    Settings read = {0};
    if (!config_read(arena, setting_table, path, &read, ret_problem))
        return false;
    *ret_problem = problem_of(&read);
    if (*ret_problem)
        return false;
    current = read;
    is_read = true;
    return true;
}

void settings_warn(void)
{
    for (const char **name = config_unknown(arena, setting_table); *name; name++)
        log_line(LOG_WARNING, "no setting, ignored", "name=%s", *name);
}

const Settings *settings(void)
{
    const char *problem;
    if (!is_read && !settings_start(NULL, &problem))
        log_line(LOG_ERROR, "settings", "problem=%s", problem);
    return &current;
}

Currency settings_currency(void)
{
    return currency_of(settings()->currency);
}
