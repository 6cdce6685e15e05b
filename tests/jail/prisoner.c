// prisoner.c — what lib/jail's tests run in a jail: does what its first argument says. Linked
// statically, as helm is.
#include <arpa/inet.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

extern char **environ;

static int say(int result)
{
    printf("%s\n", result < 0 ? strerror(errno) : "done");
    return 0;
}

static int copy(const char *path)
{
    int fd = path ? open(path, O_RDONLY) : STDIN_FILENO;
    char bytes[4096];
    ssize_t count;
    if (fd < 0)
        return say(-1);
    while ((count = read(fd, bytes, sizeof bytes)) > 0)
        if (write(STDOUT_FILENO, bytes, (size_t)count) != count)
            return 1;
    return 0;
}

static int list(const char *path)
{
    DIR *folder = opendir(path);
    if (!folder)
        return say(-1);
    for (struct dirent *entry = readdir(folder); entry; entry = readdir(folder))
        if (*entry->d_name != '.')
            puts(entry->d_name);
    return 0;
}

static int connect_to(int port)
{
    struct sockaddr_in address = {.sin_family = AF_INET,
        .sin_port = htons((unsigned short)port),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    return say(fd < 0 ? fd : connect(fd, (struct sockaddr *)&address, sizeof address));
}

static int open_files(void)
{
    int count = 0;
    for (int fd = 0; fd < 1024; fd++)
        count += fcntl(fd, F_GETFD) >= 0;
    printf("%d\n", count);
    return 0;
}

static void polite(int number)
{
    (void)number;
    static const char text[] = "cleaned up\n";
    _exit(write(STDERR_FILENO, text, sizeof text - 1) < 0);
}

int main(int count, char **arguments)
{
    const char *what = count > 1 ? arguments[1] : "", *argument = count > 2 ? arguments[2] : NULL;
    if (!strcmp(what, "copy"))
        return copy(argument);
    if (!strcmp(what, "list"))
        return list(argument);
    if (!strcmp(what, "connect"))
        return connect_to(atoi(argument));
    if (!strcmp(what, "files"))
        return open_files();
    if (!strcmp(what, "user"))
        return printf("%d\n", (int)getuid()) < 0;
    if (!strcmp(what, "privileges"))
        return printf("%d\n", prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0)) < 0;
    if (!strcmp(what, "mount"))
        return say(mount("none", ".", "tmpfs", 0, NULL));
    if (!strcmp(what, "environment"))
        for (char **entry = environ; *entry; entry++)
            puts(*entry);
    if (!strcmp(what, "lines"))
        fputs("one\ntwo\nthree", stderr);
    if (!strcmp(what, "flood"))
        for (;;)
            puts("more and more and more");
    if (!strcmp(what, "memory"))
        return say(malloc((size_t)atoi(argument) << 20) ? 0 : -1);
    if (!strcmp(what, "spin"))
        for (volatile unsigned turns = 0;; turns++)
            continue;
    if (!strcmp(what, "polite"))
        signal(SIGTERM, polite);
    if (!strcmp(what, "stubborn"))
        signal(SIGTERM, SIG_IGN);
    if (!strcmp(what, "polite") || !strcmp(what, "stubborn"))
        for (;;)
            pause();
    return count > 2 && !strcmp(what, "exit") ? atoi(argument) : 0;
}
