#include "jail.h"

#include "base/text.h"
#include "test/test.h"

#include <arpa/inet.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

// tests/jail/prisoner.c, which does in the jail what its argument says.
static const char *prisoner(void)
{
    static char path[PATH_MAX];
    if (!realpath("build/prisoner", path))
        abort();
    return path;
}

typedef struct Try {
    Ctx ctx;
    JailSettings settings;
    JailOutcome outcome;
    const char *arguments[3];
} Try;

static void try_new(Try *try, const char *what, const char *argument)
{
    *try = (Try){
        .ctx = {.arena = arena_new()},
        .settings =
            {
                .program = prisoner(),
                .memory = 256 << 20,
                .cpu_seconds = 10,
                .timeout_us = SECONDS(20),
                .grace_us = SECONDS(1),
                .max_output = 1 << 20,
            },
        .arguments = {what, argument, NULL},
    };
    try->settings.arguments = try->arguments;
}

static const char *try_run(Try *try)
{
    if (jail_run(&try->ctx, &try->settings, &try->outcome))
        return try->ctx.failure.code;
    return try->outcome.output.bytes;
}

#define TRIAL(name, what, argument)                                                                \
    __attribute__((cleanup(try_free))) Try name;                                                   \
    try_new(&name, what, argument)

static void try_free(Try *try)
{
    arena_free(try->ctx.arena);
}

TEST("what stands on standard input comes out again, and the exit code with it")
{
    TRIAL(copy, "copy", NULL);
    copy.settings.input = (Blob){"values", 6};
    EXPECT_TEXT(try_run(&copy), "values");
    EXPECT_INT(copy.outcome.exit_code, 0);
    TRIAL(code, "exit", "3");
    EXPECT_TEXT(try_run(&code), "");
    EXPECT_INT(code.outcome.exit_code, 3);
}

TEST("more input than a pipe holds goes in while output comes out")
{
    TRIAL(copy, "copy", NULL);
    size_t length = 900 * 1024;
    char *bytes = arena_alloc(copy.ctx.arena, length + 1);
    memset(bytes, 'x', length);
    copy.settings.input = (Blob){bytes, length};
    EXPECT_TEXT(try_run(&copy), bytes);
}

TEST("a jailed program sees its files and no others")
{
    static const JailFile files[] = {{"chart.tgz", {"chart", 5}}};
    TRIAL(own, "copy", "chart.tgz");
    own.settings.files = files;
    own.settings.file_count = 1;
    EXPECT_TEXT(try_run(&own), "chart");
    TRIAL(host, "copy", "/etc/passwd");
    try_run(&host);
    EXPECT(!strstr(host.outcome.output.bytes, "root:"));
    TRIAL(root, "list", "/");
    root.settings.files = files;
    root.settings.file_count = 1;
    if (jail_facts()->has_own_root)
        EXPECT_TEXT(try_run(&root), "chart.tgz\n");
    else
        EXPECT_TEXT(try_run(&root), "Permission denied\n");
}

TEST("a jailed program has a user of its own and no way to more rights")
{
    TRIAL(user, "user", NULL);
    const char *first = try_run(&user);
    if (jail_facts()->has_own_user) {
        TRIAL(other, "user", NULL);
        EXPECT(strcmp(first, "0\n") != 0);
        EXPECT(strcmp(first, try_run(&other)) != 0);
    }
    TRIAL(privileges, "privileges", NULL);
    EXPECT_TEXT(try_run(&privileges), "1\n");
    TRIAL(mount, "mount", NULL);
    EXPECT_TEXT(try_run(&mount), "Operation not permitted\n");
}

TEST("a jailed program inherits no open files and no environment")
{
    TRIAL(files, "files", NULL);
    EXPECT_TEXT(try_run(&files), "3\n");
    TRIAL(none, "environment", NULL);
    EXPECT_TEXT(try_run(&none), "");
    static const char *const given[] = {"HOME=.", NULL};
    TRIAL(some, "environment", NULL);
    some.settings.environment = given;
    EXPECT_TEXT(try_run(&some), "HOME=.\n");
}

TEST("only who may connect can connect")
{
    if (!jail_facts()->has_filter)
        return;
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof address;
    EXPECT_INT(bind(listener, (struct sockaddr *)&address, length), 0);
    EXPECT_INT(listen(listener, 1), 0);
    EXPECT_INT(getsockname(listener, (struct sockaddr *)&address, &length), 0);

    TRIAL(open, "connect", "");
    open.arguments[1] = arena_printf(open.ctx.arena, "%d", ntohs(address.sin_port));
    open.settings.may_connect = true;
    EXPECT_TEXT(try_run(&open), "done\n");
    TRIAL(closed, "connect", open.arguments[1]);
    EXPECT_TEXT(try_run(&closed), "Address family not supported by protocol\n");
    close(listener);
}

TEST("standard error is kept apart from the output")
{
    TRIAL(lines, "lines", NULL);
    EXPECT_TEXT(try_run(&lines), "");
    EXPECT_TEXT(lines.outcome.errors, "one\ntwo\nthree");
}

TEST("memory and processor time are bounded")
{
    TRIAL(memory, "memory", "512");
    EXPECT_TEXT(try_run(&memory), "Cannot allocate memory\n");
    TRIAL(spin, "spin", NULL);
    spin.settings.cpu_seconds = 1;
    try_run(&spin);
    EXPECT(spin.outcome.was_killed);
    EXPECT(!spin.outcome.timed_out);
}

TEST("a flood of output ends the program and is not kept")
{
    TRIAL(flood, "flood", NULL);
    try_run(&flood);
    EXPECT(flood.outcome.is_too_long);
    EXPECT(flood.outcome.was_killed);
    EXPECT(flood.outcome.output.length <= (size_t)flood.settings.max_output);
}

TEST("whose time is over may clean up, and is killed if it does not end")
{
    TRIAL(polite, "polite", NULL);
    polite.settings.timeout_us = SECOND / 2;
    try_run(&polite);
    EXPECT(polite.outcome.timed_out);
    EXPECT(!polite.outcome.was_killed);
    EXPECT_TEXT(polite.outcome.errors, "cleaned up\n");
    TRIAL(stubborn, "stubborn", NULL);
    stubborn.settings.timeout_us = SECOND / 2;
    stubborn.settings.grace_us = SECOND / 2;
    try_run(&stubborn);
    EXPECT(stubborn.outcome.timed_out);
    EXPECT(stubborn.outcome.was_killed);
    EXPECT_INT(stubborn.outcome.exit_code, 128 + SIGKILL);
}

static bool always(void *arg)
{
    (void)arg;
    return true;
}

TEST("a program is stopped as soon as nobody wants it any more")
{
    TRIAL(polite, "polite", NULL);
    polite.settings.stops = always;
    try_run(&polite);
    EXPECT(polite.outcome.was_stopped);
    EXPECT(!polite.outcome.timed_out);
    EXPECT_TEXT(polite.outcome.errors, "cleaned up\n");
}

TEST("what is not there, or needs other files to run, is said not to start")
{
    TRIAL(absent, "copy", NULL);
    absent.settings.program = "/nowhere/helm";
    EXPECT_TEXT(try_run(&absent), "not_started");
    EXPECT(strstr(absent.ctx.failure.message, "No such file") != NULL);
    if (!jail_facts()->has_own_root && !jail_facts()->landlock)
        return;
    TRIAL(dynamic, "copy", NULL);
    dynamic.settings.program = "/usr/bin/env";
    EXPECT_TEXT(try_run(&dynamic), "not_started");
}

TEST("nothing of a jail stays on the disk")
{
    char folder[] = "/tmp/kontor-test-XXXXXX";
    EXPECT(mkdtemp(folder) != NULL);
    chmod(folder, 0711);
    setenv("TMPDIR", folder, 1);
    static const JailFile files[] = {{"kubeconfig", {"secret", 6}}};
    TRIAL(own, "copy", "kubeconfig");
    own.settings.files = files;
    own.settings.file_count = 1;
    EXPECT_TEXT(try_run(&own), "secret");
    unsetenv("TMPDIR");
    EXPECT_INT(rmdir(folder), 0); // only an empty folder can be removed
}
