# All that is told of every character, now and as Unicode 3.2 had it: a checksum for each block of 4096.
import unicodedata
import zlib


def facts(module, character):
    return (module.category(character), module.bidirectional(character), module.combining(character), module.mirrored(character),
            module.east_asian_width(character), module.decomposition(character), module.decimal(character, None),
            module.digit(character, None), module.numeric(character, None))


for module in unicodedata, unicodedata.ucd_3_2_0:
    print(module.unidata_version)
    for block in list(range(0, 0x32000, 0x1000)) + [0xe0000, 0xf0000, 0x10f000]:
        lines = (repr(facts(module, chr(number))) for number in range(block, block + 0x1000))
        print(hex(block), zlib.crc32("\n".join(lines).encode()))
