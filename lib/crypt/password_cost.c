#include "password_cost.h"

#include <sodium.h>

PasswordCost password_cost(void)
{
    return (PasswordCost){
        .passes = crypto_pwhash_argon2id_OPSLIMIT_INTERACTIVE,
        .memory = crypto_pwhash_argon2id_MEMLIMIT_INTERACTIVE,
    };
}
