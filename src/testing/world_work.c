#include "world.h"

#include "base/text.h"
#include "catalog/catalog.h"
#include "jobs.h"
#include "notify/message.h"
#include "subscribers.h"

#include <string.h>

// The world whose jobs run; jobs know no world.
static World *draining;

static Error mail_take(Ctx *ctx, const Mail *mail)
{
    World *world = draining;
    if (text_same(world->mail_problem, "mail_refused"))
        return fail(ctx, INVALID, "mail_refused", "550 no such user");
    if (world->mail_problem)
        return fail(ctx, UNAVAILABLE, "mail_deferred", "451 greylisted");
    if (world->mail_count == WORLD_MAX_MAILS)
        return fail(ctx, INTERNAL, "too_many_mails", "A world keeps %d.", WORLD_MAX_MAILS);
    Mail *kept = &world->mails[world->mail_count++];
    const char **texts[] = {&kept->message_id, &kept->to, &kept->subject, &kept->text, &kept->html,
        &kept->language, &kept->unsubscribe_url};
    *kept = *mail; // the job's arena ends before the test
    for (size_t i = 0; i < COUNT_OF(texts); i++)
        if (*texts[i])
            *texts[i] = arena_text(world->ctx.arena, *texts[i], strlen(*texts[i]));
    return OK;
}

static Error world_send_mail(Ctx *ctx, const Job *job)
{
    return message_send(ctx, message_of_job(ctx, job), mail_take);
}

// All jobs as they are, but mail is taken instead of sent.
static const JobKind *world_jobs(Arena *arena)
{
    size_t count = 0;
    while (job_kinds[count].name)
        count++;
    JobKind *jobs = arena_array_of(arena, JobKind, count + 1);
    memcpy(jobs, job_kinds, sizeof *jobs * count);
    for (JobKind *job = jobs; job->name; job++)
        if (job->run == message_send_job)
            job->run = world_send_mail;
    return jobs;
}

const Mail *world_mail_to(const World *world, const char *address)
{
    for (size_t i = world->mail_count; i > 0; i--)
        if (text_same(world->mails[i - 1].to, address))
            return &world->mails[i - 1];
    return NULL;
}

const char *world_word_after(World *world, const char *text, const char *from)
{
    const char *at = text ? strstr(text, from) : NULL;
    if (!at)
        return NULL;
    at += strlen(from);
    return arena_text(world->ctx.arena, at, strcspn(at, " \n\"<"));
}

void world_drain(World *world)
{
    WorkSettings settings = {
        .database = world->database,
        .jobs = world_jobs(world->ctx.arena),
        .schedules = schedules,
        .subscribers = subscribers,
    };
    Actor actor = world->ctx.actor;
    world->ctx.actor = (Actor){.is_system = true};
    draining = world;
    world_must(world, work_drain(&world->ctx, &settings));
    world->ctx.actor = actor;
    catalog_forget();
}
