// world.h — a small, true marketplace for tests: real database, real rules, no network.
//
//     SCENARIO("a reporter orders nothing")
//     {
//         world_as(world, WORLD_REPORTER);
//         Reply reply = world_post(world, "/v1/orders", "{'plan_id': 'pla_1', 'accepted': []}");
//         EXPECT_INT(reply.status, 403);
//     }
//
// Every scenario has a database of its own. It runs on SQLite and, where KONTOR_TEST_POSTGRESQL
// names a server, once more on PostgreSQL. More of the marketplace (products, subscriptions) is
// made by the functions of the other files in this folder.
#pragma once

#include "db/db.h"
#include "http/http.h"
#include "mail/mail.h"
#include "test/test.h"
#include "testing/world_database.h"

/** Who is there, with role in organization. */
typedef enum WorldPerson {
    WORLD_VISITOR,  // nobody; known by the headers that a test gives, as in the real program
    WORLD_OPERATOR, // operator, of the operator's organization
    WORLD_SELLER,   // offerings and owner, of Nimbus Labs, a seller
    WORLD_OWNER,    // owner, of Acme: a customer that is approved
    WORLD_BUYER,    // purchasing, of Acme
    WORLD_REPORTER, // reports, of Acme
    WORLD_EDITOR,   // profile, of Acme
    WORLD_STRANGER, // owner, of Stranger: another customer that is approved
    WORLD_NEWCOMER, // owner, of Newcomer: a customer that is not approved
    WORLD_PEOPLE,
} WorldPerson;

#define WORLD_PASSWORD "Korrekt-Pferd-7" // of every person
#define WORLD_ADDRESS  "203.0.113.7"     // World.address at first

enum { WORLD_MAX_HEADERS = 8, WORLD_MAX_MAILS = 64, WORLD_RACERS = 4 };

typedef struct World {
    Ctx ctx; // as the person of world_as; for calling the functions of src/ directly
    WorldEngine engine;
    WorldPerson person;
    Database *database;
    Id seller_id; // Nimbus Labs' row in the table seller
    Header headers[WORLD_MAX_HEADERS];
    size_t header_count;
    const char *media_type; // of the body that is being sent
    const char *address;    // from which requests come
    bool is_secure;         // whether they come by https
    Mail mails[WORLD_MAX_MAILS];
    size_t mail_count;
    const char *mail_problem; // NULL: mail is taken; "mail_deferred", "mail_refused": it is not
} World;

typedef struct Reply {
    int status;
    const char *body;    // "" if there is none
    const char *code;    // of a problem; NULL if it went well
    const char *message; // of a problem; NULL if it went well
    const Response *res;
    World *world;
} Reply;

/** Chooses who asks from now on. A world begins with WORLD_OWNER. */
void world_as(World *world, WorldPerson person);
Id world_user(const World *world, WorldPerson person);
Id world_organization(const World *world, WorldPerson person);
const char *world_email(WorldPerson person);

/** Gives the person exactly these roles, "[\"reports\"]", in the own organization, or in that of
 * another person, whose member the person then is. What world_as knows stays as it was. */
void world_change_roles(World *world, WorldPerson person, const char *roles);
void world_join(World *world, WorldPerson person, WorldPerson other, const char *roles);

/** Sends a request. In the body, 'single quotes' stand for double ones; NULL is no body. */
Reply world_get(World *world, const char *path);
Reply world_post(World *world, const char *path, const char *body);
Reply world_put(World *world, const char *path, const char *body);
Reply world_patch(World *world, const char *path, const char *body);
Reply world_delete(World *world, const char *path);
Reply world_send(World *world, Method method, const char *path, Blob body);

typedef struct RaceRequest {
    Method method;
    const char *path, *body;
} RaceRequest;

/** Sends at most WORLD_RACERS requests at once, each from a thread of its own, as the person of
 * world_as. */
void world_race_all(
    World *world, const RaceRequest *requests, size_t count, int ret_statuses[WORLD_RACERS]);

/** Sends the same request from WORLD_RACERS threads at once, as the person of world_as. */
void world_race(World *world, Method method, const char *path, const char *body,
    int ret_statuses[WORLD_RACERS]);

/** How many passwords were hashed in this program, or pretended to be; known hashes that are tried
 * do not count. */
int world_passwords_hashed(void);

/** How many of the statuses are this one. */
int world_count_status(const int statuses[WORLD_RACERS], int status);

/** Signs in with the address and password as a browser does: cookie and CSRF token are headers of
 * all following requests, which are a visitor's otherwise. */
Reply world_sign_in(World *world, const char *email, const char *password);
/** The second step, where the first one answered with a challenge. */
Reply world_sign_in_by_code(World *world, Reply challenged, const char *code);
/** What both end with: of an answer with a session the cookie and CSRF token are kept. */
Reply world_keep_session(World *world, Reply session);
void world_sign_out(World *world); // forgets both; the session stays

/** A header of all following requests; NULL takes it away. */
void world_header(World *world, const char *name, const char *value);

/** A path or body with values in it, in the world's arena. */
const char *world_printf(World *world, const char *format, ...) PRINTF_LIKE(2, 3);

/** A member of the body, or what stands at a path of members and item numbers: "items.0.name".
 * Texts as they are, anything else as its JSON; NULL if it is null or not there. */
const char *world_member(Reply reply, const char *name);
const char *world_value(Reply reply, const char *path);
Id world_id(Reply reply, const char *path);
int64_t world_length(Reply reply, const char *path); // of an array; -1 if it is none
const char *reply_header(Reply reply, const char *name);

/** Moves the clock forward. It also moves a millisecond with every request. */
void world_advance(World *world, int64_t us);

/** Runs the jobs and reactions that are due until there are none. Mail goes into world->mails. */
void world_drain(World *world);

/** The newest mail to that address; NULL if there is none. */
const Mail *world_mail_to(const World *world, const char *address);

/** What stands between `from` and the end of the word, as in a link: "?token=". NULL if not. */
const char *world_word_after(World *world, const char *text, const char *from);

/** SQL in a transaction of its own. */
#define world_exec(world, sql, ...)  world_exec_args((world), SQL(sql), DB_ARGS(__VA_ARGS__))
#define world_count(world, sql, ...) world_count_args((world), SQL(sql), DB_ARGS(__VA_ARGS__))
#define world_text(world, sql, ...)  world_text_args((world), SQL(sql), DB_ARGS(__VA_ARGS__))

void world_must(World *world, Error error); // stops the test program if there is one
void world_exec_args(World *world, const char *sql, const DbArg *args, size_t count);
int64_t world_count_args(World *world, const char *sql, const DbArg *args, size_t count);
const char *world_text_args(World *world, const char *sql, const DbArg *args, size_t count);

void world_run(WorldEngine engine, void (*scenario)(World *world));

// clang-format off
#define SCENARIO(title)           SCENARIO_AT_(title, __LINE__)
#define SCENARIO_AT_(title, line) SCENARIO_IN_(title, line)
#define SCENARIO_IN_(title, line)                                                                  \
    static void scenario_##line(World *world);                                                     \
    static void again_##line(void) { world_run(WORLD_POSTGRESQL, scenario_##line); }               \
    __attribute__((constructor(65535))) static void again_register_##line(void)                    \
    {                                                                                              \
        static TestCase test = {title " (PostgreSQL)", again_##line, NULL};                        \
        if (world_has_postgresql())                                                                \
            test_register(&test);                                                                  \
    }                                                                                              \
    TEST(title) { world_run(WORLD_SQLITE, scenario_##line); }                                      \
    static void scenario_##line(World *world)
// clang-format on
