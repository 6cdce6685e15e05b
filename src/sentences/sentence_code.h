// sentence_code.h — everything that is kept as a sentence. This is the one list of them: the name
// is the code for programs, the texts are in sentence_texts_*.c.
#pragma once

// clang-format off
#define SENTENCES(_)                                                                               \
    /* what a preflight finds: with a cure */                                                      \
    _(INVALID_ANSWER, "invalid_answer")                     /* {words} */                          \
    _(CHART_NOT_READY, "chart_not_ready")                                                          \
    _(CHART_NOT_RENDERED, "chart_not_rendered")             /* {words} */                          \
    _(KUBERNETES_VERSION, "kubernetes_version")             /* {wanted} {version} */               \
    _(CLUSTER_NOT_READY, "cluster_not_ready")               /* {cluster} {problem} */              \
    _(CLUSTER_UNREACHABLE, "cluster_unreachable")           /* {problem} */                        \
    _(UNKNOWN_KIND, "unknown_kind")                         /* {kind} */                           \
    _(KIND_NOT_SERVED, "kind_not_served")                   /* {kind} */                           \
    _(KIND_NOT_CHECKED, "kind_not_checked")                 /* {kind} */                           \
    _(NOT_CHECKED, "not_checked")                           /* {resource} */                       \
    _(NO_PERMISSION, "no_permission")                       /* {verbs} {resource} {namespace} */   \
    _(QUOTA_EXCEEDED, "quota_exceeded")                     /* {quota} {resource} */               \
    _(QUOTA_NEEDS_REQUESTS, "quota_needs_requests")         /* {quota} */                          \
    _(NOT_ENOUGH_CPU, "not_enough_cpu")                     /* {needed} {free} {total} */          \
    _(NOT_ENOUGH_MEMORY, "not_enough_memory")               /* {needed} {free} {total} */          \
    _(NO_REQUESTS, "no_requests")                           /* {count} */                          \
    _(STORAGE_CLASS_MISSING, "storage_class_missing")       /* {class} */                          \
    _(NO_DEFAULT_STORAGE_CLASS, "no_default_storage_class")                                        \
    _(INGRESS_CLASS_MISSING, "ingress_class_missing")       /* {class} */                          \
    _(NO_INGRESS_CLASS, "no_ingress_class")                                                        \
    _(RELEASE_EXISTS, "release_exists")                     /* {release} {namespace} */            \
    _(NAME_TAKEN, "name_taken")                             /* {object} */                         \
    _(CLUSTER_SCOPED, "cluster_scoped")                     /* {object} */                         \
    _(OTHER_NAMESPACE, "other_namespace")                   /* {object} {namespace} */             \
    _(PRIVILEGED, "privileged")                             /* {object} {what} */                  \
    _(HOST_ACCESS, "host_access")                           /* {object} {what} */                  \
    _(POD_SECURITY, "pod_security")                         /* {level} {object} {what} */          \
    /* what a pod or container does: parts of sentences */                                         \
    _(HOST_PATH, "host_path")                               /* {path} */                           \
    _(VOLUME_TYPE, "volume_type")                           /* {type} */                           \
    _(HOST_NETWORK, "host_network")                                                                \
    _(HOST_PROCESSES, "host_processes")                                                            \
    _(HOST_MEMORY, "host_memory")                                                                  \
    _(KERNEL_SETTINGS, "kernel_settings")                                                          \
    _(PRIVILEGED_CONTAINER, "privileged_container")         /* {container} */                      \
    _(WHOLE_PROC, "whole_proc")                             /* {container} */                      \
    _(MAY_GAIN_PRIVILEGES, "may_gain_privileges")           /* {container} */                      \
    _(CAPABILITY, "capability")                             /* {container} {capability} */         \
    _(KEEPS_CAPABILITIES, "keeps_capabilities")             /* {container} */                      \
    _(HOST_PORT, "host_port")                               /* {container} {port} */               \
    _(RUNS_AS_ROOT, "runs_as_root")                         /* {container} */                      \
    _(MAY_RUN_AS_ROOT, "may_run_as_root")                   /* {container} */                      \
    _(SECCOMP_OFF, "seccomp_off")                           /* {container} */                      \
    _(SECCOMP_UNSET, "seccomp_unset")                       /* {container} */                      \
    /* why something does not run */                                                               \
    _(IMAGE_NOT_PULLED, "image_not_pulled")                 /* {image} {words} */                  \
    _(CONTAINER_NOT_STARTED, "container_not_started")       /* {container} {pod} {words} */        \
    _(OUT_OF_MEMORY, "out_of_memory")                       /* {container} {pod} */                \
    _(CONTAINER_CRASHES, "container_crashes")               /* {container} {pod} {exit_code} */    \
    _(CONTAINER_FAILED, "container_failed")                 /* {container} {pod} {exit_code} */    \
    _(NO_NODE, "no_node")                                   /* {object} {words} */                 \
    _(QUOTA_REFUSES, "quota_refuses")                       /* {object} {words} */                 \
    _(POD_SECURITY_REFUSES, "pod_security_refuses")         /* {object} {words} */                 \
    _(VOLUME_NOT_MADE, "volume_not_made")                   /* {object} {words} */                 \
    _(IMAGE_OF_NOT_PULLED, "image_of_not_pulled")           /* {object} {words} */                 \
    _(VOLUME_NOT_MOUNTED, "volume_not_mounted")             /* {object} {words} */                 \
    _(VOLUME_NOT_ATTACHED, "volume_not_attached")           /* {object} {words} */                 \
    _(JOB_FAILED, "job_failed")                             /* {object} {words} */                 \
    _(OBJECT_CRASHES, "object_crashes")                     /* {object} {words} */                 \
    _(PODS_NOT_MADE, "pods_not_made")                       /* {object} {words} */                 \
    _(NOT_READY, "not_ready")                               /* {object} */                         \
    _(RELEASE_GONE, "release_gone")                         /* {release} {namespace} */            \
    _(CHANGED_OUTSIDE, "changed_outside")                   /* {revision} {ours} */                \
    /* why a change of a workload failed */                                                        \
    _(STOPPED, "stopped")                                   /* {person} */                         \
    _(INVALID_BODY, "invalid_body")                         /* {words} */                          \
    _(NOT_REPAIRED, "not_repaired")                         /* {problem} */                        \
    _(SECRET_EXISTS, "secret_exists")                       /* {secret} {namespace} */             \
    _(HELM_FAILED, "helm_failed")                           /* {words} */                          \
    _(HELM_STOPPED, "helm_stopped")                                                                \
    _(HELM_TIMED_OUT, "helm_timed_out")                                                            \
    _(HELM_KILLED, "helm_killed")                                                                  \
    _(BAD_RELEASE, "bad_release")                                                                  \
    /* what is wrong with a cluster */                                                             \
    _(KUBE_LIMITED, "kube_limited")                         /* {words} */                          \
    _(KUBE_UNAUTHORIZED, "kube_unauthorized")               /* {words} */                          \
    _(KUBE_FORBIDDEN, "kube_forbidden")                     /* {words} */                          \
    _(KUBE_NOT_FOUND, "kube_not_found")                     /* {words} */                          \
    _(KUBE_CONFLICT, "kube_conflict")                       /* {words} */                          \
    _(KUBE_INVALID, "kube_invalid")                         /* {words} */                          \
    _(KUBE_FAILED, "kube_failed")                           /* {status} {words} */                 \
    _(NO_KUBERNETES, "no_kubernetes")                       /* {type} */                           \
    _(TOO_MANY_OBJECTS, "too_many_objects")                 /* {path} */                           \
    _(NO_TOKEN, "no_token")                                                                        \
    _(NO_RIGHTS, "no_rights")                                                                      \
    _(NO_CREDENTIAL, "no_credential")                                                              \
    _(NAMESPACE_NOT_READY, "namespace_not_ready")           /* {cluster} {namespace} */            \
    _(CLUSTER_NOT_SEEN, "cluster_not_seen")                 /* {problem} */                        \
    _(NO_SIGHT, "no_sight")                                                                        \
    _(NAMESPACE_REFUSED, "namespace_refused")               /* {problem} */                        \
    _(ACCOUNTS_LEFT, "accounts_left")                       /* {account} {problem} */              \
    /* what is wrong with a cloud */                                                               \
    _(CLOUD_REFUSED, "cloud_refused")                       /* {words} */                          \
    _(CLOUD_PASSWORD_EXPIRED, "cloud_password_expired")                                            \
    _(CLOUD_PASSWORD_NOT_TAKEN, "cloud_password_not_taken") /* {words} */                          \
    _(CLOUD_PASSWORD_UNKNOWN, "cloud_password_unknown")                                            \
    _(CLOUD_ROLE_MISSING, "cloud_role_missing")             /* {role} {domain} */                  \
    _(CLOUD_NO_ROLE, "cloud_no_role")                       /* {role} */                           \
    _(CLOUD_NAME_TAKEN, "cloud_name_taken")                 /* {name} */                           \
    _(CLOUD_DOMAIN_TAKEN, "cloud_domain_taken")                                                    \
    _(CLOUD_NOT_ADMINISTRATOR, "cloud_not_administrator")   /* {role} {domain} */                  \
    _(CLOUD_LINK_UNSET, "cloud_link_unset")                                                        \
    _(CLOUD_FORBIDDEN, "cloud_forbidden")                   /* {words} */                          \
    _(CLOUD_NOT_FOUND, "cloud_not_found")                   /* {words} */                          \
    _(CLOUD_FAILED, "cloud_failed")                         /* {status} {words} */                 \
    _(NO_CLOUD, "no_cloud")                                 /* {url} */                            \
    _(NO_CLOUD_CLUSTER, "no_cloud_cluster")                                                        \
    _(NO_CLUSTER_SERVICE, "no_cluster_service")             /* {region} */                         \
    _(INSECURE_TLS, "insecure_tls")                                                                \
    /* why an identity provider vouches for nobody */                                              \
    _(OPENID_NONE, "openid_none")                           /* {url} */                            \
    _(OPENID_OTHER_ISSUER, "openid_other_issuer")           /* {issuer} */                         \
    _(OPENID_NO_ENDPOINT, "openid_no_endpoint")             /* {name} */                           \
    _(OPENID_NO_KEYS, "openid_no_keys")                     /* {url} */                            \
    _(OPENID_CODE_REFUSED, "openid_code_refused")           /* {words} */                          \
    _(OPENID_TOKEN_REFUSED, "openid_token_refused")         /* {reason} */                         \
    _(OPENID_DECLINED, "openid_declined")                   /* {words} */                          \
    _(OPENID_MIXED_UP, "openid_mixed_up")                                                          \
    _(OPENID_NOT_ANEW, "openid_not_anew")                                                          \
    /* what is wrong with an address, an archive or a chart: in English, led in by the language */ \
    _(ADDRESS_REFUSED, "address_refused")                                                          \
    _(UNREACHABLE, "unreachable")                           /* {words} */                          \
    _(TIMED_OUT, "timed_out")                               /* {words} */                          \
    _(BAD_CERTIFICATE, "bad_certificate")                   /* {words} */                          \
    _(TOO_BIG, "too_big")                                   /* {words} */                          \
    _(BAD_ARCHIVE, "bad_archive")                           /* {words} */                          \
    _(BAD_CHART, "bad_chart")                               /* {words} */                          \
    _(CHART_NOT_FOUND, "chart_not_found")                   /* {words} */                          \
    _(CHART_DIFFERS, "chart_differs")                       /* {words} */                          \
    _(CHART_NOT_SOUND, "chart_not_sound")                   /* {words} */                          \
    _(FETCH_FAILED, "fetch_failed")                         /* {words} */                          \
    _(OTHER, "other")                                       /* {words} */                          \
    /* why a seller cannot test a revision */                                                      \
    _(NO_CHART, "no_chart")                                                                        \
    _(CHART_PENDING, "chart_pending")                       /* {problem} */                        \
    _(CHART_REFUSED, "chart_refused")                       /* {problem} */                        \
    _(NO_CLUSTER, "no_cluster")                                                                    \
    _(NO_READY_CLUSTER, "no_ready_cluster")                                                        \
    /* what a verdict about a revision finds */                                                    \
    _(LANGUAGES_MISSING, "languages_missing")               /* {languages} */                      \
    _(TEXTS_COMPLETE, "texts_complete")                                                            \
    _(LINK_REFUSED, "link_refused")                         /* {url} */                            \
    _(LINK_UNREACHABLE, "link_unreachable")                 /* {url} {problem} */                  \
    _(LINK_GONE, "link_gone")                               /* {url} {status} */                   \
    _(LINKS_ALIVE, "links_alive")                           /* {count} */                          \
    _(DOCUMENT_UNREADABLE, "document_unreadable")           /* {title} */                          \
    _(DOCUMENT_ENCRYPTED, "document_encrypted")             /* {title} */                          \
    _(DOCUMENT_ACTIVE, "document_active")                   /* {title} */                          \
    _(DOCUMENT_SHORT, "document_short")                     /* {title} */                          \
    _(EULA_MISSING, "eula_missing")                                                                \
    _(DOCUMENTS_READABLE, "documents_readable")             /* {count} */                          \
    _(IMAGES_NOT_PINNED, "images_not_pinned")               /* {images} */                         \
    _(CHART_CLUSTER_SCOPED, "chart_cluster_scoped")         /* {objects} */                        \
    _(CHART_OTHER_NAMESPACES, "chart_other_namespaces")     /* {objects} */                        \
    _(CHART_POWERS, "chart_powers")                         /* {count} */                          \
    _(CHART_RENDERS, "chart_renders")                       /* {chart} {version} */                \
    _(UPSTREAM_MISSING, "upstream_missing")                 /* {model} */                          \
    _(UPSTREAM_UNREACHABLE, "upstream_unreachable")         /* {model} {problem} */                \
    _(UPSTREAM_FAILS, "upstream_fails")                     /* {model} {status} */                 \
    _(UPSTREAM_NO_API, "upstream_no_api")                   /* {model} */                          \
    _(UPSTREAMS_ANSWER, "upstreams_answer")                 /* {count} */                          \
    _(UPSTREAMS_NOT_CALLED, "upstreams_not_called")         /* {count} */                          \
    _(PRICE_JUMP, "price_jump")                             /* {what} {before} {after} */          \
    _(PRICE_ZERO, "price_zero")                             /* {what} */                           \
    _(PRICE_MISSING, "price_missing")                       /* {plan} */                           \
    _(PLANS_MISSING, "plans_missing")                                                              \
    _(PRICES_SANE, "prices_sane")                                                                  \
    _(LICENCE_UNKNOWN, "licence_unknown")                   /* {software} {licence} */             \
    _(SOFTWARE_MISSING, "software_missing")                                                        \
    _(LICENCES_KNOWN, "licences_known")                     /* {count} */                          \
    _(CHECK_FAILED, "check_failed")                                                                \
    /* why a test call says nothing */                                                             \
    _(TEST_CALL_CUT_OFF, "test_call_cut_off")                                                      \
    _(TEST_CALL_OUTDATED, "test_call_outdated")                                                    \
    /* what the cost of the infrastructure leaves out */                                           \
    _(NO_PRICE_CPU, "no_price_cpu")                                                                \
    _(NO_PRICE_MEMORY, "no_price_memory")                                                          \
    _(NO_PRICE_DISK, "no_price_disk")                                                              \
    _(NO_PRICE_LOAD_BALANCER, "no_price_load_balancer")                                            \
    _(NO_PRICE_CLASS, "no_price_class")                     /* {class} */                          \
    _(COST_TOO_HIGH, "cost_too_high")                                                              \
    _(COST_NOT_KNOWN, "cost_not_known")                     /* {object} */

#define SENTENCE_ENUM(code, name) SENTENCE_##code,
typedef enum SentenceCode { SENTENCES(SENTENCE_ENUM) SENTENCE_CODES } SentenceCode;
// clang-format on

extern const char *const sentence_code_names[]; // ended by NULL
