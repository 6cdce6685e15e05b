#include "jail.h"

#include "base/text.h"
#include "confine.h"
#include "log/log.h"

#include <errno.h>
#include <fcntl.h>
#include <fts.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#define ASK       SECOND // how often stops() is asked
#define LAST_READ SECOND // for what is still in the pipes after the end

enum { MAX_ERRORS = 64 * 1024, READ_AT_ONCE = 64 * 1024, NOT_CONFINED = 126 };

typedef enum Pipe { INPUT, OUTPUT, ERRORS, PIPES } Pipe;

typedef struct Run {
    const JailSettings *settings;
    JailOutcome *outcome;
    Arena *arena;
    const char *folder;
    int folder_fd, program_fd;
    uid_t uid;
    pid_t pid;
    int ours[PIPES], theirs[PIPES]; // -1: closed
    int ended_fd;                   // readable once the program has ended
    Text output, errors;
    size_t sent; // of the input
    int64_t deadline, kill_at, asked_at;
    bool is_ending; // SIGTERM was sent
} Run;

// ── the work folder ──────────────────────────────────────────────────────────────────────────

static bool file_write(const Run *run, const JailFile *file)
{
    int fd = openat(
        run->folder_fd, file->path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0400);
    if (fd < 0)
        return false;
    const char *bytes = file->bytes.bytes;
    size_t left = file->bytes.length;
    while (left) {
        ssize_t count = write(fd, bytes, left);
        if (count <= 0)
            break;
        bytes += count;
        left -= (size_t)count;
    }
    bool is_written = !left && (!run->uid || fchown(fd, run->uid, run->uid) == 0);
    close(fd);
    return is_written;
}

static bool folder_open(Run *run)
{
    const char *parent = getenv("TMPDIR");
    char *folder = arena_printf(run->arena, "%s/kontor-jail-XXXXXX", parent ? parent : "/tmp");
    if (!mkdtemp(folder))
        return false;
    run->folder = folder;
    run->folder_fd = open(folder, O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (run->folder_fd < 0 || (run->uid && chown(folder, run->uid, run->uid)))
        return false;
    for (size_t i = 0; i < run->settings->file_count; i++)
        if (!file_write(run, &run->settings->files[i]))
            return false;
    return true;
}

// Links are removed, never followed.
static void folder_remove(const char *folder)
{
    char *const paths[] = {(char *)folder, NULL};
    FTS *tree = fts_open(paths, FTS_PHYSICAL | FTS_NOCHDIR | FTS_NOSTAT, NULL);
    if (!tree)
        return;
    for (FTSENT *entry = fts_read(tree); entry; entry = fts_read(tree))
        if (entry->fts_info != FTS_D)
            (void)!remove(entry->fts_accpath);
    fts_close(tree);
}

// ── the child ────────────────────────────────────────────────────────────────────────────────

// Only system calls from here on: this process has no other thread that could hold a lock.
_Noreturn static void child_run(
    const Run *run, char *const *arguments, char *const *environment, pid_t parent)
{
    const Walls walls = {
        .program = run->program_fd,
        .folder = run->folder_fd,
        .uid = run->uid,
        .memory = run->settings->memory,
        .cpu_seconds = run->settings->cpu_seconds,
        .may_connect = run->settings->may_connect,
        .port = run->settings->port,
        .parent = parent,
    };
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    signal(SIGPIPE, SIG_DFL);
    setpgid(0, 0);
    for (int i = 0; i < PIPES; i++)
        if (dup2(run->theirs[i], i) < 0)
            _exit(NOT_CONFINED);
    // The program's own file stays until it runs: it is not in the root.
    close_range(PIPES, ~0U, CLOSE_RANGE_CLOEXEC);
    if (confine(&walls))
        syscall(__NR_execveat, run->program_fd, "", arguments, environment, AT_EMPTY_PATH);
    _exit(NOT_CONFINED);
}

static char *const *arguments_of(const Run *run)
{
    const char *const *given = run->settings->arguments;
    size_t count = 0;
    while (given[count])
        count++;
    char **arguments = arena_array_of(run->arena, char *, count + 2);
    arguments[0] = (char *)run->settings->program;
    memcpy(arguments + 1, given, count * sizeof *given);
    return arguments;
}

static void close_all(int *fds, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (fds[i] >= 0)
            close(fds[i]);
        fds[i] = -1;
    }
}

static bool pipes_open(Run *run)
{
    for (int i = 0; i < PIPES; i++) {
        int ends[2];
        if (pipe2(ends, O_CLOEXEC))
            return false;
        run->ours[i] = ends[i == INPUT];
        run->theirs[i] = ends[i != INPUT];
        fcntl(run->ours[i], F_SETFL, O_NONBLOCK);
    }
    return true;
}

static bool child_start(Run *run)
{
    static char *const nothing[] = {NULL};
    char *const *arguments = arguments_of(run);
    char *const *environment =
        run->settings->environment ? (char *const *)run->settings->environment : nothing;
    pid_t parent = getpid();
    run->pid = fork();
    if (run->pid == 0)
        child_run(run, arguments, environment, parent);
    close_all(run->theirs, PIPES);
    if (run->pid < 0)
        return false;
    setpgid(run->pid, run->pid); // whichever of the two is first
    run->ended_fd = (int)syscall(__NR_pidfd_open, run->pid, 0);
    return run->ended_fd >= 0;
}

// ── while it runs ────────────────────────────────────────────────────────────────────────────

// Keeps the end.
static void errors_add(Run *run, const char *bytes, size_t length)
{
    Text *errors = &run->errors;
    text_append(errors, bytes, length);
    if (errors->length < 2 * MAX_ERRORS)
        return;
    memmove(errors->bytes, errors->bytes + errors->length - MAX_ERRORS, MAX_ERRORS + 1);
    errors->length = MAX_ERRORS;
}

static void signal_send(Run *run, int number)
{
    kill(-run->pid, number);
    kill(run->pid, number);
}

static void kill_now(Run *run)
{
    signal_send(run, SIGKILL);
    run->outcome->was_killed = true;
}

static void output_add(Run *run, const char *bytes, size_t length)
{
    if (run->outcome->is_too_long)
        return;
    if (run->output.length + length > (size_t)run->settings->max_output) {
        run->outcome->is_too_long = true;
        kill_now(run);
        return;
    }
    text_append(&run->output, bytes, length);
}

static void pipe_read(Run *run, Pipe which)
{
    char bytes[READ_AT_ONCE];
    ssize_t count = read(run->ours[which], bytes, sizeof bytes);
    if (count < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (count <= 0) {
        close_all(&run->ours[which], 1);
    } else if (which == OUTPUT) {
        output_add(run, bytes, (size_t)count);
    } else {
        errors_add(run, bytes, (size_t)count);
    }
}

static void input_write(Run *run)
{
    Blob input = run->settings->input;
    if (run->sent < input.length) {
        ssize_t count = write(
            run->ours[INPUT], (const char *)input.bytes + run->sent, input.length - run->sent);
        if (count < 0 && (errno == EAGAIN || errno == EINTR))
            return;
        run->sent = count < 0 ? input.length : run->sent + (size_t)count;
    }
    if (run->sent >= input.length)
        close_all(&run->ours[INPUT], 1);
}

static void end_begin(Run *run, int64_t now)
{
    run->is_ending = true;
    run->kill_at = now + run->settings->grace_us;
    signal_send(run, SIGTERM);
}

static void clock_look(Run *run)
{
    int64_t now = time_now().us;
    if (run->is_ending) {
        if (now >= run->kill_at && !run->outcome->was_killed)
            kill_now(run);
        return;
    }
    if (now >= run->deadline) {
        run->outcome->timed_out = true;
        end_begin(run, now);
    } else if (run->settings->stops && now >= run->asked_at + ASK) {
        run->asked_at = now;
        if (run->settings->stops(run->settings->arg)) {
            run->outcome->was_stopped = true;
            end_begin(run, time_now().us);
        }
    }
}

// True once the program has ended.
static bool pipes_attend(Run *run, int wait_ms)
{
    struct pollfd polls[] = {
        {.fd = run->ours[INPUT], .events = POLLOUT},
        {.fd = run->ours[OUTPUT], .events = POLLIN},
        {.fd = run->ours[ERRORS], .events = POLLIN},
        {.fd = run->ended_fd, .events = POLLIN},
    };
    if (poll(polls, COUNT_OF(polls), wait_ms) <= 0)
        return false;
    if (polls[INPUT].revents)
        input_write(run);
    if (polls[OUTPUT].revents)
        pipe_read(run, OUTPUT);
    if (polls[ERRORS].revents)
        pipe_read(run, ERRORS);
    return polls[PIPES].revents != 0;
}

static void attend(Run *run)
{
    enum { WAIT_MS = 100 };
    while (!pipes_attend(run, WAIT_MS))
        clock_look(run);
    signal_send(run, SIGKILL); // whatever it left behind
    close_all(&run->ours[INPUT], 1);
    int64_t until = time_now().us + LAST_READ;
    while ((run->ours[OUTPUT] >= 0 || run->ours[ERRORS] >= 0) && time_now().us < until)
        pipes_attend(run, 0);
}

static void outcome_read(Run *run)
{
    int status = 0;
    while (waitpid(run->pid, &status, 0) < 0 && errno == EINTR)
        continue;
    JailOutcome *outcome = run->outcome;
    outcome->exit_code = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
    if (WIFSIGNALED(status) && WTERMSIG(status) != SIGTERM)
        outcome->was_killed = true;
    outcome->output = (Blob){text_of(&run->output), run->output.length};
    outcome->errors = text_of(&run->errors);
}

// ── all of it ────────────────────────────────────────────────────────────────────────────────

static bool run_start(Run *run)
{
    run->program_fd = open(run->settings->program, O_RDONLY | O_CLOEXEC);
    if (run->program_fd < 0 || !folder_open(run) || !pipes_open(run))
        return false;
    run->asked_at = time_now().us;
    run->deadline = run->asked_at + run->settings->timeout_us;
    return child_start(run);
}

Error jail_run(Ctx *ctx, const JailSettings *settings, JailOutcome *ret_outcome)
{
    JailOutcome outcome = {0};
    Run run = {
        .settings = settings,
        .outcome = &outcome,
        .arena = ctx->arena,
        .folder_fd = -1,
        .program_fd = -1,
        .ended_fd = -1,
        .ours = {-1, -1, -1},
        .theirs = {-1, -1, -1},
        .uid = confine_uid(),
        .output.arena = ctx->arena,
        .errors.arena = ctx->arena,
    };
    bool is_started = run_start(&run);
    int problem = errno;
    if (is_started)
        attend(&run);
    if (run.pid > 0 && !is_started)
        signal_send(&run, SIGKILL);
    if (run.pid > 0)
        outcome_read(&run);
    close_all(run.ours, PIPES);
    close_all(run.theirs, PIPES);
    close_all((int[]){run.folder_fd, run.program_fd, run.ended_fd}, 3);
    if (run.folder)
        folder_remove(run.folder);
    if (!is_started)
        return fail(ctx, UNAVAILABLE, "not_started", "%s could not be started: %s.",
            settings->program, strerror(problem));
    if (outcome.exit_code == NOT_CONFINED && !*outcome.errors)
        return fail(ctx, UNAVAILABLE, "not_started",
            "%s could not be started: it is no static program, or its jail could not be closed.",
            settings->program);
    *ret_outcome = outcome;
    return OK;
}
