#include "mail_texts.h"

#include "base/text.h"

const char *const mail_kind_names[] = {
    "password_set",
    "password_reset",
    "account_exists",
    "password_changed",
    "profile_submitted",
    "profile_approved",
    "profile_rejected",
    "seller_application_submitted",
    "seller_application_approved",
    "seller_application_rejected",
    "order_completed",
    "subscription_cancelled",
    "deployment_failed",
    "workload_degraded",
    "request_placed",
    "request_seen",
    "request_message",
    "request_won",
    "request_lost",
    "request_withdrawn",
    "lead_placed",
    "lead_message",
    "lead_withdrawn",
    "lead_assigned",
    NULL,
};

const MailTexts *mail_texts_in(const char *language)
{
    static const MailTexts *const all[] = {
        &mail_texts_en, &mail_texts_de, &mail_texts_fr, &mail_texts_cs};
    for (size_t i = 0; i < COUNT_OF(all); i++)
        if (text_same(all[i]->language, language))
            return all[i];
    return &mail_texts_en;
}
