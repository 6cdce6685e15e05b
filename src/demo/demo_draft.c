#include "demo_draft.h"

#include "catalog/draft.h"

#define DOCUMENT                                                                                   \
    "{\"category\":\"ai-applications\",\"version\":\"0.9\",\"data_location\":\"Germany\","         \
    "\"short_description\":{\"en\":\"Sea charts that answer questions: when a ship can leave.\","  \
    "\"de\":\"Seekarten, die Fragen beantworten: wann ein Schiff auslaufen kann.\"},"              \
    "\"description\":{\"en\":\"Almanac Soundings knows the depths of **forty harbours** and the "  \
    "draught of your ships.\\n\\n- asks for nothing but the name of the ship\\n- warns a day "     \
    "before\"},"                                                                                   \
    "\"features\":[{\"en\":\"Forty harbours\",\"de\":\"Vierzig Häfen\"}],"                        \
    "\"plans\":[{\"code\":\"harbour\",\"name\":\"Harbour\",\"prices\":[{\"kind\":\"recurring\","   \
    "\"period\":\"month\",\"amount\":\"49.90\",\"meter\":\"seat\"}]}]}"

Error demo_draft_write(Ctx *ctx)
{
    Draft draft;
    NewDraft wanted = {
        .name = "Almanac Soundings", .service_type = "managed", .licence_type = "subscription"};
    TRY(draft_create(ctx, &wanted, &draft));
    DraftChange said = {.name = draft.name, .document = {DOCUMENT}};
    return draft_change(ctx, &said, &draft);
}
