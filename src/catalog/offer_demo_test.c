// The demo offers in the repository follow the format as it is now.
#include "offer.h"

#include "testing/world_offer.h"

#include <glob.h>
#include <string.h>

SCENARIO("every demo offer can be applied, in the order of their names")
{
    glob_t files = {0};
    EXPECT_INT(glob("offers/demo/*/*.yaml", 0, NULL, &files), 0);
    EXPECT(files.gl_pathc > 0);
    for (size_t i = 0; i < files.gl_pathc; i++) {
        Blob bytes;
        OfferResult result;
        world->ctx.actor = (Actor){.is_system = true};
        world_must(world, offer_file_read(&world->ctx, files.gl_pathv[i], &bytes));
        // What a seller submits may need a decision.
        bool is_submitted = strstr(files.gl_pathv[i], ".submitted.") != NULL;
        world_must(world, is_submitted ? offer_write_draft(&world->ctx, bytes, &result)
                                       : offer_apply(&world->ctx, bytes, (TextList){0}, &result));
        // With a chart it waits until that was taken in.
        bool has_chart = memmem(bytes.bytes, bytes.length, "\"kubernetes\":", 13);
        EXPECT_TEXT(result.state, is_submitted ? "draft" : has_chart ? "approved" : "active");
    }
    globfree(&files);
    // "{{host}}" would leave its outer braces to the customer.
    EXPECT_INT(
        world_count(world, "SELECT count(*) FROM revision WHERE CAST(guides AS TEXT) LIKE '%{{%'"),
        0);
}
