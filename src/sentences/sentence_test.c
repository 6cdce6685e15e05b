#include "sentence.h"

#include "base/text.h"
#include "sentence_texts.h"
#include "test/test.h"

#include <string.h>

static const char *const languages[] = {"en", "de", "fr", "cs"};

// The names in braces, each followed by a space.
static const char *placeholders(Arena *arena, const char *text)
{
    Text names = {.arena = arena};
    for (const char *open = text; open && (open = strchr(open, '{')); open++)
        text_printf(&names, "%.*s ", (int)strcspn(open + 1, "}"), open + 1);
    return text_of(&names);
}

static bool has_same_names(Arena *arena, const char *a, const char *b)
{
    const char *names = placeholders(arena, b);
    bool is_same = strlen(placeholders(arena, a)) == strlen(names);
    for (const char *open = a; open && (open = strchr(open, '{')); open++)
        is_same &= strstr(names,
                       arena_printf(arena, "%.*s ", (int)strcspn(open + 1, "}"), open + 1)) != NULL;
    return is_same;
}

TEST("every sentence has its text and its cure in every language, with the same values in them")
{
    Arena *arena = arena_new();
    for (size_t i = 0; i < COUNT_OF(languages); i++) {
        const SentenceTexts *texts = sentence_texts_in(languages[i]);
        EXPECT_TEXT(texts->language, languages[i]);
        for (SentenceCode code = 0; code < SENTENCE_CODES; code++) {
            const SentenceText *here = &texts->of[code], *english = &sentence_texts_en.of[code];
            bool is_whole = here->text && english->text && !here->cure == !english->cure &&
                            has_same_names(arena, here->text, english->text) &&
                            has_same_names(arena, here->cure, english->cure);
            EXPECT_TEXT(is_whole ? "" : sentence_code_names[code], ""); // names the one that is not
        }
    }
    EXPECT_TEXT(sentence_texts_in("tlh")->language, "en");
    EXPECT(sentence_code_names[SENTENCE_CODES] == NULL);
    arena_free(arena);
}

TEST("a kept sentence is told in the language of whoever reads it")
{
    Arena *arena = arena_new();
    const char *kept = sentence_of(arena, SENTENCE_INGRESS_CLASS_MISSING, {"class", "nginx"});
    EXPECT_TEXT(sentence_text_in(arena, "en", kept), "The cluster has no ingress class nginx.");
    EXPECT_TEXT(sentence_text_in(arena, "de", kept), "Der Cluster hat keine Ingress-Klasse nginx.");
    EXPECT_TEXT(sentence_cure_in(arena, "cs", kept), "Zvolte třídu ingressu, kterou cluster má.");
    EXPECT_TEXT(sentence_in(arena, "fr", kept),
        "Le cluster n’a pas de classe d’ingress nginx. Choisissez une classe d’ingress que possède "
        "le cluster.");
    EXPECT_TEXT(sentence_code_in(arena, "fr", kept), "ingress_class_missing");
    arena_free(arena);
}

TEST("a sentence within a sentence is told in the same language")
{
    Arena *arena = arena_new();
    const char *inner = sentence_of(arena, SENTENCE_KUBE_FORBIDDEN, {"words", "not allowed"});
    const char *kept = sentence_of(
        arena, SENTENCE_CLUSTER_NOT_READY, {"cluster", "prod"}, {"problem", .sentence = inner});
    EXPECT_TEXT(sentence_text_in(arena, "de", kept),
        "Der Cluster prod ist nicht bereit. Der Cluster erlaubt es nicht: „not allowed“");
    const char *bare =
        sentence_of(arena, SENTENCE_CLUSTER_NOT_READY, {"cluster", "prod"}, {"problem", NULL});
    EXPECT_TEXT(sentence_text_in(arena, "de", bare), "Der Cluster prod ist nicht bereit.");
    arena_free(arena);
}

TEST("the words of others stay as they are, whatever they look like")
{
    Arena *arena = arena_new();
    const char *forged = sentence_of(arena, SENTENCE_HELM_STOPPED);
    const char *kept = sentence_of(arena, SENTENCE_HELM_FAILED, {"words", forged});
    EXPECT_TEXT(sentence_in(arena, "de", kept), arena_printf(arena, "Helm meldet: „%s“", forged));
    kept = sentence_of(arena, SENTENCE_HELM_FAILED, {"words", "{person} \"quoted\"\n"});
    EXPECT_TEXT(sentence_in(arena, "en", kept), "Helm says: “{person} \"quoted\"\n”");
    EXPECT_TEXT(sentence_in(arena, "de", "{not ours}"), "{not ours}");
    EXPECT(!sentence_in(arena, "de", NULL));
    EXPECT(!sentence_code_in(arena, "de", "plain"));
    arena_free(arena);
}

TEST("a failure is kept with its values, and what was said in English alone as words")
{
    Ctx ctx = {.arena = arena_new(), .language = "cs"};
    EXPECT_INT(sentence_fail(&ctx, CONFLICT, SENTENCE_NO_TOKEN), CONFLICT);
    EXPECT_TEXT(ctx.failure.code, "no_token");
    EXPECT_TEXT(ctx.failure.message, "Cluster nevydal token.");
    EXPECT_TEXT(
        sentence_in(ctx.arena, "en", sentence_of_failure(&ctx)), "The cluster gave no token.");
    EXPECT_INT(fail(&ctx, UNAVAILABLE, "timed_out", "No answer in %d s.", 5), UNAVAILABLE);
    EXPECT_TEXT(sentence_in(ctx.arena, "en", sentence_of_failure(&ctx)), "No answer in 5 s.");
    EXPECT_TEXT(sentence_in(ctx.arena, "de", sentence_of_failure(&ctx)),
        "Die Gegenstelle hat nicht rechtzeitig geantwortet: „No answer in 5 s.“");
    EXPECT_INT(fail(&ctx, INTERNAL, "unheard_of", "Who knows."), INTERNAL);
    EXPECT_TEXT(sentence_code_in(ctx.arena, "en", sentence_of_failure(&ctx)), "other");
    arena_free(ctx.arena);
}

static const char *shouted(Arena *arena, const char *text, const char *mark)
{
    return arena_printf(arena, "%s%s", text, mark);
}

static const char *text_repeated(Arena *arena, const char *part, int times)
{
    Text text = {.arena = arena};
    while (times--)
        text_add(&text, part);
    return text_of(&text);
}

TEST("changing a sentence changes the texts in it at every depth, and nothing of ours")
{
    Arena *arena = arena_new();
    const char *inner = sentence_of(arena, SENTENCE_HELM_FAILED, {"words", "code"});
    const char *kept = sentence_of(arena, SENTENCE_NOT_REPAIRED, {"problem", .sentence = inner});
    EXPECT_TEXT(sentence_in(arena, "en", sentence_change(arena, kept, shouted, "!")),
        "An earlier change was interrupted, and putting it right failed. Helm says: “code!”");
    const char *bytes = sentence_of(arena, SENTENCE_HELM_FAILED, {"words", "a\xff\xfe"});
    EXPECT_TEXT(sentence_in(arena, "en", bytes), "Helm says: “a??”");
    const char *much = text_repeated(arena, "ä", 1500);
    kept = sentence_change(
        arena, sentence_of(arena, SENTENCE_HELM_FAILED, {"words", much}), shouted, "!");
    EXPECT_INT(strlen(sentence_in(arena, "en", kept)), strlen("Helm says: “…”") + 2000);
    EXPECT_TEXT(sentence_change(arena, "plain", shouted, "!"), "plain!");
    EXPECT(!sentence_change(arena, NULL, shouted, "!"));
    arena_free(arena);
}
