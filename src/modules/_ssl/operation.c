/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a method of a connection works: a try of OpenSSL, waiting where it would block, and the program's
 * functions that it asked for, until it is done. */
#include "base/retry.h"
#include "modules/_ssl/tls.h"
#include "vm/raise.h"

/* The steps of a call; CALLBACK_... are others. Its deadline stands in `mark`. */
enum {
    STEP_FRESH,
    STEP_TRIES,  /* it has been tried */
    STEP_GIVES,  /* `keep` is its result */
    STEP_RAISES, /* `keep` is its exception */
};

/* False: raised. */
static bool begin(Call *call, Connection *self, const Socket *socket, const Operation *operation) {
    if (!socket && !is_absent(self->layer.socket)) {
        tls_raise_text(call, 0, "Underlying socket connection gone", operation->line_gone);
        return false;
    }
    self->fd = socket ? socket->fd : -1;
    self->waits = socket && socket->timeout < 0 && !socket->kernel_nonblocking && sched_is_lone(call);
    self->io_problem = 0;
    openssl.ERR_clear_error();
    if (call->step == STEP_FRESH) {
        bool is_timed = socket && socket->timeout > 0;
        call->mark = is_timed ? sched_after(sched_of(call), socket->timeout) : SCHED_NEVER;
        call->step = STEP_TRIES;
    }
    return true;
}

/* The try would block. */
static Outcome wait_for(Call *call, Connection *self, const Socket *socket, const Operation *operation,
                        int answer) {
    bool writes = answer == SSL_ERROR_WANT_WRITE;
    if (!socket || socket->timeout == 0) return connection_raise(call, self, answer, 0, operation->line);
    if (call->woken_late) {
        openssl.ERR_clear_error();
        return raise_error(call->task, TimeoutError, "%s",
                           writes ? operation->timed_out_writing : operation->timed_out);
    }
    return sched_park(call, socket->fd, writes ? WAIT_WRITE : WAIT_READ, call->mark);
}

/* The program's functions run before the call is over: its end waits in `keep`. */
static Outcome end_later(Call *call, Outcome outcome, Value result) {
    replace_take(&call->keep, outcome == DONE ? result : task_take_exception(call->task));
    call->step = outcome == DONE ? STEP_GIVES : STEP_RAISES;
    return DONE;
}

static Outcome end(Call *call, Connection *self) {
    if (!is_absent(self->failure)) {
        Value failure = self->failure;
        self->failure = ABSENT;
        raise_value(call->task, failure);
        release(failure);
        return RAISED;
    }
    return call->step == STEP_GIVES ? give(call, retain(call->keep)) : raise_value(call->task, call->keep);
}

/* DONE: the call is to end, as its step tells. */
static Outcome try_once(Call *call, Connection *self, const Operation *operation) {
    Value result = NONE;
    Socket *socket = socket_under(call->args[0]);
    if (!begin(call, self, socket, operation)) return RAISED;
    int got = operation->try(call, self, &result);
    if (got > 0) return end_later(call, DONE, result);
    int answer = openssl.SSL_get_error(self->ssl, got);
    if (retry_is_told(self->io_problem)) return sched_go_on(call);
    if (answer == SSL_ERROR_WANT_CLIENT_HELLO_CB) return connection_call_back(call, self, true);
    bool would_block = answer == SSL_ERROR_WANT_READ || answer == SSL_ERROR_WANT_WRITE;
    if (would_block && is_absent(self->messages)) return wait_for(call, self, socket, operation, answer);
    if (would_block) {
        Outcome outcome = connection_call_back(call, self, false);
        return outcome == DONE ? wait_for(call, self, socket, operation, answer) : outcome;
    }
    connection_raise(call, self, answer, got, operation->line);
    return end_later(call, RAISED, NONE);
}

Outcome connection_operate(Call *call, const Operation *operation) {
    Connection *self = connection_of_self(call);
    Outcome outcome = DONE;
    if (call->step >= CALLBACK_MESSAGE) /* its lowest byte is what is called */
        outcome = connection_called_back(call, self);
    if (outcome == DONE && call->step <= STEP_TRIES) outcome = try_once(call, self, operation);
    if (outcome == DONE) outcome = connection_call_back(call, self, false);
    return outcome == DONE ? end(call, self) : outcome;
}
