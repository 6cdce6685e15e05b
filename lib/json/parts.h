// parts.h — the shapes of values that are more than one JSON value; private to this folder.
#pragma once

#include "shape/shape.h"

extern const Shape money_shape, rate_shape;
