// common_password.h — the words that most passwords are made of.
#pragma once

#include "base/base.h"

/** Whether the word (letters only, lower case) is one of them. */
bool common_password_has(const char *word);
