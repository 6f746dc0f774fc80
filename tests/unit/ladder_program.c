/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A ladder of what a program did: its main task is one role, its other tasks are another. */
#include "ladder_unit.h"
#include "modules/socket/journal.h"
#include "shell/program.h"
#include "unit.h"

static Kept kept;

static void tell(void *context, const JournalRecord *record) {
    (void)context;
    Buffer text = { 0 };
    entry_append(&text, record);
    JsonReader reader = { .text = text.bytes, .count = text.count };
    Entry entry = { 0 };
    if (CHECK(json_next(&reader) == JSON_OBJECT && entry_read(&reader, &entry))) {
        size_t role = entry.task ? 0 : 1;
        entry.task = 0;
        ladder_add_call(kept.ladder, role, &entry);
        entry_clear(&entry);
    }
    buffer_clear(&reader.string);
    buffer_clear(&text);
}

static void play(const char *code) {
    char name[] = "ladder", *argv[] = { name, NULL };
    Program program;
    program_open(&program, 1, argv, NULL);
    journal_listen(socket_journal_open(program.machine, 64), tell, NULL);
    CHECK_INT(program_run(&program, PROGRAM_CODE, code), 0);
    socket_journal_close(program.machine);
    CHECK_INT(program_close(&program, 0), 0);
}

/* A peek takes nothing; datagrams are no stream. */
int main(void) {
    kept_open(&kept, (const char *const[]){ "server", "client" }, 2);
    play("import socket, threading\n"
         "def serve(s):\n"
         "    con, addr = s.accept()\n"
         "    con.recv(3)\n"
         "    con.recv(100, socket.MSG_PEEK)\n"
         "    con.recv(100)\n"
         "    con.sendall(b'x' * 200)\n"
         "    con.close()\n"
         "s = socket.create_server(('127.0.0.1', 0))\n"
         "t = threading.Thread(target=serve, args=(s,))\n"
         "t.start()\n"
         "c = socket.create_connection(s.getsockname())\n"
         "c.send(b'hello')\n"
         "while c.recv(100): pass\n"
         "t.join()\n"
         "u = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)\n"
         "u.bind(('127.0.0.1', 0))\n"
         "u.connect(u.getsockname())\n"
         "u.send(b'me')\n"
         "u.recv(10)\n");
    ladder_flush(kept.ladder, INT64_MAX);
    Buffer out = { 0 };
    for (size_t i = 0; i < kept.count; i++)
        if (kept.rows[i].kind == ROW_DATA) append_row(&out, &kept, &kept.rows[i]);
    CHECK_TEXT(buffer_text(&out), "client => server 0+3: b'hel'\n"
                                  "client => server 3+2: b'lo'\n"
                                  "server => client 0+100: 100 bytes\n"
                                  "server => client 100+100: 100 bytes\n"
                                  "client => client 0+2: b'me'\n");
    buffer_clear(&out);
    kept_close(&kept);
    return unit_end();
}
