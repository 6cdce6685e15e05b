#include "test_server.h"

#include "base/text.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static void give_up(const char *what)
{
    printf("Bail out! The test server: %s\n", what);
    exit(1);
}

// ── certificates ─────────────────────────────────────────────────────────────────────────────

static X509 *certificate_new(EVP_PKEY *key, const char *name, X509 *issuer, int days)
{
    X509 *certificate = X509_new();
    uint32_t serial;
    random_bytes(&serial, sizeof serial);
    X509_set_version(certificate, X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), serial >> 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate), -30 * 86400);
    X509_gmtime_adj(X509_getm_notAfter(certificate), (long)days * 86400);
    X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "CN", MBSTRING_ASC,
        (const unsigned char *)name, -1, -1, 0);
    X509_set_issuer_name(certificate, X509_get_subject_name(issuer ? issuer : certificate));
    X509_set_pubkey(certificate, key);
    return certificate;
}

static void extension_add(X509 *certificate, X509 *issuer, int kind, const char *value)
{
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, NULL, NULL, 0);
    X509_EXTENSION *extension = X509V3_EXT_conf_nid(NULL, &context, kind, value);
    if (!extension || !X509_add_ext(certificate, extension, -1))
        give_up(value);
    X509_EXTENSION_free(extension);
}

static const char *text_of_bio(Arena *arena, BIO *bio)
{
    char *bytes;
    long length = BIO_get_mem_data(bio, &bytes);
    const char *text = arena_text(arena, bytes, (size_t)length);
    BIO_free(bio);
    return text;
}

static const char *certificate_text(Arena *arena, X509 *certificate)
{
    BIO *bio = BIO_new(BIO_s_mem());
    PEM_write_bio_X509(bio, certificate);
    return text_of_bio(arena, bio);
}

TestIdentity test_identity(Arena *arena, const char *names, int days)
{
    EVP_PKEY *ca_key = EVP_EC_gen("P-256"), *key = EVP_EC_gen("P-256");
    X509 *ca = certificate_new(ca_key, "Test Authority", NULL, 365);
    extension_add(ca, ca, NID_basic_constraints, "critical,CA:TRUE");
    X509_sign(ca, ca_key, EVP_sha256());
    X509 *certificate = certificate_new(key, "test server", ca, days);
    extension_add(certificate, ca, NID_subject_alt_name, names);
    X509_sign(certificate, ca_key, EVP_sha256());
    BIO *bio = BIO_new(BIO_s_mem());
    PEM_write_bio_PKCS8PrivateKey(bio, key, NULL, NULL, 0, NULL, NULL);
    TestIdentity identity = {
        certificate_text(arena, ca), certificate_text(arena, certificate), text_of_bio(arena, bio)};
    X509_free(ca);
    X509_free(certificate);
    EVP_PKEY_free(ca_key);
    EVP_PKEY_free(key);
    return identity;
}

// ── connections ──────────────────────────────────────────────────────────────────────────────

struct TestServer {
    int fd, port;
    SSL_CTX *tls;
    TestAnswer (*answer)(void *arg, const TestRequest *req);
    void *arg;
    pthread_t thread;
    pthread_mutex_t mutex; // of answer, and of `open`
    pthread_cond_t closed;
    int open;
};

typedef struct Connection {
    TestServer *server;
    int fd;
    SSL *ssl;
} Connection;

static int connection_read(Connection *connection, char *bytes, size_t room)
{
    return connection->ssl ? SSL_read(connection->ssl, bytes, (int)room)
                           : (int)recv(connection->fd, bytes, room, 0);
}

static void connection_write(Connection *connection, const char *text, size_t length)
{
    if (connection->ssl)
        SSL_write(connection->ssl, text, (int)length);
    else
        send(connection->fd, text, length, MSG_NOSIGNAL);
}

static size_t length_of(const char *head)
{
    const char *at = strcasestr(head, "\r\nContent-Length:");
    return at ? strtoul(at + 17, NULL, 10) : 0;
}

// The head with its blank line, then the body; false if the client left before.
static bool request_read(Connection *connection, TestRequest *req)
{
    Text text = {.arena = req->arena};
    char bytes[4096];
    const char *end = NULL;
    while (!end || text.length < (size_t)(end + 4 - text.bytes) + length_of(req->head)) {
        int count = connection_read(connection, bytes, sizeof bytes);
        if (count <= 0)
            return false;
        text_append(&text, bytes, (size_t)count);
        end = strstr(text_of(&text), "\r\n\r\n");
        if (end)
            req->head = arena_text(req->arena, text.bytes, (size_t)(end - text.bytes));
    }
    req->body = end + 4;
    size_t method = strcspn(req->head, " "), target = strcspn(req->head + method + 1, " ");
    req->method = arena_text(req->arena, req->head, method);
    req->target = arena_text(req->arena, req->head + method + 1, target);
    return true;
}

static void exchange(Connection *connection)
{
    Arena *arena = arena_new();
    TestServer *server = connection->server;
    TestRequest req = {.arena = arena};
    if (request_read(connection, &req)) {
        pthread_mutex_lock(&server->mutex);
        TestAnswer answer = server->answer(server->arg, &req);
        pthread_mutex_unlock(&server->mutex);
        usleep((useconds_t)answer.delay_us);
        const char *body = answer.body ? answer.body : "";
        size_t length = answer.length ? answer.length : strlen(body);
        Text out = {.arena = arena};
        text_printf(&out, "HTTP/1.1 %d Said\r\n%sContent-Length: %zu\r\nConnection: close\r\n\r\n",
            answer.status, answer.headers ? answer.headers : "", length);
        text_append(&out, body, length);
        connection_write(connection, out.bytes, out.length);
    }
    arena_free(arena);
}

static void *serve_one(void *arg)
{
    Connection *connection = arg;
    TestServer *server = connection->server;
    if (server->tls) {
        connection->ssl = SSL_new(server->tls);
        SSL_set_fd(connection->ssl, connection->fd);
    }
    if (!connection->ssl || SSL_accept(connection->ssl) == 1) {
        exchange(connection);
        if (connection->ssl)
            SSL_shutdown(connection->ssl);
    }
    SSL_free(connection->ssl);
    close(connection->fd);
    free(connection);
    pthread_mutex_lock(&server->mutex);
    server->open--;
    pthread_cond_signal(&server->closed);
    pthread_mutex_unlock(&server->mutex);
    return NULL;
}

static void *serve_all(void *arg)
{
    TestServer *server = arg;
    for (int fd; (fd = accept4(server->fd, NULL, NULL, SOCK_CLOEXEC)) >= 0;) {
        Connection *connection = calloc(1, sizeof *connection);
        *connection = (Connection){.server = server, .fd = fd};
        pthread_mutex_lock(&server->mutex);
        server->open++;
        pthread_mutex_unlock(&server->mutex);
        pthread_t thread;
        if (pthread_create(&thread, NULL, serve_one, connection))
            give_up("no thread");
        pthread_detach(thread);
    }
    return NULL;
}

static SSL_CTX *tls_new(const TestIdentity *identity)
{
    SSL_CTX *tls = SSL_CTX_new(TLS_server_method());
    BIO *certificate = BIO_new_mem_buf(identity->certificate, -1);
    BIO *key = BIO_new_mem_buf(identity->key, -1);
    X509 *x509 = PEM_read_bio_X509(certificate, NULL, NULL, NULL);
    EVP_PKEY *pkey = PEM_read_bio_PrivateKey(key, NULL, NULL, NULL);
    if (SSL_CTX_use_certificate(tls, x509) != 1 || SSL_CTX_use_PrivateKey(tls, pkey) != 1)
        give_up("the certificate does not fit its key");
    X509_free(x509);
    EVP_PKEY_free(pkey);
    BIO_free(certificate);
    BIO_free(key);
    return tls;
}

TestServer *test_server_start(const TestIdentity *identity,
    TestAnswer (*answer)(void *arg, const TestRequest *req), void *arg)
{
    signal(SIGPIPE, SIG_IGN); // a client may leave in the middle of a TLS record
    TestServer *server = calloc(1, sizeof *server);
    *server =
        (TestServer){.answer = answer, .arg = arg, .tls = identity ? tls_new(identity) : NULL};
    pthread_mutex_init(&server->mutex, NULL);
    pthread_cond_init(&server->closed, NULL);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
    socklen_t length = sizeof address;
    server->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (bind(server->fd, (struct sockaddr *)&address, length) || listen(server->fd, 64) ||
        getsockname(server->fd, (struct sockaddr *)&address, &length) ||
        pthread_create(&server->thread, NULL, serve_all, server))
        give_up("it cannot listen");
    server->port = ntohs(address.sin_port);
    return server;
}

void test_server_stop(TestServer *server)
{
    shutdown(server->fd, SHUT_RDWR);
    pthread_join(server->thread, NULL);
    close(server->fd);
    pthread_mutex_lock(&server->mutex);
    while (server->open)
        pthread_cond_wait(&server->closed, &server->mutex);
    pthread_mutex_unlock(&server->mutex);
    SSL_CTX_free(server->tls);
    pthread_mutex_destroy(&server->mutex);
    pthread_cond_destroy(&server->closed);
    free(server);
}

int test_server_port(const TestServer *server)
{
    return server->port;
}
