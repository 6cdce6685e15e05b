// quantity.h — how Kubernetes writes amounts: "250m", "1.5", "2Gi", "1e3".
#pragma once

#include <stdbool.h>
#include <stdint.h>

/** In thousandths, rounded up: "100m" is 100, "2" is 2000, "1Ki" is 1024000. What is too big is
 * INT64_MAX. False if it is no quantity. */
bool quantity_read(const char *text, int64_t *ret_thousandths);

/** NULL is 0, and what is no quantity too. */
int64_t quantity_milli(const char *text); // "250m" is 250
int64_t quantity_mib(const char *text);   // "1Gi" is 1024; rounded up
