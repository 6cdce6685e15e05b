#include "routes.h"

const Route *const api_routes[] = {
    NULL,
};
