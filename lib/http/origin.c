#include "origin.h"

#include <curl/urlapi.h>
#include <netdb.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RESOLVED_FOR SECONDS(60)

typedef struct Place Place;

// A name that a thread looks up, since getaddrinfo waits.
typedef struct Lookup {
    Loop *loop;
    Place *place;
    pthread_mutex_t lock;
    bool is_abandoned; // its place is gone
    char *name, port[PORT_ROOM];
    OriginAddresses addresses;
} Lookup;

// An origin, and what nobody else has to know of it.
struct Place {
    Origin origin; // first, so that one is the other
    Loop *loop;
    char *url;
    int64_t resolved_at; // 0: never yet; for_ever: it is an address itself
    Lookup *lookup;      // under way
    OriginWaiter *waiters;
};

static const int64_t for_ever = INT64_MAX;

struct Origins {
    Loop *loop;
    Origin *first; // the one asked for last
    size_t count;
};

static void *must(void *memory)
{
    if (!memory)
        abort();
    return memory;
}

// ── what a URL says ──────────────────────────────────────────────────────────────────────────

typedef struct Parts {
    char *scheme, *host, *port, *path;
} Parts;

static char *part_of(CURLU *url, CURLUPart part, unsigned flags)
{
    char *text = NULL;
    return curl_url_get(url, part, &text, flags) ? NULL : text;
}

static bool is_web_address(const Parts *parts)
{
    return parts->scheme && parts->host && parts->port && parts->path &&
           strlen(parts->port) < PORT_ROOM &&
           (strcmp(parts->scheme, "http") == 0 || strcmp(parts->scheme, "https") == 0);
}

static void origin_read(Origin *origin, const Parts *parts)
{
    char *shown = NULL;
    size_t brackets = parts->host[0] == '[', path_length = strlen(parts->path);
    origin->is_tls = strcmp(parts->scheme, "https") == 0;
    snprintf(origin->port, sizeof origin->port, "%s", parts->port);
    bool is_usual = strcmp(parts->port, origin->is_tls ? "443" : "80") == 0;
    if (asprintf(&shown, "%s%s%s", parts->host, is_usual ? "" : ":", is_usual ? "" : parts->port) <
        0)
        abort();
    bool has_slash = path_length && parts->path[path_length - 1] == '/';
    origin->host = shown;
    origin->name = must(strndup(parts->host + brackets, strlen(parts->host) - 2 * brackets));
    origin->path = must(strndup(parts->path, path_length - has_slash));
}

static bool url_read(const char *text, Origin *origin)
{
    CURLU *url = must(curl_url());
    bool is_good = !curl_url_set(url, CURLUPART_URL, text, CURLU_DISALLOW_USER);
    Parts parts = {part_of(url, CURLUPART_SCHEME, 0), part_of(url, CURLUPART_HOST, 0),
        part_of(url, CURLUPART_PORT, CURLU_DEFAULT_PORT), part_of(url, CURLUPART_PATH, 0)};
    is_good = is_good && is_web_address(&parts);
    if (is_good)
        origin_read(origin, &parts);
    curl_free(parts.scheme);
    curl_free(parts.host);
    curl_free(parts.port);
    curl_free(parts.path);
    curl_url_cleanup(url);
    return is_good;
}

static void place_free(Place *place)
{
    free(place->url);
    free((char *)place->origin.host);
    free((char *)place->origin.name);
    free((char *)place->origin.path);
    free(place);
}

// ── names ────────────────────────────────────────────────────────────────────────────────────

static bool resolve(const char *name, const char *port, int flags, OriginAddresses *ret_addresses)
{
    struct addrinfo wanted = {.ai_socktype = SOCK_STREAM, .ai_flags = flags | AI_NUMERICSERV},
                    *found;
    if (getaddrinfo(name, port, &wanted, &found))
        return false;
    size_t count = 0;
    for (const struct addrinfo *at = found; at && count < MAX_ORIGIN_ADDRESSES; at = at->ai_next) {
        OriginAddress *address = &ret_addresses->items[count++];
        address->length = at->ai_addrlen;
        memcpy(&address->storage, at->ai_addr, at->ai_addrlen);
    }
    ret_addresses->count = count;
    freeaddrinfo(found);
    return true;
}

static void lookup_free(Lookup *lookup)
{
    pthread_mutex_destroy(&lookup->lock);
    free(lookup->name);
    free(lookup);
}

static bool is_abandoned(Lookup *lookup)
{
    pthread_mutex_lock(&lookup->lock);
    bool answer = lookup->is_abandoned;
    pthread_mutex_unlock(&lookup->lock);
    return answer;
}

static void resolved(void *arg)
{
    Lookup *lookup = arg;
    Place *place = lookup->place;
    if (is_abandoned(lookup)) {
        lookup_free(lookup);
        return;
    }
    place->lookup = NULL;
    place->origin.addresses = lookup->addresses;
    place->resolved_at = loop_now(lookup->loop);
    lookup_free(lookup);
    while (place->waiters) {
        OriginWaiter *waiter = place->waiters;
        place->waiters = waiter->next;
        waiter->resolved(waiter->arg);
    }
}

static void *look_up(void *arg)
{
    Lookup *lookup = arg;
    OriginAddresses addresses = {.count = 0};
    resolve(lookup->name, lookup->port, AI_ADDRCONFIG, &addresses);
    lookup->addresses = addresses;
    pthread_mutex_lock(&lookup->lock);
    bool is_wanted = !lookup->is_abandoned;
    if (is_wanted)
        loop_post(lookup->loop, resolved, lookup);
    pthread_mutex_unlock(&lookup->lock);
    if (!is_wanted)
        lookup_free(lookup);
    return NULL;
}

static void lookup_begin(Place *place)
{
    pthread_t thread;
    Lookup *lookup = must(calloc(1, sizeof *lookup));
    lookup->loop = place->loop;
    lookup->place = place;
    lookup->name = must(strdup(place->origin.name));
    memcpy(lookup->port, place->origin.port, sizeof lookup->port);
    pthread_mutex_init(&lookup->lock, NULL);
    place->lookup = lookup;
    if (pthread_create(&thread, NULL, look_up, lookup))
        look_up(lookup); // slowly, but it goes on
    else
        pthread_detach(thread);
}

static bool is_resolved(Place *place)
{
    Origin *origin = &place->origin;
    if (!place->resolved_at &&
        resolve(origin->name, origin->port, AI_NUMERICHOST, &origin->addresses))
        place->resolved_at = for_ever;
    return place->resolved_at == for_ever ||
           (origin->addresses.count && loop_now(place->loop) - place->resolved_at < RESOLVED_FOR);
}

bool origin_resolve(Origin *origin, OriginWaiter *waiter)
{
    Place *place = (Place *)origin;
    if (is_resolved(place))
        return true;
    waiter->next = place->waiters;
    place->waiters = waiter;
    if (!place->lookup)
        lookup_begin(place);
    return false;
}

void origin_leave(Origin *origin, const OriginWaiter *waiter)
{
    OriginWaiter **place = &((Place *)origin)->waiters;
    while (*place && *place != waiter)
        place = &(*place)->next;
    if (*place)
        *place = waiter->next;
}

// ── all of them ──────────────────────────────────────────────────────────────────────────────

static void lookup_abandon(Lookup *lookup)
{
    pthread_mutex_lock(&lookup->lock);
    lookup->is_abandoned = true;
    pthread_mutex_unlock(&lookup->lock);
}

static void place_remove(Place *place)
{
    if (place->lookup)
        lookup_abandon(place->lookup);
    place_free(place);
}

static void add(Origins *origins, Origin *origin)
{
    origin->next = origins->first;
    origins->first = origin;
    origins->count++;
}

static Origin *take(Origins *origins, Origin **place)
{
    Origin *origin = *place;
    *place = origin->next;
    origins->count--;
    return origin;
}

// The one that was not asked for longest, of those without a connection.
static void make_room(Origins *origins)
{
    Origin **oldest = NULL;
    if (origins->count < MAX_ORIGINS)
        return;
    for (Origin **place = &origins->first; *place; place = &(*place)->next)
        if (!(*place)->uses)
            oldest = place;
    if (oldest)
        place_remove((Place *)take(origins, oldest));
}

// Those in use stand in front, so that they are found at once.
Origin *origin_of(Origins *origins, const char *url)
{
    for (Origin **at = &origins->first; *at; at = &(*at)->next)
        if (strcmp(((Place *)*at)->url, url) == 0) {
            if (at != &origins->first)
                add(origins, take(origins, at));
            return origins->first;
        }
    Place *place = must(calloc(1, sizeof *place));
    place->loop = origins->loop;
    place->url = must(strdup(url));
    if (!url_read(url, &place->origin)) {
        place_free(place);
        return NULL;
    }
    make_room(origins);
    add(origins, &place->origin);
    return origins->first;
}

Origin *origin_first(Origins *origins)
{
    return origins->first;
}

Origins *origins_new(Loop *loop)
{
    Origins *origins = must(calloc(1, sizeof *origins));
    origins->loop = loop;
    return origins;
}

void origins_free(Origins *origins)
{
    while (origins->first)
        place_remove((Place *)take(origins, &origins->first));
    free(origins);
}
