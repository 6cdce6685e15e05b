// subscribers.h — who reacts to which event: the only place where a module is tied to one below it.
#pragma once

#include "work/work.h"

extern const Subscriber subscribers[];
