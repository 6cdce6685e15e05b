// form.h — which values a field of a chart's form takes.
#pragma once

#include "catalog/chart.h"
#include "json/json.h"

/** Whether nothing was given: null, "" or an empty list. NULL is nothing. */
bool form_value_is_empty(const JsonValue *value);

/**
 * Whether the field takes the value, which is not empty; else faults under the path. Codes:
 *   wrong_kind   no text, no true or false, no list
 *   not_allowed  none of the options
 *   malformed    the pattern does not match; the message is the seller's in the actor's language
 *   too_long, too_many, control_character
 */
bool form_field_allows(Ctx *ctx, const FormField *field, const char *path, const JsonValue *value);

/** Notes what is wrong with the form itself, under "kubernetes.form[2].path" and so on. */
void form_check(Ctx *ctx, const FormFieldList *form, const char *path);
