// The command line. Each command teaches itself: kontor COMMAND --help.
#include "node.h"
#include "routes.h"
#include "settings.h"

#include "audit/audit_chain.h"
#include "base/text.h"
#include "catalog/offer.h"
#include "demo/demo.h"
#include "demo/upstream.h"
#include "organizations/registration.h"

#include <ctype.h>
#include <getopt.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// What stood behind the command's name.
typedef struct Arguments {
    const char *config, *email, *name, *organization, *language, *port, *kubeconfig;
    bool is_operator, is_seller, is_json, serves, wants_help;
    char **rest; // what is no option, ended by NULL
    int count;
} Arguments;

typedef struct Command {
    const char *name, *usage, *about;
    const char *help; // further lines; NULL: the line above says it all
    int least, most;  // arguments that are no options
    int (*run)(const Arguments *arguments);
} Command;

// Says what went wrong, every fault of a file included; then puts everything away.
static int finish(Ctx *ctx, Error error)
{
    if (error)
        fprintf(stderr, "kontor: %s\n", ctx->failure.message);
    for (size_t i = 0; error && i < ctx->failure.fault_count; i++)
        fprintf(stderr, "  %s: %s\n", ctx->failure.faults[i].field, ctx->failure.faults[i].message);
    Database *database = db_database(ctx->db);
    node_ctx_free(ctx);
    database_close(database);
    return error != OK;
}

static int run_parts(const Arguments *arguments, NodeParts parts)
{
    return node_run(node_open(arguments->config), parts, NULL, NULL);
}

static int serve(const Arguments *arguments)
{
    return run_parts(
        arguments, (NodeParts){.has_api = true, .has_gateway = true, .has_work = true});
}

static int worker(const Arguments *arguments)
{
    return run_parts(arguments, (NodeParts){.has_work = true});
}

static int gateway(const Arguments *arguments)
{
    return run_parts(arguments, (NodeParts){.has_gateway = true});
}

static int migrate(const Arguments *arguments)
{
    Ctx ctx = node_ctx_new(node_open(arguments->config));
    int64_t steps = 0;
    Error error = database_migrate(&ctx, &steps);
    if (!error)
        error = audit_chain_begin(&ctx);
    if (!error)
        printf("%" PRId64 " steps taken; the schema is up to date.\n", steps);
    return finish(&ctx, error);
}

typedef struct AuditReport {
    Arena *arena;
    bool is_broken;
    size_t chains;
} AuditReport;

static void tell_chain(void *arg, Id organization_id, const AuditVerification *verification)
{
    AuditReport *report = arg;
    printf("%s: %" PRId64 " records, the last is %" PRId64 " %s", organization_id.text,
        verification->count, verification->number,
        digest_text(report->arena, verification->digest));
    if (!verification->is_intact)
        printf("; BROKEN at %" PRId64 " %s: %s", verification->problem_number,
            verification->problem_id.text, audit_problem_names[verification->problem]);
    printf("\n");
    report->is_broken |= !verification->is_intact;
    report->chains++;
}

static int audit(const Arguments *arguments)
{
    if (strcmp(arguments->rest[0], "verify") != 0) {
        fprintf(stderr, "kontor: write audit verify.\n");
        return 2;
    }
    Ctx ctx = node_ctx_new(node_open(arguments->config));
    AuditReport report = {.arena = ctx.arena};
    Error error = audit_chain_verify_all(&ctx, tell_chain, &report);
    if (!error && !report.chains)
        printf("There are no audit records yet.\n");
    return finish(&ctx, error) || report.is_broken;
}

static int backup(const Arguments *arguments)
{
    Ctx ctx = node_ctx_new(node_open(arguments->config));
    Error error = database_backup(&ctx, arguments->rest[0]);
    if (!error)
        printf("Written to %s. The master key (%s/master.key) is not in it: keep it elsewhere.\n",
            arguments->rest[0], settings()->data_folder);
    return finish(&ctx, error);
}

static Error apply_file(Ctx *ctx, const char *path, OfferResult *ret_result)
{
    Blob bytes;
    TRY(offer_file_read(ctx, path, &bytes));
    return offer_apply(ctx, bytes, (TextList){0}, ret_result);
}

static Error apply_files(Ctx *ctx, char **paths)
{
    int64_t steps;
    TRY(database_migrate(ctx, &steps));
    for (; *paths; paths++) {
        OfferResult result;
        Error error = apply_file(ctx, *paths, &result);
        if (error) {
            fprintf(stderr, "%s:\n", *paths);
            return error;
        }
        printf("%s: revision %" PRId64 " %s%s\n", result.slug, result.revision_number, result.state,
            result.is_unchanged ? " (unchanged)" : "");
    }
    return OK;
}

static Error show_offer(Ctx *ctx, const char *slug)
{
    Blob yaml;
    TX tx = {0};
    TRY(tx_begin(ctx, TX_READ, &tx));
    TRY(offer_get(ctx, slug, &yaml));
    fwrite(yaml.bytes, 1, yaml.length, stdout);
    return tx_commit(&tx);
}

static int product(const Arguments *arguments)
{
    const char *verb = arguments->rest[0];
    bool applies = strcmp(verb, "apply") == 0;
    if ((!applies && strcmp(verb, "show") != 0) || arguments->count < 2) {
        fprintf(stderr, "kontor: write product apply FILE … or product show SLUG.\n");
        return 2;
    }
    Ctx ctx = node_ctx_new(node_open(arguments->config));
    return finish(&ctx,
        applies ? apply_files(&ctx, arguments->rest + 1) : show_offer(&ctx, arguments->rest[1]));
}

static Error user_add(Ctx *ctx, const Arguments *arguments, const char **ret_url)
{
    const char *roles[] = {"reports", arguments->is_operator ? "operator" : "owner", "offerings"};
    NewPerson person = {
        .organization_name = arguments->organization,
        .name = arguments->name,
        .email = arguments->email,
        .language = arguments->language ? arguments->language : "en",
        .roles = {roles, arguments->is_seller ? 3 : 2},
        .is_operator = arguments->is_operator,
        .is_seller = arguments->is_seller,
    };
    int64_t steps;
    TRY(database_migrate(ctx, &steps));
    TX tx = {0};
    TRY(tx_begin(ctx, TX_WRITE, &tx));
    TRY(registration_create_person(ctx, &person, ret_url));
    return tx_commit(&tx);
}

static Error user_reset(Ctx *ctx, const char *email, const char **ret_url)
{
    TX tx = {0};
    TRY(tx_begin(ctx, TX_WRITE, &tx));
    TRY(registration_reset_password(ctx, email, ret_url));
    return tx_commit(&tx);
}

static int user(const Arguments *arguments)
{
    const char *verb = arguments->rest[0], *url = NULL;
    bool adds = strcmp(verb, "add") == 0;
    bool is_whole = arguments->email && (!adds || (arguments->name && arguments->organization));
    if ((!adds && strcmp(verb, "reset") != 0) || !is_whole) {
        fprintf(stderr,
            "kontor: write user add --email … --name … --organization … or "
            "user reset --email ….\n");
        return 2;
    }
    Ctx ctx = node_ctx_new(node_open(arguments->config));
    Error error = adds ? user_add(&ctx, arguments, &url) : user_reset(&ctx, arguments->email, &url);
    if (!error && url)
        printf("Set the password at %s\n", url);
    else if (!error)
        printf("%s has a password already and is now a member too.\n", arguments->email);
    return finish(&ctx, error);
}

static int openapi(const Arguments *arguments)
{
    (void)arguments;
    Arena *arena = arena_new();
    puts(openapi_of(arena, api_routes, KONTOR_VERSION));
    arena_free(arena);
    return 0;
}

static int config(const Arguments *arguments)
{
    (void)arguments;
    Arena *arena = arena_new();
    fputs(config_sample(arena, setting_table), stdout);
    arena_free(arena);
    return 0;
}

static int version(const Arguments *arguments)
{
    (void)arguments;
    puts("kontor " KONTOR_VERSION);
    return 0;
}

static int demo(const Arguments *arguments)
{
    return demo_run(
        arguments->config, arguments->kubeconfig, arguments->is_json, arguments->serves);
}

static int demo_upstream(const Arguments *arguments)
{
    if (!arguments->port)
        return upstream_run(DEMO_UPSTREAM_PORT);
    char *end;
    long port = strtol(arguments->port, &end, 10);
    if (!isdigit((unsigned char)*arguments->port) || *end || port > UINT16_MAX) {
        fprintf(stderr, "kontor: --port: write a number from 0 to 65535.\n");
        return 2;
    }
    return upstream_run((int)port);
}

static int help(const Arguments *arguments);

static const Command commands[] = {
    {"serve", "", "The whole marketplace: pages, API, AI gateway, workers.",
        "Stops on SIGTERM when running answers have ended, after ten seconds at the latest.", 0, 0,
        serve},
    {"worker", "", "Only jobs and reactions, beside other nodes on one PostgreSQL.", NULL, 0, 0,
        worker},
    {"gateway", "", "Only the AI gateway, beside other nodes on one PostgreSQL.", NULL, 0, 0,
        gateway},
    {"migrate", "", "Bring the schema up to date. serve does it too.", NULL, 0, 0, migrate},
    {"backup", "FILE", "Write a consistent copy of the data while others go on.",
        "The master key is not in it.", 1, 1, backup},
    {"audit", "verify", "Walk the chains of audit records.",
        "Prints the end of each; keep it elsewhere. Fails if a record was changed or removed.", 1,
        1, audit},
    {"product", "apply FILE … | show SLUG", "Make the catalogue say what offer files say.",
        "The format is described in offers/README.md. Applying a file again changes nothing.", 1,
        1000, product},
    {"user", "add | reset", "Add a person, or let one set a new password.",
        "add --email A --name N --organization O [--operator] [--seller] [--language en]\n"
        "  makes the organization if there is none of that name, and prints a link under which\n"
        "  the password is set. reset --email A prints such a link for somebody who is there.",
        1, 1, user},
    {"demo", "[--json] [--serve] [--kubeconfig FILE]",
        "Fill an empty database with a small true marketplace.",
        "Prints address, people, passwords and an API token each; --json as one line.\n"
        "  --serve goes on as `kontor serve` with the demonstration model; --kubeconfig names a\n"
        "  cluster into which its customer may deploy at once.",
        0, 0, demo},
    {"demo-upstream", "[--port N]", "A small OpenAI-shaped server with a demonstration model.",
        NULL, 0, 0, demo_upstream},
    {"openapi", "", "Print the OpenAPI 3.1 description of the API.", NULL, 0, 0, openapi},
    {"config", "", "Print a commented kontor.conf with all defaults.", NULL, 0, 0, config},
    {"version", "", "Print the version.", NULL, 0, 0, version},
    {"help", "", "Print this.", NULL, 0, 0, help},
};

static int help(const Arguments *arguments)
{
    (void)arguments;
    puts("Kontor, the cloud marketplace.\n\nusage: kontor COMMAND [--config FILE] …\n");
    for (size_t i = 0; i < COUNT_OF(commands); i++)
        printf("  %-14s %s\n", commands[i].name, commands[i].about);
    puts(
        "\nkontor COMMAND --help says more. Settings stand in the file or in the environment as\n"
        "KONTOR_*; kontor config lists them.");
    return 0;
}

static bool options_read(int count, char **words, Arguments *ret_arguments)
{
    static const struct option options[] = {{"config", required_argument, NULL, 'c'},
        {"email", required_argument, NULL, 'e'}, {"name", required_argument, NULL, 'n'},
        {"organization", required_argument, NULL, 'o'}, {"language", required_argument, NULL, 'l'},
        {"port", required_argument, NULL, 'p'}, {"operator", no_argument, NULL, 'O'},
        {"kubeconfig", required_argument, NULL, 'k'}, {"seller", no_argument, NULL, 'S'},
        {"json", no_argument, NULL, 'j'}, {"serve", no_argument, NULL, 's'},
        {"help", no_argument, NULL, 'h'}, {0}};
    int option;
    while ((option = getopt_long(count, words, "", options, NULL)) >= 0)
        switch (option) {
        case 'c': ret_arguments->config = optarg; break;
        case 'e': ret_arguments->email = optarg; break;
        case 'n': ret_arguments->name = optarg; break;
        case 'o': ret_arguments->organization = optarg; break;
        case 'l': ret_arguments->language = optarg; break;
        case 'p': ret_arguments->port = optarg; break;
        case 'k': ret_arguments->kubeconfig = optarg; break;
        case 'O': ret_arguments->is_operator = true; break;
        case 'S': ret_arguments->is_seller = true; break;
        case 'j': ret_arguments->is_json = true; break;
        case 's': ret_arguments->serves = true; break;
        case 'h': ret_arguments->wants_help = true; break;
        default: return false;
        }
    ret_arguments->rest = words + optind;
    ret_arguments->count = count - optind;
    return true;
}

static const Command *command_named(const char *name)
{
    if (strcmp(name, "--help") == 0)
        name = "help";
    if (strcmp(name, "--version") == 0)
        name = "version";
    for (size_t i = 0; i < COUNT_OF(commands); i++)
        if (strcmp(commands[i].name, name) == 0)
            return &commands[i];
    return NULL;
}

int main(int count, char **words)
{
    const Command *command = command_named(count > 1 ? words[1] : "help");
    if (!command) {
        fprintf(stderr, "kontor: there is no command %s; see kontor help.\n", words[1]);
        return 2;
    }
    Arguments arguments = {0};
    bool is_read = count < 2 || options_read(count - 1, words + 1, &arguments);
    if (arguments.wants_help) {
        printf("usage: kontor %s %s [--config FILE]\n\n  %s\n", command->name, command->usage,
            command->about);
        if (command->help)
            printf("  %s\n", command->help);
        return 0;
    }
    if (!is_read || arguments.count < command->least || arguments.count > command->most) {
        fprintf(stderr, "usage: kontor %s %s [--config FILE]\n", command->name, command->usage);
        return 2;
    }
    return command->run(&arguments);
}
