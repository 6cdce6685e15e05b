#include "confine.h"

#include "log/log.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <pthread.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

// Newer than the headers of Debian 12.
#define RIGHTS_1      ((UINT64_C(1) << 13) - 1)
#define REFER         (UINT64_C(1) << 13)
#define TRUNCATE      (UINT64_C(1) << 14)
#define IOCTL         (UINT64_C(1) << 15)
#define NET_BIND      (UINT64_C(1) << 0)
#define NET_TCP       (UINT64_C(3) << 0)
#define NET_CONNECT   (UINT64_C(1) << 1)
#define RULE_NET_PORT 2
#define SCOPED_ALL    (UINT64_C(3) << 0) // abstract sockets, signals

typedef struct LandlockRules {
    uint64_t files, network, scoped;
} LandlockRules;

// The user ids that systemd keeps for services without a user of their own.
enum { FIRST_UID = 61184, UIDS = 4096 };

enum { MAX_FILES = 256, MAX_FILE_SIZE = 64 << 20, MAX_THREADS = 128, MAX_FILTER = 64 * 1024 };

static JailFacts facts;
static bool has_user_namespace;
static struct sock_fprog filters[2]; // without and with the internet

// ── the filter of system calls ───────────────────────────────────────────────────────────────
// Nothing that a program for files and sockets needs: other processes, mounts, the kernel itself.

static const char *const refused[] = {"ptrace", "mount", "umount2", "pivot_root", "chroot", "bpf",
    "keyctl", "add_key", "request_key", "kexec_load", "kexec_file_load", "init_module",
    "finit_module", "delete_module", "unshare", "setns", "io_uring_setup", "io_uring_enter",
    "io_uring_register", "perf_event_open", "userfaultfd", "process_vm_readv", "process_vm_writev",
    "open_by_handle_at", "name_to_handle_at", "reboot", "swapon", "swapoff", "sethostname",
    "setdomainname", "iopl", "ioperm", "quotactl", "acct", "personality", "clock_settime",
    "settimeofday", "fsopen", "fsmount", "move_mount", "open_tree", "fspick", "mount_setattr",
    "memfd_secret", "pidfd_getfd", "syslog", "vhangup", "fanotify_init", "setsid", "setpgid"};

static bool rules_add(scmp_filter_ctx filter, bool may_connect)
{
    int bad = 0;
    for (size_t i = 0; i < COUNT_OF(refused); i++) {
        int number = seccomp_syscall_resolve_name(refused[i]);
        if (number != __NR_SCMP_ERROR)
            bad |= seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), number, 0);
    }
    static const uint64_t namespaces[] = {CLONE_NEWUSER, CLONE_NEWNS, CLONE_NEWNET, CLONE_NEWPID,
        CLONE_NEWIPC, CLONE_NEWUTS, CLONE_NEWCGROUP};
    for (size_t i = 0; i < COUNT_OF(namespaces); i++)
        bad |= seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(clone), 1,
            SCMP_A0(SCMP_CMP_MASKED_EQ, namespaces[i], namespaces[i]));
    // Its arguments are in memory, where no filter looks; without it programs take clone.
    bad |= seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0);
    // Sockets: of the internet, or none.
    for (int family = AF_UNSPEC; family <= AF_INET6; family++)
        if (!may_connect || (family != AF_INET && family != AF_INET6))
            bad |= seccomp_rule_add(filter, SCMP_ACT_ERRNO(EAFNOSUPPORT), SCMP_SYS(socket), 1,
                SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)family));
    bad |= seccomp_rule_add(
        filter, SCMP_ACT_ERRNO(EAFNOSUPPORT), SCMP_SYS(socket), 1, SCMP_A0(SCMP_CMP_GT, AF_INET6));
    return !bad;
}

// The filter as the kernel takes it, so that the child needs no library.
static bool filter_read(int file, struct sock_fprog *ret_filter)
{
    struct stat status;
    if (fstat(file, &status) || status.st_size <= 0 || status.st_size > MAX_FILTER)
        return false;
    void *bytes = malloc((size_t)status.st_size); // lives as long as the process
    if (!bytes || pread(file, bytes, (size_t)status.st_size, 0) != status.st_size)
        return false;
    ret_filter->filter = bytes;
    ret_filter->len = (unsigned short)((size_t)status.st_size / sizeof(struct sock_filter));
    return true;
}

static bool filter_new(bool may_connect, struct sock_fprog *ret_filter)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    int file = memfd_create("filter", MFD_CLOEXEC);
    bool is_made = filter && file >= 0 && rules_add(filter, may_connect) &&
                   !seccomp_export_bpf(filter, file) && filter_read(file, ret_filter);
    if (file >= 0)
        close(file);
    if (filter)
        seccomp_release(filter);
    return is_made;
}

// ── Landlock ─────────────────────────────────────────────────────────────────────────────────

static bool landlock_allow(int rules, int path, uint64_t rights)
{
    struct landlock_path_beneath_attr rule = {.allowed_access = rights, .parent_fd = path};
    return syscall(__NR_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) == 0;
}

static bool landlock_allow_port(int rules, int port)
{
    const struct {
        uint64_t allowed_access, port;
    } rule = {NET_CONNECT, (uint64_t)port};
    return syscall(__NR_landlock_add_rule, rules, RULE_NET_PORT, &rule, 0) == 0;
}

static bool landlock_put_up(const Walls *walls)
{
    int version = facts.landlock;
    LandlockRules all = {.files = RIGHTS_1};
    size_t size = sizeof(uint64_t);
    if (version >= 2)
        all.files |= REFER;
    if (version >= 3)
        all.files |= TRUNCATE;
    if (version >= 4) {
        all.network = walls->may_connect && !walls->port ? NET_BIND : NET_TCP;
        size = 2 * sizeof(uint64_t);
    }
    if (version >= 5)
        all.files |= IOCTL;
    if (version >= 6) {
        all.scoped = SCOPED_ALL;
        size = sizeof all;
    }
    int rules = (int)syscall(__NR_landlock_create_ruleset, &all, size, 0);
    return rules >= 0 &&
           landlock_allow(
               rules, walls->folder, all.files & ~(uint64_t)LANDLOCK_ACCESS_FS_EXECUTE) &&
           landlock_allow(
               rules, walls->program, LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE) &&
           (version < 4 || !walls->port || landlock_allow_port(rules, walls->port)) &&
           syscall(__NR_landlock_restrict_self, rules, 0) == 0;
}

// ── in the child ─────────────────────────────────────────────────────────────────────────────

static bool limit(int resource, int64_t most)
{
    struct rlimit value = {(rlim_t)most, (rlim_t)most};
    return setrlimit((__rlimit_resource_t)resource, &value) == 0;
}

static bool limits_put_up(const Walls *walls)
{
    return limit(RLIMIT_AS, walls->memory) && limit(RLIMIT_CPU, walls->cpu_seconds) &&
           limit(RLIMIT_FSIZE, MAX_FILE_SIZE) && limit(RLIMIT_NOFILE, MAX_FILES) &&
           limit(RLIMIT_CORE, 0) && (!walls->uid || limit(RLIMIT_NPROC, MAX_THREADS));
}

static bool root_put_up(const Walls *walls)
{
    if (fchdir(walls->folder))
        return false;
    if (!facts.has_own_root)
        return true;
    if (has_user_namespace && unshare(CLONE_NEWUSER))
        return false;
    return chroot(".") == 0 && chdir("/") == 0;
}

static bool user_put_up(const Walls *walls)
{
    return !walls->uid || (!setgroups(0, NULL) && !setresgid(walls->uid, walls->uid, walls->uid) &&
                              !setresuid(walls->uid, walls->uid, walls->uid));
}

bool confine(const Walls *walls)
{
    if (!limits_put_up(walls) || !root_put_up(walls) || !user_put_up(walls))
        return false;
    // After the change of user, which takes it back.
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) || getppid() != walls->parent)
        return false;
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
        return false;
    if (facts.landlock && !landlock_put_up(walls))
        return false;
    return !facts.has_filter ||
           !prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filters[walls->may_connect]);
}

// ── what this machine can do ─────────────────────────────────────────────────────────────────

static bool works_in_child(bool (*work)(void))
{
    pid_t child = fork();
    if (child == 0)
        _exit(work() ? 0 : 1);
    int status;
    return child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status) &&
           WEXITSTATUS(status) == 0;
}

static bool can_change_root(void)
{
    return chroot("/") == 0;
}

static bool can_change_root_in_namespace(void)
{
    return unshare(CLONE_NEWUSER) == 0 && chroot("/") == 0;
}

static bool can_change_user(void)
{
    return !setgroups(0, NULL) && !setresgid(FIRST_UID, FIRST_UID, FIRST_UID) &&
           !setresuid(FIRST_UID, FIRST_UID, FIRST_UID);
}

static bool can_filter(void)
{
    return !prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) &&
           !prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filters[0]);
}

static void probe(void)
{
    long version = syscall(__NR_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    facts.landlock = version > 0 ? (int)version : 0;
    facts.has_own_user = works_in_child(can_change_user);
    facts.has_own_root = works_in_child(can_change_root);
    if (!facts.has_own_root)
        facts.has_own_root = has_user_namespace = works_in_child(can_change_root_in_namespace);
    facts.has_filter = filter_new(false, &filters[0]) && filter_new(true, &filters[1]) &&
                       works_in_child(can_filter);
    bool is_whole = facts.has_filter && (facts.has_own_root || facts.landlock);
    log_line(is_whole ? LOG_INFO : LOG_WARNING,
        is_whole ? "jail for programs on foreign input" : "the jail lacks walls on this machine",
        "own_root=%s own_user=%s landlock=%d filter=%s", facts.has_own_root ? "yes" : "no",
        facts.has_own_user ? "yes" : "no", facts.landlock, facts.has_filter ? "yes" : "no");
}

const JailFacts *jail_facts(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, probe);
    return &facts;
}

uid_t confine_uid(void)
{
    static atomic_uint next;
    if (!jail_facts()->has_own_user)
        return 0;
    return FIRST_UID + ((unsigned)getpid() * 16 + next++) % UIDS;
}
