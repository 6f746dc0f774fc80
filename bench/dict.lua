-- SPDX-License-Identifier: GPL-3.0-or-later
local function fill(tab, keys)
    for _, key in ipairs(keys) do tab[key] = key end
end

local function read(tab, keys)
    local found = 0
    for _, key in ipairs(keys) do
        if tab[key] ~= nil then found = found + 1 end
    end
    return found
end

local function rounds(keys, n)
    local tab, found = {}, 0
    for _ = 1, n do
        fill(tab, keys)
        found = found + read(tab, keys)
    end
    return found
end

local numbers, names = {}, {}
for i = 1, 50000 do
    -- Offset and stride, so that the table is hashed as a dict is and not an array.
    numbers[i] = 1000003 + i * 7
    names[i] = "key" .. i
end
print(rounds(numbers, 50), rounds(names, 50))
