// picture.h — which drawings may be shown as a logo.
#pragma once

#include "base/base.h"

/**
 * Whether the bytes are an SVG that only draws: no scripts, event handlers, foreign objects,
 * entities or style sheets from elsewhere, and references to nothing outside itself. Otherwise
 * *ret_problem says what stands in the way.
 */
bool svg_is_safe(Blob bytes, const char **ret_problem);
