#include "demo.h"

#include "node.h"
#include "settings.h"
#include "upstream.h"

#include "base/text.h"

#include <arpa/inet.h>
#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct Demo {
    Arena *arena;
    DemoPerson people[DEMO_PEOPLE];
    bool is_json;
} Demo;

// A port that is free: addresses in offers and mails must be known before anything listens. Its
// socket stays open and never listens, so nobody else is given the port until the server binds it.
static int free_port(void)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof address;
    int file = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (file < 0 || setsockopt(file, SOL_SOCKET, SO_REUSEADDR, &(int){1}, sizeof(int)) != 0 ||
        bind(file, (struct sockaddr *)&address, length) != 0 ||
        getsockname(file, (struct sockaddr *)&address, &length) != 0) {
        perror("kontor: no free port");
        exit(1);
    }
    return ntohs(address.sin_port);
}

// What a demo needs unless somebody decided otherwise.
static void settings_prepare(Arena *arena)
{
    const char *port = getenv("KONTOR_LISTEN_PORT");
    if (!port)
        port = "8080";
    else if (strcmp(port, "0") == 0)
        port = arena_printf(arena, "%d", free_port());
    setenv("KONTOR_LISTEN_PORT", port, 1);
    setenv("KONTOR_PUBLIC_URL", arena_printf(arena, "http://127.0.0.1:%s", port), 0);
    setenv("KONTOR_ALLOWED_ADDRESSES", "127.0.0.1/32", 0);
    setenv("KONTOR_OPERATOR_NAME", "Kontor Demo", 0);
    setenv("KONTOR_SUPPORT_EMAIL", "support@kontor.example", 0);
    setenv("KONTOR_MAIL_FROM", "Kontor Demo <no-reply@kontor.example>", 0);
    setenv("KONTOR_IS_DEMO", "yes", 0);
}

// The demonstration model is a process of its own, which ends with this one.
static int upstream_fork(void)
{
    int port = free_port();
    pid_t parent = getpid(), child = fork();
    if (child < 0) {
        perror("kontor: fork");
        exit(1);
    }
    if (child > 0)
        return port;
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (getppid() != parent)
        exit(0);
    exit(upstream_run(port));
}

static void people_write(Json *out, const Demo *demo)
{
    json_begin_object(out, "persons");
    for (size_t i = 0; i < DEMO_PEOPLE; i++) {
        const DemoPerson *person = &demo->people[i];
        json_begin_object(out, person->key);
        json_put(out, "name", person->name);
        json_put(out, "email", person->email);
        json_put(out, "password", DEMO_PASSWORD);
        json_put(out, "organization_id", person->organization_id);
        json_put(out, "organization_name", person->organization_name);
        json_put(out, "api_token", person->api_token);
        json_end_object(out);
    }
    json_end_object(out);
}

static void print_json(const Demo *demo, const char *base_url)
{
    Json *out = json_new(demo->arena);
    json_begin_object(out, NULL);
    json_put(out, "base_url", base_url);
    json_put(out, "ai_base_url", arena_printf(demo->arena, "%s/ai/v1", base_url));
    people_write(out, demo);
    json_end_object(out);
    puts(json_finish(out));
}

static void print_table(const Demo *demo, const char *base_url)
{
    printf("\nKontor is at %s\n\n%-9s %-24s %-22s %s\n", base_url, "who", "mail address",
        "organization", "API token");
    for (size_t i = 0; i < DEMO_PEOPLE; i++)
        printf("%-9s %-24s %-22s %s\n", demo->people[i].key, demo->people[i].email,
            demo->people[i].organization_name, demo->people[i].api_token);
    printf("\nEverybody's password is %s.\n", DEMO_PASSWORD);
    if (!*settings()->mail_url)
        printf(
            "Mails, such as the link of a registration, are written below: level=info "
            "message=\"mail\".\n");
    putchar('\n');
}

static void print_demo(void *arg, int port)
{
    (void)port;
    const Demo *demo = arg;
    const char *base_url = settings()->public_url;
    demo->is_json ? print_json(demo, base_url) : print_table(demo, base_url);
    fflush(stdout);
}

// What filling needed is not kept while the marketplace runs.
static Error prepare(Database *database, int upstream_port, const char *kubeconfig, Demo *demo)
{
    Ctx ctx = node_ctx_new(database);
    int64_t steps;
    DemoPerson people[DEMO_PEOPLE];
    Error error = database_migrate(&ctx, &steps);
    if (!error)
        error = demo_fill(&ctx, upstream_port, kubeconfig, people);
    if (error)
        fprintf(stderr, "kontor: %s\n", ctx.failure.message);
    for (size_t i = 0; error && i < ctx.failure.fault_count; i++)
        fprintf(stderr, "  %s: %s\n", ctx.failure.faults[i].field, ctx.failure.faults[i].message);
    for (size_t i = 0; !error && i < DEMO_PEOPLE; i++) {
        demo->people[i] = people[i];
        demo->people[i].api_token = arena_printf(demo->arena, "%s", people[i].api_token);
    }
    node_ctx_free(&ctx);
    malloc_trim(0);
    return error;
}

int demo_run(const char *config_path, const char *kubeconfig, bool is_json, bool serves)
{
    Demo demo = {.arena = arena_new(), .is_json = is_json};
    settings_prepare(demo.arena);
    int upstream_port = serves ? upstream_fork() : DEMO_UPSTREAM_PORT;
    Database *database = node_open(config_path);
    int code = prepare(database, upstream_port, kubeconfig, &demo) != OK;
    if (!code && serves) {
        const NodeParts all = {.has_api = true, .has_gateway = true, .has_work = true};
        code = node_run(database, all, print_demo, &demo);
    } else {
        if (!code)
            print_demo(&demo, 0);
        database_close(database);
    }
    arena_free(demo.arena);
    return code;
}
