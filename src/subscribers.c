#include "subscribers.h"

const Subscriber subscribers[] = {
    {NULL, NULL},
};
