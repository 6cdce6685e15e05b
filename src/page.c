#include "page.h"

SHAPE(page_query_shape, PageQuery, PAGE_QUERY_FIELDS(PageQuery));
