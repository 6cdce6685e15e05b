#include "office.h"

#include "base/text.h"
#include "test/test.h"

#include <string.h>

#define OPEN_XML      "application/vnd.openxmlformats-officedocument."
#define OPEN_DOCUMENT "application/vnd.oasis.opendocument."

// Small documents as office programs lay them out, in base64.
static const struct {
    const char *name, *media_type, *problem, *base64;
} documents[] = {
    {"docx", OPEN_XML "wordprocessingml.document", NULL,
        "UEsDBBQAAAAIAAAAIQDHHBc8CgAAAAgAAAATAAAAW0NvbnRlbnRfVHlwZXNdLnhtbLMJqSxILda3AwBQ"
        "SwMEFAAAAAgAAAAhABbDehkGAAAABAAAABEAAAB3b3JkL2RvY3VtZW50LnhtbLMp17cDAFBLAQIUAxQA"
        "AAAIAAAAIQDHHBc8CgAAAAgAAAATAAAAAAAAAAAAAACAAQAAAABbQ29udGVudF9UeXBlc10ueG1sUEsB"
        "AhQDFAAAAAgAAAAhABbDehkGAAAABAAAABEAAAAAAAAAAAAAAIABOwAAAHdvcmQvZG9jdW1lbnQueG1s"
        "UEsFBgAAAAACAAIAgAAAAHAAAAAAAA=="},
    {"xlsx", OPEN_XML "spreadsheetml.sheet", NULL,
        "UEsDBBQAAAAIAAAAIQCvO3EjBgAAAAQAAAATAAAAW0NvbnRlbnRfVHlwZXNdLnhtbLMJ0bcDAFBLAwQU"
        "AAAACAAAACEAFsN6GQYAAAAEAAAADwAAAHhsL3dvcmtib29rLnhtbLMp17cDAFBLAQIUAxQAAAAIAAAA"
        "IQCvO3EjBgAAAAQAAAATAAAAAAAAAAAAAACAAQAAAABbQ29udGVudF9UeXBlc10ueG1sUEsBAhQDFAAA"
        "AAgAAAAhABbDehkGAAAABAAAAA8AAAAAAAAAAAAAAIABNwAAAHhsL3dvcmtib29rLnhtbFBLBQYAAAAA"
        "AgACAH4AAABqAAAAAAA="},
    {"pptx", OPEN_XML "presentationml.presentation", NULL,
        "UEsDBBQAAAAIAAAAIQCvO3EjBgAAAAQAAAATAAAAW0NvbnRlbnRfVHlwZXNdLnhtbLMJ0bcDAFBLAwQU"
        "AAAACAAAACEAFsN6GQYAAAAEAAAAFAAAAHBwdC9wcmVzZW50YXRpb24ueG1ssynXtwMAUEsBAhQDFAAA"
        "AAgAAAAhAK87cSMGAAAABAAAABMAAAAAAAAAAAAAAIABAAAAAFtDb250ZW50X1R5cGVzXS54bWxQSwEC"
        "FAMUAAAACAAAACEAFsN6GQYAAAAEAAAAFAAAAAAAAAAAAAAAgAE3AAAAcHB0L3ByZXNlbnRhdGlvbi54"
        "bWxQSwUGAAAAAAIAAgCDAAAAbwAAAAAA"},
    {"odt", OPEN_DOCUMENT "text", NULL,
        "UEsDBBQAAAAAAAAAIQBexjIMJwAAACcAAAAIAAAAbWltZXR5cGVhcHBsaWNhdGlvbi92bmQub2FzaXMu"
        "b3BlbmRvY3VtZW50LnRleHRQSwMEFAAAAAgAAAAhAN4xTwsGAAAABAAAAAsAAABjb250ZW50LnhtbLPJ"
        "17cDAFBLAQIUAxQAAAAAAAAAIQBexjIMJwAAACcAAAAIAAAAAAAAAAAAAACAAQAAAABtaW1ldHlwZVBL"
        "AQIUAxQAAAAIAAAAIQDeMU8LBgAAAAQAAAALAAAAAAAAAAAAAACAAU0AAABjb250ZW50LnhtbFBLBQYA"
        "AAAAAgACAG8AAAB8AAAAAAA="},
    {"ods", OPEN_DOCUMENT "spreadsheet", NULL,
        "UEsDBBQAAAAAAAAAIQCFbDmKLgAAAC4AAAAIAAAAbWltZXR5cGVhcHBsaWNhdGlvbi92bmQub2FzaXMu"
        "b3BlbmRvY3VtZW50LnNwcmVhZHNoZWV0UEsDBBQAAAAIAAAAIQDeMU8LBgAAAAQAAAALAAAAY29udGVu"
        "dC54bWyzyde3AwBQSwECFAMUAAAAAAAAACEAhWw5ii4AAAAuAAAACAAAAAAAAAAAAAAAgAEAAAAAbWlt"
        "ZXR5cGVQSwECFAMUAAAACAAAACEA3jFPCwYAAAAEAAAACwAAAAAAAAAAAAAAgAFUAAAAY29udGVudC54"
        "bWxQSwUGAAAAAAIAAgBvAAAAgwAAAAAA"},
    {"docm", NULL, "macros",
        "UEsDBBQAAAAIAAAAIQCvO3EjBgAAAAQAAAATAAAAW0NvbnRlbnRfVHlwZXNdLnhtbLMJ0bcDAFBLAwQU"
        "AAAACAAAACEAFsN6GQYAAAAEAAAAEQAAAHdvcmQvZG9jdW1lbnQueG1ssynXtwMAUEsDBBQAAAAIAAAA"
        "IQCDFtyMAwAAAAEAAAATAAAAd29yZC9WYmFQcm9qZWN0LmJpbqsAAFBLAQIUAxQAAAAIAAAAIQCvO3Ej"
        "BgAAAAQAAAATAAAAAAAAAAAAAACAAQAAAABbQ29udGVudF9UeXBlc10ueG1sUEsBAhQDFAAAAAgAAAAh"
        "ABbDehkGAAAABAAAABEAAAAAAAAAAAAAAIABNwAAAHdvcmQvZG9jdW1lbnQueG1sUEsBAhQDFAAAAAgA"
        "AAAhAIMW3IwDAAAAAQAAABMAAAAAAAAAAAAAAIABbAAAAHdvcmQvVmJhUHJvamVjdC5iaW5QSwUGAAAA"
        "AAMAAwDBAAAAoAAAAAAA"},
    {"odt with macros", NULL, "macros",
        "UEsDBBQAAAAAAAAAIQBexjIMJwAAACcAAAAIAAAAbWltZXR5cGVhcHBsaWNhdGlvbi92bmQub2FzaXMu"
        "b3BlbmRvY3VtZW50LnRleHRQSwMEFAAAAAgAAAAhAN4xTwsGAAAABAAAAAsAAABjb250ZW50LnhtbLPJ"
        "17cDAFBLAwQUAAAACAAAACEAgxbcjAMAAAABAAAAGgAAAEJhc2ljL1N0YW5kYXJkL01vZHVsZTEueG1s"
        "qwAAUEsBAhQDFAAAAAAAAAAhAF7GMgwnAAAAJwAAAAgAAAAAAAAAAAAAAIABAAAAAG1pbWV0eXBlUEsB"
        "AhQDFAAAAAgAAAAhAN4xTwsGAAAABAAAAAsAAAAAAAAAAAAAAIABTQAAAGNvbnRlbnQueG1sUEsBAhQD"
        "FAAAAAgAAAAhAIMW3IwDAAAAAQAAABoAAAAAAAAAAAAAAIABfAAAAEJhc2ljL1N0YW5kYXJkL01vZHVs"
        "ZTEueG1sUEsFBgAAAAADAAMAtwAAALcAAAAAAA=="},
    {"a zip archive", NULL, "no docx",
        "UEsDBBQAAAAIAAAAIQBdm7CPBAAAAAIAAAAFAAAAYS5leGXzjQIAUEsBAhQDFAAAAAgAAAAhAF2bsI8E"
        "AAAAAgAAAAUAAAAAAAAAAAAAAIABAAAAAGEuZXhlUEsFBgAAAAABAAEAMwAAACcAAAAAAA=="},
};

static Blob bytes_of(Arena *arena, const char *base64)
{
    Blob bytes = {0};
    EXPECT(base64_read(arena, base64, &bytes));
    return bytes;
}

TEST("a document of an office program is known by what is in it, and has no macros")
{
    Ctx ctx = {.arena = arena_new()};
    for (size_t i = 0; i < COUNT_OF(documents); i++) {
        const char *problem;
        const char *media_type =
            office_media_type(&ctx, bytes_of(ctx.arena, documents[i].base64), &problem);
        test_expect(
            text_same(media_type, documents[i].media_type), __FILE__, __LINE__, documents[i].name);
        if (documents[i].problem)
            EXPECT(strstr(problem, documents[i].problem));
    }
    arena_free(ctx.arena);
}

TEST("a document that is cut is refused")
{
    Ctx ctx = {.arena = arena_new()};
    const char *problem;
    Blob bytes = bytes_of(ctx.arena, documents[0].base64);
    for (size_t length = 5; length < bytes.length; length++)
        EXPECT(!office_media_type(&ctx, (Blob){bytes.bytes, length}, &problem) && problem);
    arena_free(ctx.arena);
}
