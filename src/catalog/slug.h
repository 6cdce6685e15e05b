// slug.h — addresses made of names.
#pragma once

#include "base/base.h"

/** "Müller & Söhne GmbH" is muller-sohne-gmbh; `otherwise` where nothing of the name remains. */
const char *slug_of(Arena *arena, const char *name, const char *otherwise);
