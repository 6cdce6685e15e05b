#include "catalog/chart.h"
#include "sentences/sentence.h"

const ArchiveLimits chart_limits = {
    .max_packed = 10 << 20, .max_size = 100 << 20, .max_entries = 2000};

const char *const chart_state_names[] = {"pending", "ready", "refused", NULL};
const char *const form_field_kind_names[] = {"text", "option", "toggle", NULL};
const char *const form_source_names[] = {"", "storage_class", "ingress_class", "secret", NULL};

#define HTTP     "https?://[^\\s]+"
#define DNS_NAME "[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?"

SHAPE(chart_source_shape, ChartSource, FIELD(ChartSource, repository), FIELD(ChartSource, name),
    FIELD(ChartSource, oci), FIELD(ChartSource, version), FIELD(ChartSource, digest));

static SHAPE(form_option_shape, FormOption,
    FIELD(FormOption, value, .required = true, .min = 1, .max = 200),
    FIELD(FormOption, label, .max = 200));

SHAPE(form_field_shape, FormField,
    FIELD(FormField, path, .required = true, .max = 250,
        .about = "Where the value stands in the chart's values: global.storageClass"),
    FIELD(FormField, label, .required = true, .max = 120),
    FIELD_ENUM(FormField, kind, form_field_kind_names), FIELD(FormField, required),
    FIELD(FormField, confidential, .about = "Given, never shown again."),
    FIELD(FormField, pattern, .max = 500, .about = "A regular expression for the whole text."),
    FIELD(FormField, pattern_message, .max = 300),
    FIELD(FormField, hidden, .about = "Not shown; the default is always used."),
    FIELD(FormField, multiple, .about = "A list of such values."),
    {.name = "default",
        .kind = FIELD_KIND_RAW,
        .offset = offsetof(FormField, preset),
        .about = "A text, number, true or false, or a list of them."},
    FIELD(FormField, hint, .max = 500), FIELD(FormField, tooltip, .max = 1000),
    FIELD_LIST(FormField, options, form_option_shape, .max = 100),
    FIELD_ENUM(FormField, source, form_source_names),
    FIELD(FormField, generate, .about = "A password is made where none is given."));

SHAPE(chart_licence_shape, ChartLicence,
    FIELD(ChartLicence, secret_name, .required = true, .pattern = DNS_NAME),
    FIELD(ChartLicence, file_name, .required = true, .max = 253, .pattern = "[-._a-zA-Z0-9]+"),
    FIELD(ChartLicence, shop_url, .max = 500, .pattern = HTTP,
        .about =
            "The configuration's id stands for {reference}, else as a parameter of that name."));

SHAPE(chart_volume_shape, ChartVolume, FIELD(ChartVolume, name, .required = true),
    FIELD(ChartVolume, gib), FIELD(ChartVolume, storage_class, .about = "null: the default one"),
    FIELD(ChartVolume, count));

static SHAPE(kind_count_shape, KindCount, FIELD(KindCount, api_version, .required = true),
    FIELD(KindCount, kind, .required = true), FIELD(KindCount, count));

SHAPE(chart_inspection_shape, ChartInspection, FIELD(ChartInspection, images),
    FIELD_LIST(ChartInspection, kinds, kind_count_shape),
    FIELD(ChartInspection, cluster_scoped, .about = "Objects outside of any namespace."),
    FIELD(ChartInspection, other_namespaces),
    FIELD(ChartInspection, privileged, .tell = sentence_text_in),
    FIELD(ChartInspection, host_access, .tell = sentence_text_in), FIELD(ChartInspection, hooks),
    FIELD(ChartInspection, webhooks), FIELD(ChartInspection, cpu_milli),
    FIELD(ChartInspection, memory_mib), FIELD_LIST(ChartInspection, volumes, chart_volume_shape),
    FIELD(ChartInspection, load_balancers), FIELD(ChartInspection, without_requests));

#define FORM_FIELDS                                                                                \
    FIELD_LIST(Chart, form, form_field_shape), FIELD_OPTION(Chart, licence, chart_licence_shape),  \
        FIELD(Chart, chart_name), FIELD(Chart, chart_version), FIELD(Chart, app_version),          \
        FIELD(Chart, minimum_kubernetes_version), FIELD(Chart, kube_version)

#define REVIEW_FIELDS                                                                              \
    FIELD(Chart, id, .required = true), FIELD(Chart, revision_id, .required = true),               \
        FIELD_ENUM(Chart, state, chart_state_names),                                               \
        FIELD_OBJECT(Chart, source, chart_source_shape),                                           \
        FIELD(Chart, problem, .tell = sentence_text_in), FIELD(Chart, digest), FORM_FIELDS,        \
        FIELD(Chart, defaults), FIELD_OPTION(Chart, inspection, chart_inspection_shape),           \
        FIELD(Chart, manifest, .about = "As rendered with its defaults."),                         \
        FIELD(Chart, created_at), FIELD(Chart, taken_in_at)

SHAPE(chart_shape, Chart, REVIEW_FIELDS, FIELD(Chart, schema, .hidden = true),
    FIELD(Chart, replaced_at, .hidden = true));

SHAPE_NAMED(chart_review_shape, Chart, "ChartReview", REVIEW_FIELDS);

SHAPE_NAMED(product_kubernetes_shape, Chart, "ProductKubernetes", FORM_FIELDS,
    FIELD_OPTION(Chart, inspection, chart_inspection_shape));
