#include "page.h"

SHAPE(page_query_shape, PageQuery, PAGE_QUERY_FIELDS(PageQuery));

const Shape nothing_shape = {"Nothing", sizeof(Nothing), (const Field[]){{.name = NULL}}};
