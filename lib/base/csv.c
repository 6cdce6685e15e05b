#include "csv.h"

#include <inttypes.h>
#include <string.h>

static void separate(Csv *csv)
{
    if (csv->is_inside)
        text_add(&csv->text, ",");
    csv->is_inside = true;
}

void csv_text(Csv *csv, const char *value)
{
    separate(csv);
    if (!value || !*value)
        return;
    bool is_formula = strchr("=+-@\t\r", *value);
    if (!is_formula && !strpbrk(value, ",\"\r\n")) {
        text_add(&csv->text, value);
        return;
    }
    text_add(&csv->text, is_formula ? "\"'" : "\"");
    for (; *value; value++)
        text_append(&csv->text, *value == '"' ? "\"\"" : value, *value == '"' ? 2 : 1);
    text_add(&csv->text, "\"");
}

void csv_number(Csv *csv, int64_t value)
{
    separate(csv);
    text_printf(&csv->text, "%" PRId64, value);
}

void csv_decimal(Csv *csv, const char *number)
{
    separate(csv);
    text_add(&csv->text, number);
}

void csv_end_row(Csv *csv)
{
    text_add(&csv->text, "\r\n");
    csv->is_inside = false;
}
