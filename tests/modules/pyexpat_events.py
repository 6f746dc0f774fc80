# What a parser of XML tells its handlers, in order and with the place in the text; errors; pieces of any length.
import pyexpat

TEXT = b"""<?xml version="1.0" encoding="utf-8" standalone="yes"?>
<!DOCTYPE list SYSTEM "list.dtd" [
<!ELEMENT list (item+, (a|b)*, c?)>
<!ELEMENT item (#PCDATA)>
<!ATTLIST item kind CDATA "plain" size CDATA #REQUIRED>
<!ENTITY shown "text &#38;#38; more">
<!ENTITY other SYSTEM "other.xml">
<!NOTATION gif SYSTEM "viewer">
<!ENTITY picture SYSTEM "p.gif" NDATA gif>
]>
<list xmlns:x="http://example.org/x"><!-- a comment -->
  <item size="1">one &shown; \xc3\xa9</item>
  <?target some data?>
  <item size="2" kind="other"><![CDATA[<raw>]]></item>
  <x:item size="3"/>
</list>
"""

NAMES = [
    "StartElementHandler", "EndElementHandler", "ProcessingInstructionHandler", "CharacterDataHandler",
    "UnparsedEntityDeclHandler", "NotationDeclHandler", "StartNamespaceDeclHandler", "EndNamespaceDeclHandler",
    "CommentHandler", "StartCdataSectionHandler", "EndCdataSectionHandler", "StartDoctypeDeclHandler",
    "EndDoctypeDeclHandler", "EntityDeclHandler", "XmlDeclHandler", "ElementDeclHandler", "AttlistDeclHandler",
]


def watched(parser, names=NAMES, places=True):
    def handler(name):
        def handle(*args):
            place = (parser.CurrentLineNumber, parser.CurrentColumnNumber, parser.CurrentByteIndex) if places else ()
            print(name[:-7], ascii(args), *place)

        return handle

    for name in names:
        setattr(parser, name, handler(name))
    return parser


print(watched(pyexpat.ParserCreate()).Parse(TEXT, True))
parser = watched(pyexpat.ParserCreate(None, "}"), places=False)
parser.ordered_attributes = parser.buffer_text = True
parser.namespace_prefixes = True
for at in range(0, len(TEXT), 7):
    parser.Parse(TEXT[at : at + 7])
print(parser.Parse(b"", True))
parser = watched(pyexpat.ParserCreate(), ["StartElementHandler", "DefaultHandler"])
parser.specified_attributes = 1
parser.Parse(TEXT, 1)
parser = watched(pyexpat.ParserCreate(), ["EndElementHandler", "DefaultHandlerExpand"])
parser.Parse("<a>\u00e9<b/>text</a>", 1)


class File:
    pieces = [b"<a>", b"<b>x</b>", b"</a>", b""]

    def read(self, size):
        return self.pieces.pop(0)


print(watched(pyexpat.ParserCreate()).ParseFile(File()))

# A handler that changes handlers, and one that raises.
parser = pyexpat.ParserCreate()


def first(name, attributes):
    print("first", name)
    parser.StartElementHandler = lambda name, attributes: print("second", name)


parser.StartElementHandler = first
parser.Parse(b"<a><b/><c/></a>", 1)
parser = pyexpat.ParserCreate()
parser.StartElementHandler = lambda name, attributes: 1 // 0
try:
    parser.Parse(b"<a><b/></a>", 1)
except ZeroDivisionError as error:
    print("raised", error)

for wrong in (b"<a>", b"<a></b>", b"", b"<a>&x;</a>", b"<a b='1' b='2'/>", b"text", b"<a/><b/>", b"<a>\xff</a>"):
    parser = pyexpat.ParserCreate()
    try:
        print(parser.Parse(wrong, True))
    except pyexpat.ExpatError as error:
        print(error, error.code, error.offset, error.lineno, parser.ErrorCode, parser.ErrorLineNumber, parser.ErrorColumnNumber)
        print(pyexpat.ErrorString(error.code) == pyexpat.errors.messages[error.code], pyexpat.errors.codes[pyexpat.errors.messages[error.code]])

# Entities of elsewhere.
parser = watched(pyexpat.ParserCreate(), ["StartElementHandler", "CharacterDataHandler"], False)
parser.SetBase("/base")


def entity(context, base, system, public):
    print(context, base, system, public)
    return inner.append(parser.ExternalEntityParserCreate(context)) or inner[0].Parse(b"<inner>x</inner>", True)


inner = []
parser.ExternalEntityRefHandler = entity
parser.Parse(b"<!DOCTYPE a [<!ENTITY e SYSTEM 'file'>]><a>&e;</a>", True)
parser = pyexpat.ParserCreate()
parser.ExternalEntityRefHandler = lambda *args: 0
try:
    parser.Parse(b"<!DOCTYPE a [<!ENTITY e SYSTEM 'file'>]><a>&e;</a>", True)
except pyexpat.ExpatError as error:
    print(error)
parser = pyexpat.ParserCreate()
print(parser.buffer_size, parser.buffer_text, parser.buffer_used, parser.intern, parser.GetBase(), parser.StartElementHandler)
for change in (("buffer_size", 0), ("buffer_size", "x"), ("nothing", 1)):
    try:
        setattr(parser, *change)
    except Exception as error:
        print(type(error).__name__, error)
for call in (lambda: pyexpat.ParserCreate(1), lambda: pyexpat.ParserCreate(None, "ab"), lambda: pyexpat.ParserCreate(intern=1), lambda: parser.Parse(1)):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)
print(pyexpat.ExpatError is pyexpat.error, pyexpat.ExpatError, type(parser), pyexpat.XMLParserType is type(parser))
print(pyexpat.version_info[:2], pyexpat.native_encoding, pyexpat.model.XML_CQUANT_PLUS, pyexpat.errors.XML_ERROR_SYNTAX)
print(sorted(name for name in vars(pyexpat) if name[0] != "_" and name != "expat_CAPI"), len(vars(pyexpat.errors)) > 40)
