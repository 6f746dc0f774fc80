/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of commands, dispatch, and the small ones. */
#include "shell/commands.h"
#include "base/text.h"
#include "builtin/classes/file.h"
#include "explain/socket_names.h"
#include "modules/socket/object.h"
#include "shell/line_editor.h"
#include "shell/note.h"
#include "shell/save.h"
#include "shell/view_hex.h"
#include "shell/view_text.h"
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static CommandFunction explain, hex, save;

const Command commands[] = {
    { "explain", "[on | off]",
      N_("the longer story of the last explanation; or whether errors are explained at all"), explain,
      COMPLETES_NOTHING, " off on" },
    { "help", "[NAME]", N_("the shell in short; or what a call, a class, a word of the language does"),
      command_help, COMPLETES_HELP, "" },
    { "hex", "EXPR", N_("the bytes of an expression's value, in hexadecimal"), hex, COMPLETES_EXPRESSIONS,
      "" },
    { "journal", "[N] [NAME | fd FD]", N_("the last N socket calls, of one socket or of all"),
      command_journal, COMPLETES_SOCKETS, " fd" },
    { "save", "FILE", N_("keep this session as a dialogue in FILE; :save! replaces a file"), save,
      COMPLETES_FILES, "" },
    { "sockets", "[-w [SECONDS]]",
      N_("this shell's sockets as the kernel sees them; -w: again and again, until a key"), command_sockets,
      COMPLETES_NOTHING, " -w" },
    { 0 },
};

/* ---- what they say */

int command_columns(void) { return line_editor_is_terminal() ? note_columns() : 80; }

void command_show(Program *program, Buffer *text) {
    file_flush_output(program->machine);
    save_pause();
    file_write_output(program->machine, text->bytes ? text->bytes : "", text->count);
    save_resume();
    bool is_cut = text->failed;
    buffer_clear(text);
    if (is_cut) command_complain(program, _("There is no memory left to show all of it."));
}

void command_complain(Program *program, const char *sentence) {
    file_flush_output(program->machine);
    save_pause();
    if (line_editor_is_terminal()) {
        note_write(program, sentence);
    } else {
        file_write_error(program->machine, sentence, strlen(sentence));
        file_write_error(program->machine, "\n", 1);
    }
    save_resume();
}

static void complain_take(Program *program, Buffer *sentence) {
    command_complain(program, buffer_text(sentence));
    buffer_clear(sentence);
}

/* ---- dispatch */

enum { LONGEST_SHOWN = 40 }; /* of what was typed, in a message about it */

bool commands_are_in(const char *line, size_t count) {
    size_t at = 0;
    while (at < count && (line[at] == ' ' || line[at] == '\t')) at++;
    return at < count && line[at] == ':';
}

static bool is_letter(char byte) { return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z'); }

static size_t name_length(const char *text) {
    size_t length = 0;
    while (is_letter(text[length])) length++;
    return length;
}

static const Command *find(const char *name, size_t count) {
    for (const Command *command = commands; command->name; command++) {
        if (strlen(command->name) == count && !memcmp(command->name, name, count)) return command;
    }
    return NULL;
}

static const Command *find_nearest(const char *name, size_t count) {
    enum { NEAR = 2 };
    const Command *nearest = NULL;
    size_t least = NEAR + 1;
    for (const Command *command = commands; command->name; command++) {
        size_t far =
            count && !strncmp(command->name, name, count) ? 0 : text_distance(name, count, command->name);
        if (far < least && (far == 0 || far < count)) nearest = command, least = far;
    }
    return nearest;
}

/* What leaves elsewhere. */
static bool is_leaving(const char *name, size_t count) {
    static const char *const words[] = { "q", "qa", "quit", "exit", "x", "wq", "bye", "leave", "logout" };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t length = strcspn(name, "! \t");
        if (length <= count && strlen(words[i]) == length && !strncmp(words[i], name, length)) return true;
    }
    return false;
}

static void complain_unknown(Program *program, const char *text) {
    size_t count = strcspn(text, " \t");
    const Command *nearest = find_nearest(text, count);
    Buffer name = { 0 }, sentence = { 0 };
    view_append_safe(&name, text, count, LONGEST_SHOWN);
    if (is_leaving(text, count))
        buffer_append_text(&sentence, _("Ctrl-D leaves, and so does exit()."));
    else if (nearest)
        buffer_append_format(&sentence, _("There is no command :%s. Did you mean :%s?"), buffer_text(&name),
                             nearest->name);
    else
        buffer_append_format(&sentence, _("There is no command :%s. :help lists those there are."),
                             buffer_text(&name));
    buffer_clear(&name);
    complain_take(program, &sentence);
}

static void complain_usage(Program *program, const Command *command) {
    Buffer sentence = { 0 };
    buffer_append_format(&sentence, _("usage: :%s %s"), command->name, command->arguments);
    complain_take(program, &sentence);
}

/* text: behind the colon, without blanks at its end */
static void run(const CommandHost *host, const char *text) {
    size_t count = name_length(text);
    const Command *command = find(text, count);
    bool forced = text[count] == '!';
    const char *arguments = text + count + forced;
    if (!command || (*arguments && *arguments != ' ' && *arguments != '\t')) {
        complain_unknown(host->program, text);
        return;
    }
    CommandCall call = { host, host->program, command, arguments + strspn(arguments, " \t"), forced };
    if ((forced && command->function != save) || !command->function(&call))
        complain_usage(host->program, command);
}

void commands_run(const CommandHost *host, const char *line, size_t count) {
    const char *colon = memchr(line, ':', count);
    size_t start = (size_t)(colon - line) + 1;
    while (start < count && (line[start] == ' ' || line[start] == '\t')) start++;
    while (count > start && strchr(" \t\r", line[count - 1])) count--;
    Buffer text = { 0 };
    buffer_append(&text, line + start, count - start);
    if (memchr(buffer_text(&text), '\0', text.count))
        command_complain(host->program, _("A command holds no NUL byte."));
    else if (!text.count)
        command_help(&(CommandCall){ host, host->program, commands, "", false });
    else
        run(host, buffer_text(&text));
    buffer_clear(&text);
}

/* ---- :hex */

static void show_hex(Program *program, Value value) {
    const uint8_t *bytes;
    size_t count;
    Buffer out = { 0 }, scratch = { 0 };
    if (bytes_peek(value, &bytes, &count)) {
        view_append_hex(&out, bytes, count, command_columns());
        buffer_append_format(&out, _n("%zu byte\n", "%zu bytes\n", count), count);
        command_show(program, &out);
    } else if (is_str(value)) {
        command_complain(program,
                         _("This is text, and text has no bytes until it is encoded: :hex (...).encode()"));
    } else {
        buffer_append_format(&scratch, _(":hex shows bytes, and this is %s."),
                             value_class_name(program->machine, value, &out));
        buffer_clear(&out);
        complain_take(program, &scratch);
    }
    buffer_clear(&out);
    buffer_clear(&scratch);
}

/* A syntax error would show the line as it is. */
static bool is_printable(const char *text) {
    const uint8_t *at = (const uint8_t *)text, *end = at + strlen(text);
    while (at < end) {
        uint32_t character = text_decode(&at, end, false);
        if (character == TEXT_INVALID || (character != '\t' && !text_is_printable(character))) return false;
    }
    return true;
}

static bool hex(const CommandCall *call) {
    if (!*call->arguments) return false;
    if (!is_printable(call->arguments)) {
        command_complain(call->program, _("There is a character in this expression that cannot be seen: "
                                          "write it as an escape, such as \\x1b."));
        return true;
    }
    file_flush_output(call->program->machine);
    save_pause();
    Value value = call->host->evaluate(call->host->context, call->arguments, strlen(call->arguments));
    file_flush_output(call->program->machine);
    save_resume();
    if (!is_absent(value)) show_hex(call->program, value);
    release(value);
    return true;
}

/* ---- :explain */

static bool explain(const CommandCall *call) {
    Explain *engine = call->host->explain;
    Buffer story = { 0 };
    bool on = !strcmp(call->arguments, "on");
    if (on || !strcmp(call->arguments, "off")) {
        explain_set(engine, on);
        command_complain(call->program, on ? _("Errors explain themselves.")
                                           : _("Errors are no longer explained; :explain on changes that."));
        return true;
    }
    if (*call->arguments) return false;
    if (!explain_more(engine, &story)) {
        command_complain(call->program, _("Nothing has been explained yet."));
    } else {
        Buffer out = { 0 };
        view_append_wrapped(&out, buffer_text(&story), command_columns(), 0);
        command_show(call->program, &out);
    }
    buffer_clear(&story);
    return true;
}

/* ---- :save */

/* "~/x" and names in quotes. */
static void append_path(Buffer *out, const char *typed) {
    size_t count = strlen(typed);
    const char *home = getenv("HOME");
    bool quoted = count > 1 && (*typed == '"' || *typed == '\'') && typed[count - 1] == *typed;
    if (!quoted && typed[0] == '~' && typed[1] == '/' && home) {
        buffer_append_text(out, home);
        typed++, count--;
    }
    buffer_append(out, typed + quoted, count - 2 * quoted);
}

static void append_save_problem(Buffer *out, const char *shown, int problem) {
    if (problem == EEXIST)
        buffer_append_format(out, _("%s exists already, and was left alone; :save! %s replaces it."), shown,
                             shown);
    else
        buffer_append_format(out, _("%s cannot be written: %s. Nothing was saved."), shown,
                             strerrordesc_np(problem));
}

static bool save(const CommandCall *call) {
    if (!*call->arguments) return false;
    Buffer path = { 0 }, shown = { 0 }, sentence = { 0 };
    size_t turns;
    append_path(&path, call->arguments);
    view_append_safe(&shown, path.bytes ? path.bytes : "", path.count, 0);
    int problem = save_write(buffer_text(&path), call->forced, &turns);
    if (problem) {
        append_save_problem(&sentence, buffer_text(&shown), problem);
    } else {
        buffer_append_format(&sentence, _n("%zu turn saved in %s.", "%zu turns saved in %s.", turns), turns,
                             buffer_text(&shown));
        size_t misread = save_misread();
        if (misread) {
            buffer_append_byte(&sentence, '\n');
            buffer_append_format(
                &sentence,
                _n("%zu line that was shown looks like a prompt: played, it would be typed.",
                   "%zu lines that were shown look like prompts: played, they would be typed.", misread),
                misread);
        }
        if (save_is_cut()) {
            buffer_append_byte(&sentence, '\n');
            buffer_append_text(&sentence, _("The session had grown too long: its end is missing."));
        }
    }
    complain_take(call->program, &sentence);
    buffer_clear(&shown);
    buffer_clear(&path);
    return true;
}

/* ---- completion */

/* Candidates complete the whole argument; readline wants what replaces the word at its end. */
static void complete_files(const char *argument, size_t count, size_t word, CommandOffer *offer) {
    Buffer folder = { 0 }, path = { 0 };
    const char *slash = memrchr(argument, '/', count);
    size_t head = slash ? (size_t)(slash - argument) + 1 : 0;
    char *typed = strndup(argument, head);
    append_path(&folder, typed);
    DIR *entries = opendir(head ? buffer_text(&folder) : ".");
    for (struct dirent *entry; entries && (entry = readdir(entries));) {
        struct stat found;
        if (strncmp(entry->d_name, argument + head, count - head) ||
            (entry->d_name[0] == '.' && count == head))
            continue;
        bool is_folder = fstatat(dirfd(entries), entry->d_name, &found, 0) == 0 && S_ISDIR(found.st_mode);
        buffer_append_format(&path, "%s%s%s", typed, entry->d_name, is_folder ? "/" : "");
        if (path.count > word) offer(buffer_text(&path) + word);
        buffer_truncate(&path, 0);
    }
    if (entries) closedir(entries);
    free(typed);
    buffer_clear(&folder);
    buffer_clear(&path);
}

static void complete_command(const char *word, size_t count, CommandOffer *offer) {
    Buffer candidate = { 0 };
    for (const Command *command = commands; command->name; command++) {
        if (strncmp(command->name, word, count) != 0) continue;
        buffer_truncate(&candidate, 0);
        buffer_append_format(&candidate, "%s%s", command->name, *command->arguments ? " " : "");
        offer(buffer_text(&candidate));
    }
    buffer_clear(&candidate);
}

static void complete_words(const Command *command, const char *line, size_t start, size_t end,
                           CommandOffer *offer) {
    Buffer candidate = { 0 };
    for (const char *word = command->words; *word;) {
        size_t count = strcspn(++word, " ");
        /* a hyphen is no part of readline's words */
        size_t typed = word[0] == '-' && start && line[start - 1] == '-' ? 1 : 0;
        if (count > end - start && !strncmp(word + typed, line + start, end - start)) {
            buffer_truncate(&candidate, 0);
            buffer_append(&candidate, word + typed, count - typed);
            offer(buffer_text(&candidate));
        }
        word += count;
    }
    buffer_clear(&candidate);
}

static void complete_sockets(Program *program, const char *word, size_t count, CommandOffer *offer) {
    SocketNames names = { 0 };
    socket_names_find(&names, program->machine, program->main->dict);
    for (size_t i = 0; i < names.count; i++) {
        if (names.items[i].name && !strncmp(names.items[i].name, word, count)) offer(names.items[i].name);
    }
    socket_names_clear(&names);
}

static void complete_methods(const char *word, size_t count, CommandOffer *offer) {
    Buffer candidate = { 0 };
    for (const NativeSpec *method = socket_class.methods; method->signature; method++) {
        if (*method->signature == '_') continue;
        size_t length = strcspn(method->signature, "(");
        for (int dotted = 0; dotted < 2; dotted++) {
            buffer_truncate(&candidate, 0);
            buffer_append_text(&candidate, dotted ? "socket." : "");
            buffer_append(&candidate, method->signature, length);
            if (!strncmp(buffer_text(&candidate), word, count)) offer(buffer_text(&candidate));
        }
    }
    buffer_clear(&candidate);
}

bool commands_complete(Program *program, const char *line, size_t start, size_t end, CommandOffer *offer) {
    size_t name = strspn(line, " \t");
    name += 1 + strspn(line + name + 1, " \t");
    size_t count = name_length(line + name), arguments = name + count;
    if (start <= name || end <= arguments) {
        if (start == name) complete_command(line + start, end - start, offer);
        return true;
    }
    const Command *command = find(line + name, count);
    if (!command) return true;
    arguments += line[arguments] == '!';
    arguments += strspn(line + arguments, " \t");
    complete_words(command, line, start, end, offer);
    switch (command->completion) {
    case COMPLETES_EXPRESSIONS: return false;
    case COMPLETES_HELP: complete_methods(line + start, end - start, offer); return false;
    case COMPLETES_SOCKETS: complete_sockets(program, line + start, end - start, offer); return true;
    case COMPLETES_FILES:
        if (end >= arguments) complete_files(line + arguments, end - arguments, start - arguments, offer);
        return true;
    case COMPLETES_NOTHING: break;
    }
    return true;
}
