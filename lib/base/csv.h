// csv.h — comma-separated values (RFC 4180), in UTF-8, safe to open in a spreadsheet: a text that
// would be taken for a formula is preceded by an apostrophe.
#pragma once

#include "base/text.h"

typedef struct Csv {
    Text text;
    bool is_inside; // of a row
} Csv;

void csv_text(Csv *csv, const char *value); // NULL is an empty field
void csv_number(Csv *csv, int64_t value);
void csv_decimal(Csv *csv, const char *number); // as it is, such as money_text
void csv_end_row(Csv *csv);
