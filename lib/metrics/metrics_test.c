#include "metrics.h"

#include "test/test.h"

#include <string.h>

static Metric calls = COUNTER("calls_total", "Calls.", "method", NULL);
static const int64_t bounds[] = {1000, 1000000, 0};
static Metric times = HISTOGRAM("call_seconds", "Duration.", NULL, NULL, bounds);

TEST("counters and histograms show in Prometheus' format")
{
    metric_add(&calls, 2, "GET", NULL);
    metric_add(&calls, 1, "a\"b", NULL);
    metric_observe(&times, 500, NULL, NULL);
    metric_observe(&times, 2000000, NULL, NULL);
    Arena *arena = arena_new();
    const char *text = metrics_text(arena);
    EXPECT(strstr(text, "# TYPE calls_total counter\n") != NULL);
    EXPECT(strstr(text, "calls_total{method=\"GET\"} 2\n") != NULL);
    EXPECT(strstr(text, "calls_total{method=\"a\\\"b\"} 1\n") != NULL);
    EXPECT(strstr(text,
               "call_seconds_bucket{le=\"0.001000\"} 1\n"
               "call_seconds_bucket{le=\"1.000000\"} 1\n"
               "call_seconds_bucket{le=\"+Inf\"} 2\n"
               "call_seconds_sum 2.000500\ncall_seconds_count 2\n") != NULL);
    arena_free(arena);
}
