// chart.h — the Helm chart of a revision of a Kubernetes product, and the form by which customers
// fill in its values.
//
// A chart is pending until it was fetched, linted and rendered once (services/kubernetes does it);
// then it is ready, or refused with a reason. A revision cannot become active before its chart is
// ready. The bytes are kept as a file, pinned by their digest.
#pragma once

#include "archive/archive.h"
#include "base/ctx.h"
#include "shape/shape.h"

/** How big a chart may be: 10 MB packed, 100 MB and 2,000 files unpacked. */
extern const ArchiveLimits chart_limits;

typedef enum ChartState { CHART_PENDING, CHART_READY, CHART_REFUSED } ChartState;
extern const char *const chart_state_names[];

/** Where a chart comes from: an HTTP repository, an OCI registry, or an upload. */
typedef struct ChartSource {
    const char *repository; // http(s): of an index.yaml, or of the .tgz itself
    const char *name;       // in the repository
    const char *oci;        // oci://registry/path
    const char *version;
    Digest digest; // of an upload
} ChartSource;

extern const Shape chart_source_shape;

typedef enum FormFieldKind { FORM_TEXT, FORM_OPTION, FORM_TOGGLE } FormFieldKind;
extern const char *const form_field_kind_names[];

/** What of the live cluster fills the pick list. */
typedef enum FormSource {
    FORM_SOURCE_NONE,
    FORM_SOURCE_STORAGE_CLASS,
    FORM_SOURCE_INGRESS_CLASS,
    FORM_SOURCE_SECRET,
} FormSource;
extern const char *const form_source_names[];

typedef struct FormOption {
    const char *value;
    Texts label;
} FormOption;

/** One value that the customer gives. */
typedef struct FormField {
    const char *path; // key_path.h
    Texts label;
    FormFieldKind kind;
    bool required, confidential;
    const char *pattern; // PCRE2, of the whole text
    Texts pattern_message;
    bool hidden;    // not shown: its default is always used
    bool multiple;  // a list of such values
    RawJson preset; // "default" outside of C
    Texts hint, tooltip;
    LIST_OF(FormOption) options;
    FormSource source;
    bool generate; // a password that is made where none is given
} FormField;

typedef LIST_OF(FormField) FormFieldList;

extern const Shape form_field_shape;

/** The customer's own licence, put into a secret before the chart is installed. */
typedef struct ChartLicence {
    const char *secret_name, *file_name;
    const char *shop_url; // where one buys it; NULL: nowhere
} ChartLicence;

extern const Shape chart_licence_shape;

typedef struct ChartVolume {
    const char *name;
    int64_t gib;
    const char *storage_class; // NULL: the cluster's default
    int64_t count;             // replicas that have one each
} ChartVolume;

typedef LIST_OF(ChartVolume) ChartVolumeList;

extern const Shape chart_volume_shape;

typedef struct KindCount {
    const char *api_version, *kind;
    int64_t count;
} KindCount;

typedef LIST_OF(KindCount) KindCountList;

/** What a rendered chart has in it. Objects are "Kind/name". */
typedef struct ChartInspection {
    TextList images;
    KindCountList kinds;
    TextList cluster_scoped; // outside of any namespace
    TextList other_namespaces;
    TextList privileged;  // containers, with what they ask for
    TextList host_access; // host network, ports, paths …
    TextList hooks;
    TextList webhooks;
    int64_t cpu_milli, memory_mib; // of all requests, all replicas
    ChartVolumeList volumes;
    int64_t load_balancers;
    TextList without_requests; // containers that say nothing of what they need
} ChartInspection;

extern const Shape chart_inspection_shape;

typedef struct Chart {
    Id id; // chr_…
    Id revision_id;
    ChartSource source;
    ChartState state;
    const char *problem; // of a refused one, or of the last try; NULL: none
    Digest digest;       // of the .tgz
    const char *chart_name, *chart_version, *app_version;
    const char *kube_version; // what its Chart.yaml asks for: ">= 1.25"
    const char *minimum_kubernetes_version;
    FormFieldList form;
    ChartLicence *licence; // NULL: none is needed
    RawJson defaults;      // values.yaml, as JSON
    RawJson schema;        // values.schema.json; NULL: none
    ChartInspection *inspection;
    const char *manifest; // as it was rendered with its defaults, without secrets
    Time created_at, taken_in_at;
    Time replaced_at; // by another one of its revision; TIME_NONE: it is the revision's
} Chart;

typedef LIST_OF(Chart) ChartList;

extern const Shape chart_shape;              // the row
extern const Shape chart_review_shape;       // ChartReview of the API: for the operator
extern const Shape product_kubernetes_shape; // Product.kubernetes of the API

/** NOT_FOUND  there is none */
Error chart_get(Ctx *ctx, Id id, Chart *ret_chart);
Error chart_of_revision(Ctx *ctx, Id revision_id, Chart *ret_chart);

/** Whether the revision has one, ready or not. */
Error chart_is_there(Ctx *ctx, Id revision_id, bool *ret_is_there);

/** Of the active revisions of all published products, without defaults, schema and manifest. */
Error chart_list_published(Ctx *ctx, ChartList *ret_charts);

/** Of the revision's chart; one without a chart is ready. */
Error chart_state(Ctx *ctx, Id revision_id, ChartState *ret_state);

/**
 * Writes the revision's chart; fills in id and state. It is ready at once if the product has a
 * chart of the same source that is; else a job take_in_chart fetches it.
 */
Error chart_create(Ctx *ctx, Id product_id, Chart *chart);
/** Makes room for another one of a draft; none is fine. It stays for those who tested it. */
Error chart_replace(Ctx *ctx, Id revision_id);

/**
 * The only writer of a state: a pending chart becomes ready or refused, a refused one pending
 * again. Writes all that was found, emits chart.ready or chart.refused to the seller, and activates
 * a revision that waited for it.
 * CONFLICT  wrong_state
 */
Error chart_move(Ctx *ctx, Chart *chart, ChartState state);

/** Tries again to take in a chart that was refused, or is pending for long.
 * CONFLICT  wrong_state: it is ready */
Error chart_begin(Ctx *ctx, Chart *chart);
