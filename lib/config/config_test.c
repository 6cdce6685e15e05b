#include "config.h"

#include "base/moment.h"
#include "test/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct Sample {
    const char *name;
    int64_t port, wait, size;
    bool is_loud;
} Sample;

static const Setting table[] = {
    {"name", SETTING_TEXT, offsetof(Sample, name), "anna"},
    {"port", SETTING_INT, offsetof(Sample, port), "80", 1, 65535},
    {"wait", SETTING_DURATION, offsetof(Sample, wait), "5min"},
    {"size", SETTING_BYTES, offsetof(Sample, size), "16MB"},
    {"is_loud", SETTING_BOOL, offsetof(Sample, is_loud), "no"},
    {0},
};

static const char *problem_of(Arena *arena, const char *file, Sample *ret_sample)
{
    char path[] = "/tmp/config-test-XXXXXX";
    int handle = mkstemp(path);
    EXPECT(write(handle, file, strlen(file)) == (ssize_t)strlen(file));
    close(handle);
    const char *problem;
    bool fine = config_read(arena, table, path, ret_sample, &problem);
    EXPECT(fine == !problem);
    unlink(path);
    return problem;
}

TEST("a setting that nobody gives has its default")
{
    Arena *arena = arena_new();
    Sample sample;
    EXPECT(!problem_of(arena, "# nothing\n\n", &sample));
    EXPECT_TEXT(sample.name, "anna");
    EXPECT_INT(sample.wait, MINUTES(5));
    EXPECT_INT(sample.size, 16 * 1024 * 1024);
    arena_free(arena);
}

TEST("a name in the environment that is no setting is found")
{
    Arena *arena = arena_new();
    setenv("KONTOR_PORTS", "99", 1);
    setenv("KONTOR_IS_LOUD", "yes", 1);
    bool has_ports = false;
    for (const char **name = config_unknown(arena, table); *name; name++) {
        has_ports |= strcmp(*name, "KONTOR_PORTS") == 0;
        EXPECT(strcmp(*name, "KONTOR_IS_LOUD") != 0 && strcmp(*name, "PATH") != 0);
    }
    EXPECT(has_ports);
    unsetenv("KONTOR_PORTS");
    unsetenv("KONTOR_IS_LOUD");
    arena_free(arena);
}

TEST("the file changes defaults, the environment wins")
{
    Arena *arena = arena_new();
    Sample sample;
    setenv("KONTOR_PORT", "99", 1);
    EXPECT(!problem_of(arena, "port = 81\nname= b c \nis_loud = yes", &sample));
    EXPECT_INT(sample.port, 99);
    EXPECT_TEXT(sample.name, "b c");
    EXPECT(sample.is_loud);
    setenv("KONTOR_PORT", "x", 1);
    EXPECT_TEXT(problem_of(arena, "", &sample),
        "In the environment, KONTOR_PORT: port: \"x\" is not a whole number.");
    unsetenv("KONTOR_PORT");
    arena_free(arena);
}

TEST("what is wrong in the file is said with its line")
{
    static const char *const cases[][2] = {
        {"prot = 1", "there is no setting prot."},
        {"port 1", "a line is NAME = VALUE, or begins with #."},
        {"port = 0", "port: 0 is out of range."},
        {"port = 1\nport = 2", "port stands here a second time."},
        {"wait = 5", "wait: \"5\" is not a duration such as 300s, 5min, 24h or 30d."},
        {"is_loud = maybe", "is_loud: \"maybe\" is not yes or no."},
    };
    Arena *arena = arena_new();
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        Sample sample;
        const char *problem = problem_of(arena, cases[i][0], &sample);
        const char *sentence = problem ? strstr(problem, cases[i][1]) : NULL;
        EXPECT_TEXT(sentence, cases[i][1]);
    }
    arena_free(arena);
}
