// site.h — the files of the web application, and index.html with what its page needs at once.
//
// A public page leaves here with title, description, structured data (schema.org), a readable text
// for those without scripts, and the first answers of the API, so that it paints without a further
// request. Everything is escaped; scripts come from files only (Content-Security-Policy).
#pragma once

#include "http/http.h"

/** HttpApp.page. NOT_FOUND for what is neither a file nor a page. */
Error site_answer(Ctx *ctx, const Request *req, Response *res);
