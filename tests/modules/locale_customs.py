# Python's own locale over _locale: what is set, conventions, collation, facts of the language.
import _locale
import locale

print(locale.setlocale(locale.LC_ALL), locale.setlocale(locale.LC_CTYPE), locale.setlocale(locale.LC_NUMERIC, "C"))
print(locale.localeconv())
print(locale.setlocale(locale.LC_ALL, "C.UTF-8"), locale.setlocale(locale.LC_NUMERIC, None))
print(_locale.localeconv() == locale.localeconv(), list(_locale.localeconv()))
for wrong in (lambda: locale.setlocale(locale.LC_ALL, "xx_YY.none"), lambda: locale.setlocale(999), lambda: locale.setlocale("a"),
              lambda: locale.nl_langinfo(-5), lambda: locale.strcoll("a", 1), lambda: locale.strcoll("a\0", "b"),
              lambda: locale.strxfrm("a\0"), lambda: locale.strxfrm(1), lambda: _locale.setlocale(locale.LC_ALL, 5)):
    try:
        print(wrong())
    except Exception as error:
        print(type(error), error)
print(sorted(["b", "A", "a", "B", "é"], key=locale.strxfrm), locale.strcoll("a", "b") < 0, locale.strcoll("b", "a") > 0, locale.strcoll("a", "a"))
print(locale.nl_langinfo(locale.CODESET), locale.nl_langinfo(locale.DAY_1), locale.nl_langinfo(locale.RADIXCHAR), _locale.getencoding())
print(locale.format_string("%d %s %.2f", (1234567, "x", 3.14159), grouping=True), locale.str(1.5), locale.atof("1.5"), locale.atoi("12"))
print(locale.getlocale(locale.LC_NUMERIC), locale.getpreferredencoding(), locale.normalize("de_DE"), locale.delocalize("1.5"))
print(locale.gettext("hello"), locale.dgettext(None, "hello"), locale.dcgettext("x", "hello", locale.LC_MESSAGES), locale.textdomain(None))
print(locale.bindtextdomain("causette-test", "/tmp"), locale.bind_textdomain_codeset("causette-test", "UTF-8"))
print(sorted((name, value) for name, value in vars(_locale).items() if isinstance(value, int)))
