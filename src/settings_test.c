#include "settings.h"

#include "test/test.h"

#include <stdlib.h>

// With the one setting in the environment; NULL: nothing is wrong.
static const char *problem_with(const char *name, const char *value)
{
    const char *problem = NULL;
    setenv(name, value, 1);
    EXPECT(settings_start(NULL, &problem) == !problem);
    unsetenv(name);
    return problem;
}

TEST("a setting that makes no sense stops the start and says what to write")
{
    static const struct {
        const char *name, *value;
    } wrong[] = {
        {"KONTOR_CURRENCY", "EURO"},
        {"KONTOR_BILLING_ZONE", "Europe/Atlantis"},
        {"KONTOR_PUBLIC_URL", "market.example.org"},
        {"KONTOR_PUBLIC_URL", "https://"},
        {"KONTOR_MAIL_URL", "mail.example.org"},
        {"KONTOR_MAIL_URL", "smtp://:25"},
        {"KONTOR_MAIL_FROM", "Kontor"},
        {"KONTOR_MAIL_FROM", "Kontor <no-reply>"},
        {"KONTOR_MAIL_FROM", "Kontor <a@b.test> and more"},
        {"KONTOR_SUPPORT_EMAIL", "support"},
        {"KONTOR_TRUSTED_PROXIES", "the balancer"},
        {"KONTOR_METRICS_ADDRESSES", "10.0.0.0/99"},
        {"KONTOR_EGRESS_ADDRESSES", "here"},
        {"KONTOR_ALLOWED_ADDRESSES", "10.0.0.0/8 and others"},
        {"KONTOR_LOG_LEVEL", "loud"},
    };
    for (size_t i = 0; i < COUNT_OF(wrong); i++)
        EXPECT(problem_with(wrong[i].name, wrong[i].value) != NULL);
    EXPECT_TEXT(problem_with("KONTOR_MAIL_FROM", "Kontor"),
        "mail_from: \"Kontor\" is wrong; write a sender such as Kontor <no-reply@example.org>.");
}

TEST("settings that make sense start")
{
    EXPECT(!problem_with("KONTOR_CURRENCY", "CZK"));
    EXPECT(!problem_with("KONTOR_MAIL_URL", "smtps://mail.example.org"));
    EXPECT(!problem_with("KONTOR_MAIL_FROM", "no-reply@example.org"));
    EXPECT(!problem_with("KONTOR_TRUSTED_PROXIES", ""));
    EXPECT(!problem_with("KONTOR_LOG_LEVEL", "debug"));
}
