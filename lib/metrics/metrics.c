#include "metrics.h"

#include "base/text.h"

#include <inttypes.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_BOUNDS = 24 };

// The values of one metric for one pair of label values.
typedef struct Series Series;
struct Series {
    Series *next;
    char *value1, *value2;
    int64_t value;                  // the count, the gauge, or the histogram's sum
    int64_t counts[MAX_BOUNDS + 1]; // of a histogram: by bucket, the last one without bound
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static Metric *metrics;

static char *copy(const char *value)
{
    char *text = value ? strdup(value) : NULL;
    if (value && !text)
        abort();
    return text;
}

// Called under the lock. Metrics and their series live as long as the process.
static Series *series_of(Metric *metric, const char *value1, const char *value2)
{
    if (!metric->registered) {
        metric->registered = true;
        metric->next = metrics;
        metrics = metric;
    }
    for (Series *series = metric->series; series; series = series->next)
        if (text_same(series->value1, value1) && text_same(series->value2, value2))
            return series;
    Series *series = calloc(1, sizeof *series);
    if (!series)
        abort();
    *series = (Series){.next = metric->series, .value1 = copy(value1), .value2 = copy(value2)};
    metric->series = series;
    return series;
}

void metric_add(Metric *metric, int64_t amount, const char *value1, const char *value2)
{
    pthread_mutex_lock(&lock);
    series_of(metric, value1, value2)->value += amount;
    pthread_mutex_unlock(&lock);
}

void metric_set(Metric *metric, int64_t value, const char *value1, const char *value2)
{
    pthread_mutex_lock(&lock);
    series_of(metric, value1, value2)->value = value;
    pthread_mutex_unlock(&lock);
}

void metric_observe(Metric *metric, int64_t us, const char *value1, const char *value2)
{
    size_t bucket = 0;
    while (metric->bounds[bucket] && us > metric->bounds[bucket])
        bucket++;
    pthread_mutex_lock(&lock);
    Series *series = series_of(metric, value1, value2);
    series->value += us;
    series->counts[bucket]++;
    pthread_mutex_unlock(&lock);
}

static void label_add(Text *out, const char *separator, const char *label, const char *value)
{
    text_printf(out, "%s%s=\"", separator, label);
    for (; value && *value; value++)
        if (*value == '"' || *value == '\\')
            text_printf(out, "\\%c", *value);
        else if (*value == '\n')
            text_add(out, "\\n");
        else
            text_append(out, value, 1);
    text_add(out, "\"");
}

// name{label1="…",label2="…",le="…"}
static void name_add(
    Text *out, const Metric *metric, const Series *series, const char *suffix, const char *bound)
{
    const char *separator = "{";
    text_printf(out, "%s%s", metric->name, suffix);
    if (metric->label1) {
        label_add(out, separator, metric->label1, series->value1);
        separator = ",";
    }
    if (metric->label2) {
        label_add(out, separator, metric->label2, series->value2);
        separator = ",";
    }
    if (bound) {
        label_add(out, separator, "le", bound);
        separator = ",";
    }
    text_add(out, *separator == ',' ? "} " : " ");
}

static const char *seconds(Arena *arena, int64_t us)
{
    return arena_printf(arena, "%" PRId64 ".%06" PRId64, us / 1000000, us % 1000000);
}

static void histogram_add(Text *out, const Metric *metric, const Series *series)
{
    int64_t count = 0;
    for (size_t i = 0;; i++) {
        count += series->counts[i];
        name_add(out, metric, series, "_bucket",
            metric->bounds[i] ? seconds(out->arena, metric->bounds[i]) : "+Inf");
        text_printf(out, "%" PRId64 "\n", count);
        if (!metric->bounds[i])
            break;
    }
    name_add(out, metric, series, "_sum", NULL);
    text_printf(out, "%s\n", seconds(out->arena, series->value));
    name_add(out, metric, series, "_count", NULL);
    text_printf(out, "%" PRId64 "\n", count);
}

const char *metrics_text(Arena *arena)
{
    static const char *const kinds[] = {"counter", "gauge", "histogram"};
    Text out = {.arena = arena};
    pthread_mutex_lock(&lock);
    for (const Metric *metric = metrics; metric; metric = metric->next) {
        text_printf(&out, "# HELP %s %s\n# TYPE %s %s\n", metric->name, metric->about, metric->name,
            kinds[metric->kind]);
        for (const Series *series = metric->series; series; series = series->next) {
            if (metric->kind == METRIC_HISTOGRAM) {
                histogram_add(&out, metric, series);
                continue;
            }
            name_add(&out, metric, series, "", NULL);
            text_printf(&out, "%" PRId64 "\n", series->value);
        }
    }
    pthread_mutex_unlock(&lock);
    return text_of(&out);
}
