// metrics.h — counters, gauges and histograms in memory, in Prometheus' text format at /metrics.
//
//     static Metric requests = COUNTER("kontor_http_requests_total", "Requests answered.",
//     "method", "status"); metric_add(&requests, 1, "GET", "200");
//
// Thread-safe. At most two labels, whose values must be few.
#pragma once

#include "base/base.h"

typedef struct Metric Metric; // see metrics.c for what the macros fill

typedef enum MetricKind { METRIC_COUNTER, METRIC_GAUGE, METRIC_HISTOGRAM } MetricKind;

struct Metric {
    MetricKind kind;
    const char *name, *about, *label1, *label2; // labels NULL: none
    const int64_t *bounds; // of a histogram in microseconds, ended by 0; shown in seconds
    void *series;          // owned by metrics.c
    Metric *next;
    bool registered;
};

// clang-format off
#define COUNTER(name, about, label1, label2) {METRIC_COUNTER, name, about, label1, label2, NULL, NULL, NULL, false}
#define GAUGE(name, about, label1, label2)   {METRIC_GAUGE, name, about, label1, label2, NULL, NULL, NULL, false}
#define HISTOGRAM(name, about, label1, label2, bounds) {METRIC_HISTOGRAM, name, about, label1, label2, bounds, NULL, NULL, false}
// clang-format on

void metric_add(Metric *metric, int64_t amount, const char *value1, const char *value2);
void metric_set(Metric *metric, int64_t value, const char *value1, const char *value2);
void metric_observe(Metric *metric, int64_t us, const char *value1, const char *value2);

const char *metrics_text(Arena *arena);
