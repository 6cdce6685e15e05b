// assets.h — files that are embedded when the program is built.
#pragma once

typedef struct Asset {
    const char *path;       // "/assets/index-1a2b3c.js"; ended by NULL
    const char *media_type; // without charset
    const unsigned char *plain, *plain_end;
    const unsigned char *gzip, *gzip_end;     // NULL where compression does not pay
    const unsigned char *brotli, *brotli_end; // NULL if there is none
} Asset;

extern const Asset assets[];     // the web application
extern const Asset demo_files[]; // offers and terms of the demo
