/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The BIO through which OpenSSL reaches a socket: one try of recv or send each, which blocks only where the
 * call that runs may. It leaves O_NONBLOCK alone, and keeps the -errno of what failed. */
#include "base/retry.h"
#include "modules/_ssl/tls.h"
#include "sched/io.h"
#include <errno.h>

static Connection *connection_of_bio(BIO *bio) { return openssl.BIO_get_data(bio); }

static Sched *sched_of_connection(const Connection *self) { return self->machine->sched; }

/* What the try came to, as OpenSSL wants it: -1 and a flag to try again. */
static int answer(BIO *bio, Connection *self, ssize_t moved, int flag) {
    self->io_problem = moved < 0 ? moved : 0;
    openssl.BIO_clear_flags(bio, BIO_FLAGS_RWS | BIO_FLAGS_SHOULD_RETRY);
    if (moved >= 0) return (int)moved;
    if (moved == -EAGAIN || retry_is_told(moved)) openssl.BIO_set_flags(bio, flag | BIO_FLAGS_SHOULD_RETRY);
    return -1;
}

static int bio_read(BIO *bio, char *data, int size) {
    Connection *self = connection_of_bio(bio);
    if (size <= 0) return 0;
    ssize_t got =
        self->fd < 0 ? -EBADF : io_recv(self->fd, data, (size_t)size, 0, self->waits ? IO_WAIT : IO_TRY);
    if (got == -EAGAIN) sched_is_not_ready(sched_of_connection(self), self->fd, WAIT_READ);
    if (got == 0) self->is_at_end = true;
    return answer(bio, self, got, BIO_FLAGS_READ);
}

static int bio_write(BIO *bio, const char *data, int count) {
    Connection *self = connection_of_bio(bio);
    ssize_t sent =
        self->fd < 0 ? -EBADF : io_send(self->fd, data, (size_t)count, 0, self->waits ? IO_WAIT : IO_TRY);
    if (sent == -EAGAIN) sched_is_not_ready(sched_of_connection(self), self->fd, WAIT_WRITE);
    return answer(bio, self, sent, BIO_FLAGS_WRITE);
}

static long bio_control(BIO *bio, int command, long number, void *pointer) {
    (void)number, (void)pointer;
    switch (command) {
    case BIO_CTRL_FLUSH: return 1;
    case BIO_CTRL_EOF: return connection_of_bio(bio)->is_at_end;
    default: return 0;
    }
}

BIO *socket_bio_new(Connection *connection) {
    if (!openssl.socket_method) {
        BIO_METHOD *method =
            openssl.BIO_meth_new(openssl.BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "socket");
        if (!method) return NULL;
        openssl.BIO_meth_set_read(method, bio_read);
        openssl.BIO_meth_set_write(method, bio_write);
        openssl.BIO_meth_set_ctrl(method, bio_control);
        openssl.socket_method = method;
    }
    BIO *bio = openssl.BIO_new(openssl.socket_method);
    if (!bio) return NULL;
    openssl.BIO_set_data(bio, connection);
    openssl.BIO_set_init(bio, 1);
    return bio;
}
