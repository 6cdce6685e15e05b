#include "picture.h"

#include "file.h"
#include "test/test.h"

#include <string.h>

#define NS "xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'"

static bool is_safe(const char *svg)
{
    const char *problem;
    return svg_is_safe((Blob){svg, strlen(svg)}, &problem);
}

TEST("a drawing is safe, also with gradients, styles and what editors leave in it")
{
    EXPECT(
        is_safe("<?xml version='1.0'?><!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'x.dtd'>"
                "<svg " NS "><style>.a{fill:url(#g)}</style><defs><linearGradient id='g'/></defs>"
                "<path class='a' d='M0 0'/><use xlink:href='#g'/></svg>"));
    EXPECT(is_safe("<svg " NS " xmlns:i='http://www.inkscape.org/namespaces/inkscape'"
                   " i:version='1'><i:page/><metadata/></svg>"));
    EXPECT(is_safe("<svg " NS "><image href='data:image/png;base64,AAAA'/></svg>"));
    EXPECT(is_safe("<s:svg xmlns:s='http://www.w3.org/2000/svg'><s:rect/></s:svg>"));
}

TEST("whatever runs, loads or links is no drawing")
{
    static const char *const bad[] = {
        "<svg " NS "><script>alert(1)</script></svg>",
        "<x:svg xmlns:x='http://www.w3.org/2000/svg'><x:script/></x:svg>",
        "<svg " NS " onload='alert(1)'/>",
        "<svg " NS "><rect OnClick='x'/></svg>",
        "<svg " NS "><foreignObject/></svg>",
        "<svg " NS "><p xmlns='http://www.w3.org/1999/xhtml'/></svg>",
        "<svg " NS "><a href='#x'/></svg>",
        "<svg " NS "><animate attributeName='href' to='javascript:x'/></svg>",
        "<svg " NS "><set/></svg>",
        "<svg " NS "><image href='https://tracker.test/x.png'/></svg>",
        "<svg " NS "><image href='data:image/svg+xml;base64,AAAA'/></svg>",
        "<svg " NS "><use xlink:href='other.svg#a'/></svg>",
        "<svg " NS "><image href='&#106;avascript:x'/></svg>",
        "<svg " NS "><rect style='fill:url(https://tracker.test)'/></svg>",
        "<svg " NS "><rect fill=\"URL( 'https://tracker.test')\"/></svg>",
        "<svg " NS "><rect style='fill:\\75rl(https://tracker.test)'/></svg>",
        "<svg " NS "><style>@import 'https://tracker.test'</style></svg>",
        "<svg " NS "><style>a{b:u<![CDATA[rl(//x)]]></style></svg>",
        "<svg " NS "><style><g/>@import 'https://tracker.test'</style></svg>",
        "<svg " NS " xml:base='https://tracker.test/'/>",
        "<?xml-stylesheet href='https://tracker.test'?><svg " NS "/>",
        "<!DOCTYPE svg [<!ENTITY a 'x'>]><svg " NS ">&a;</svg>",
        "<svg " NS ">&unknown;</svg>",
        "<svg " NS ">",
        "<svg/>",
        "<html xmlns='http://www.w3.org/1999/xhtml'/>",
        "",
        "text",
    };
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        if (is_safe(bad[i]))
            EXPECT_TEXT(bad[i], "refused");
    }
}

TEST("a drawing nests no deeper than drawings do")
{
    static char svg[100 * 3 + 200] = "<svg " NS ">";
    for (int i = 0; i < 100; i++)
        strcat(svg, "<g>");
    EXPECT(!is_safe(svg));
}

TEST("a picture is known by its content, whatever it is called")
{
    const char *problem;
    EXPECT_TEXT(logo_media_type((Blob){"\x89PNG\r\n\x1a\n....", 12}, &problem), "image/png");
    EXPECT_TEXT(logo_media_type((Blob){"\xff\xd8\xff\xe0", 4}, &problem), "image/jpeg");
    EXPECT_TEXT(logo_media_type((Blob){"RIFF....WEBPVP8 ", 16}, &problem), "image/webp");
    EXPECT(!logo_media_type((Blob){"GIF89a", 6}, &problem));
    EXPECT(!logo_media_type((Blob){"\x89PNG", 4}, &problem));
    EXPECT_TEXT(document_media_type((Blob){"%PDF-1.7", 8}, &problem), "application/pdf");
    EXPECT_TEXT(document_media_type((Blob){"# Terms", 7}, &problem), "text/markdown");
    EXPECT(!document_media_type((Blob){"PK\x03\x04", 4}, &problem));
    EXPECT(!document_media_type((Blob){"\xff\xfe", 2}, &problem));
    EXPECT(!document_media_type((Blob){"", 0}, &problem));
}
