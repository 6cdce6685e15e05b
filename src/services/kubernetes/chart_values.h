// chart_values.h — from the answers of a chart's form to the values that helm gets.
//
// Answers are JSON objects by path: {"global.storageClass": "fast", "hosts": ["a", "b"]}. What is
// confidential is kept apart in an object of its own and never goes into the other one.
#pragma once

#include "catalog/chart.h"

/**
 * Notes faults of what was answered, under "answers.PATH" and "confidential.PATH": a draft may be
 * incomplete. Codes beside those of form_field_allows: not_known, not_allowed (a hidden field, or
 * one that belongs into the other object), wrong_kind (no object), required (with is_complete).
 * A confidential of NULL says that it was given before: none of it is required.
 */
void chart_answers_check(Ctx *ctx, const Chart *chart, const char *answers_json,
    const char *confidential_json, bool is_complete);

/**
 * The values as JSON: only what differs from the chart's own. An answer becomes a number, a text or
 * a truth value as the chart's schema or its default at that place wants it.
 * INVALID  invalid_body: the faults above, of complete answers
 */
Error chart_values(Ctx *ctx, const Chart *chart, const char *answers_json,
    const char *confidential_json, const char **ret_values_json);

/** confidential_json with a new password for each field that is generated and has none. */
const char *chart_passwords_create(Ctx *ctx, const Chart *chart, const char *confidential_json);

/** Complete answers that nobody gave, so that the chart can be looked at: defaults, first options,
 * examples. */
const char *chart_values_example(Ctx *ctx, const Chart *chart, const char *answers_json);

/**
 * From values to answers, the other way round, for people who write YAML: NULL and faults under
 * "values.PATH" if there is anything that the form does not have, or that is confidential.
 */
const char *chart_answers_of_values(Ctx *ctx, const Chart *chart, const char *values_json);

/** Every text of confidential answers, to be hidden from what people see. */
TextList chart_secrets(Arena *arena, const char *confidential_json);

/**
 * After helm refused the values by the chart's schema (INVALID chart_not_rendered): notes a fault
 * for each field that its sentence names and returns INVALID invalid_body; else the error as it is.
 */
Error chart_schema_faults(Ctx *ctx, const Chart *chart, Error error);

/** The confidential answers: those given (a JSON object by path), else what the values of a release
 * have at their places. */
const char *chart_secrets_find(
    Arena *arena, const Chart *chart, const char *values_json, const char *given_json);

/** The text without any of the confidential answers (a JSON object by path; NULL: none). */
const char *chart_secrets_hide(Arena *arena, const char *text, const char *confidential_json);
