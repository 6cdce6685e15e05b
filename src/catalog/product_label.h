// product_label.h — what values of the catalogue are called, in all languages. Private to
// src/catalog.
#pragma once

#include "catalog/price.h"
#include "catalog/product.h"

extern const Texts service_type_labels[], licence_type_labels[], price_model_labels[];
