#include <stdio.h>

int main(void)
{
    return printf("kontor %s\n", KONTOR_VERSION) < 0;
}
