-- SPDX-License-Identifier: GPL-3.0-or-later
-- Lua has no += on strings that does not copy, so build collects and joins, as its programs do.
local function build(n)
    local parts = {}
    for i = 0, n - 1 do
        parts[#parts + 1] = "line "
        parts[#parts + 1] = tostring(i)
        parts[#parts + 1] = "\n"
    end
    return table.concat(parts)
end

local function join(n)
    local parts = {}
    for i = 0, n - 1 do parts[#parts + 1] = string.format("%d: %8d |", i, i * 2) end
    return table.concat(parts)
end

local function cut(text, size)
    local equal = 0
    for start = 1, #text - size, 5 do
        if text:sub(start, start + size - 1) == "line 1234" then equal = equal + 1 end
    end
    return equal
end

local function words(text)
    local count = 0
    for line in text:gmatch("[^\n]+") do
        if line:sub(1, 6) == "line 9" and line:find("99", 1, true) then count = count + #line:upper() end
    end
    return count
end

for _ = 1, 3 do
    local text = build(300000)
    print(#text, #join(300000), cut(text, 9), words(text))
end
