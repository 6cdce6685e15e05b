#include "shape.h"

#include <string.h>

SHAPE(texts_shape, Texts, FIELD(Texts, en), FIELD(Texts, de), FIELD(Texts, fr), FIELD(Texts, cs));

bool text_list_has(TextList list, const char *text)
{
    for (size_t i = 0; i < list.count; i++)
        if (strcmp(list.items[i], text) == 0)
            return true;
    return false;
}

const Field *shape_field(const Shape *shape, const char *name, size_t length)
{
    for (const Field *field = shape->fields; field->name; field++)
        if (strncmp(field->name, name, length) == 0 && field->name[length] == '\0')
            return field;
    return NULL;
}

const char *texts_in(Texts texts, const char *language)
{
    const Field *field = shape_field(&texts_shape, language, strlen(language));
    const char *text = field ? *(const char **)field_of(field, &texts) : NULL;
    return text ? text : texts.en ? texts.en : texts.de ? texts.de : texts.fr ? texts.fr : texts.cs;
}
