#!/usr/bin/env python3
"""Reads the subprotocol roomkeeper.v1.bin, written from docs/PROTOCOL.md alone. Checks the vectors beside it:

    python3 docs/vectors/decode.py docs/vectors/*.json
"""

import json
import math
import struct
import sys

STRINGS_MAX = 4096
SCALES = {4: 0, 5: 22, 6: 2}
REMOVE, ASSIGN, INSIDE, MANY = range(4)
LISTED, IN_A_ROW, NEW, NEW_OF_ONE_LENGTH = range(4)


class Unreadable(Exception):
    pass


def check(holds, otherwise):
    if not holds:
        raise Unreadable(otherwise)


def in_order(keys):
    """Keys by their UTF-16 code units, as Java and JavaScript compare strings."""
    return sorted(keys, key=lambda key: key.encode("utf-16-be"))


def untwisted(value):
    return value >> 1 if value & 1 == 0 else -(value >> 1) - 1


def inverse(code):
    check(0 <= code <= 9 or 16 <= code <= 40, "a scale")
    return float(10**code if code < 16 else 2 ** (code - 16))


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


class Reader:
    def __init__(self, data):
        self.data, self.at, self.strings = data, 0, []

    def byte(self):
        check(self.at < len(self.data), "the end")
        self.at += 1
        return self.data[self.at - 1]

    def raw(self, length):
        check(length <= len(self.data) - self.at, "the end")
        self.at += length
        return self.data[self.at - length : self.at]

    def varint(self):
        value = shift = 0
        while True:
            byte = self.byte()
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                check(value <= 2**53, "a number")
                return value
            check(shift < 56, "a number")

    def string(self, first=None):
        first = self.varint() if first is None else first
        if first & 1:
            check(first >> 1 < len(self.strings), "a string")
            return self.strings[first >> 1]
        text = self.raw(first >> 1).decode("utf-8")
        if len(self.strings) < STRINGS_MAX:
            self.strings.append(text)
        return text

    # --- Values ---

    def value(self):
        tag = self.varint()
        kind, rest = tag & 7, tag >> 3
        if kind == 0:
            if rest == 3:
                return struct.unpack(">d", self.raw(8))[0]
            return [None, False, True, None, {}][rest]
        if kind in (1, 2, 3):
            return untwisted(rest) / inverse([0, 0, 22, 2][kind])
        if kind == 4:
            return self.string(rest)
        if kind == 5:
            check(rest <= len(self.data) - self.at, "a count")
            return [self.value() for _ in range(rest)]
        if kind == 6:
            result = {}
            self.change(result)
            return result
        return untwisted(self.varint()) / inverse(rest)

    # --- Changes ---

    def change(self, target):
        """Changes the object in place, and answers its merge patch."""
        shape = self.shape(target)
        return self.apply(shape, target)

    def shape(self, target):
        keys, place, shape = in_order(target), 0, []
        while True:
            tag = self.varint()
            op, reference = tag >> 1 & 7, tag >> 4
            if op == MANY:
                shape.append(self.many(keys, target, reference))
            else:
                check(reference <= len(keys) - place, "a place")
                if place + reference == len(keys):
                    key = self.string()
                else:
                    key = keys[place + reference]
                    place += reference + 1
                detail = None
                if op == INSIDE:
                    detail = self.shape(inner(target, key))
                elif op == 7:
                    detail = self.varint()
                elif op >= 4:
                    detail = SCALES[op]
                shape.append((op, key, detail))
            if tag & 1:
                return shape

    def many(self, keys, target, reference):
        count, how, first = (reference >> 2) + 1, reference & 3, None
        base = {}
        if how in (LISTED, IN_A_ROW):
            first = self.varint()
            check(first < len(keys), "a place")
            base = inner(target, keys[first])
        elif how == NEW_OF_ONE_LENGTH:
            first = self.varint()
        return (MANY, (count, how, first, keys), self.shape(base))

    def apply(self, shape, target):
        patch = {}
        for op, key, detail in shape:
            if op != MANY:
                patch[key] = self.member(op, key, detail, target)
                continue
            count, how, place, keys = key
            for i in range(count):
                if how == NEW:
                    name = self.string()
                elif how == NEW_OF_ONE_LENGTH:
                    name = self.raw(place).decode("utf-8")
                else:
                    if i > 0:
                        place += 1 if how == IN_A_ROW else self.varint() + 1
                    check(place < len(keys), "a place")
                    name = keys[place]
                patch[name] = self.member(INSIDE, name, detail, target)
        return patch

    def member(self, op, key, detail, target):
        if op == REMOVE:
            target.pop(key, None)
            return None
        if op == INSIDE:
            if not isinstance(target.get(key), dict):
                target[key] = {}
            return self.apply(detail, target[key])
        if op == ASSIGN:
            target[key] = self.value()
        else:
            before = target.get(key)
            before = before if is_number(before) else 0
            scale = inverse(detail)
            target[key] = (round(before * scale) + untwisted(self.varint())) / scale
        check(not is_number(target[key]) or math.isfinite(target[key]), "a number")
        return copy(target[key])

    # --- Layers ---

    def layer(self):
        tag = self.varint()
        kind = tag >> 3
        if kind == 0:
            name = "all"
        elif kind == 1:
            name = "member:" + self.string()
        elif kind == 2:
            name = "cell:%d,%d" % (untwisted(self.varint()), untwisted(self.varint()))
        elif kind == 3:
            name = "role:" + self.string()
        else:
            name = self.string()
        return ("live:" if tag & 4 else "") + name, tag & 3


def inner(target, key):
    value = target.get(key)
    return value if isinstance(value, dict) else {}


def copy(value):
    return json.loads(json.dumps(value))


def mixed(value):
    value &= 0xFFFFFFFF
    value = (value ^ value >> 16) * 0x85EBCA6B & 0xFFFFFFFF
    value = (value ^ value >> 13) * 0xC2B2AE35 & 0xFFFFFFFF
    return value ^ value >> 16


def hash_of_text(text):
    value = 0
    units = text.encode("utf-16-be")
    for high, low in zip(units[::2], units[1::2]):
        value = (31 * value + (high << 8 | low)) & 0xFFFFFFFF
    return value


def digest(value):
    """A short hash; 0 for the empty object, which counts as nothing."""
    if isinstance(value, dict):
        pairs = [(key, digest(member)) for key, member in value.items()]
        return sum(mixed(hash_of_text(k) * 0x9E3779B1 + d) for k, d in pairs if d) & 0xFFFFFFFF
    if isinstance(value, list):
        result = 1
        for item in value:
            result = mixed(31 * result + digest(item))
        return result
    if isinstance(value, bool):
        return mixed(1231 if value else 1237)
    if isinstance(value, str):
        return mixed(hash_of_text(value) ^ 0x5BD1E995)
    high, low = struct.unpack(">II", struct.pack(">d", value))
    return mixed(high ^ low ^ 0x1B873593)


class Session:
    """What one server says to one client; the layers are kept, for changes are told against them."""

    def __init__(self):
        self.layers, self.epoch, self.version = {}, 0, 0

    def parts(self, reader, count=None):
        """So many parts by layer; all that are left if it is not said how many."""
        found = {"changes": {}, "enter": {}, "leave": []}
        while reader.at < len(reader.data) if count is None else count > 0:
            count = None if count is None else count - 1
            name, action = reader.layer()
            if action == 2:
                found["leave"].append(name)
                self.layers.pop(name, None)
                continue
            if action != 0:
                self.layers[name] = {}
            if action != 3:
                reader.strings = []
                patch = reader.change(self.layers.setdefault(name, {}))
                reader.strings = []
            if action == 0:
                found["changes"][name] = patch
            else:
                found["enter"][name] = copy(self.layers[name])
        return found

    def frame(self, data):
        reader = Reader(data)
        frame = self.read(reader, reader.byte())
        check(reader.at == len(data), "something behind the frame")
        return frame

    def read(self, reader, kind):
        if kind >= 0x40:
            self.version += (kind - self.version) % 64
            if kind < 0x80:
                return self.patch(self.parts(reader))
            name = "all" if kind < 0xC0 else "live:all"
            return self.patch({"changes": {name: reader.change(self.layers.setdefault(name, {}))}})
        if kind in (1, 2):
            return self.arrived(reader, kind == 1)
        if kind == 3:
            self.epoch, self.version = reader.varint(), reader.varint()
            return self.patch(self.parts(reader))
        if kind == 4:
            return event(reader)
        if kind in (5, 6):
            seq, epoch, version = reader.varint(), reader.varint(), reader.varint()
            return {"type": "ack", "seq": seq, "epoch": epoch, "version": version, "durable": kind == 5}
        if kind == 7:
            seq, code, message = reader.varint(), reader.string(), reader.string()
            frame = {"type": "reject", "code": code, "message": message}
            return {**frame, "seq": seq} if seq else frame
        if kind == 8:
            return {"type": "error", "code": reader.string(), "message": reader.string()}
        if kind == 9:
            now, echoed = reader.varint(), reader.value()
            return {"type": "pong", "payload": {"now": now, **({} if echoed is None else {"t": echoed})}}
        if kind == 10:
            return {"type": "check", "payload": {"layers": self.digests(reader)}}
        check(kind == 11, "a frame")
        return {"type": reader.string(), "payload": reader.value()}

    def digests(self, reader):
        found = {}
        while reader.at < len(reader.data):
            name = reader.layer()[0]
            found[name] = struct.unpack(">i", reader.raw(4))[0]
            mine = digest(self.layers.get(name, {}))
            check(mine == found[name] & 0xFFFFFFFF, f"{name} is not what the server has")
        return found

    def patch(self, parts):
        frame = {"type": "patch", "epoch": self.epoch, "version": self.version}
        return {**frame, **{name: part for name, part in parts.items() if part}}

    def arrived(self, reader, is_member):
        room = {"id": reader.string(), "kind": reader.string(), "name": reader.string()}
        self.epoch, self.version = reader.varint(), reader.varint()
        payload = {"room": room, "epoch": self.epoch, "version": self.version, "now": reader.varint()}
        flags = 0
        if is_member:
            payload["self"], payload["session"], flags = reader.string(), reader.string(), reader.byte()
            payload["resumed"] = flags & 1 == 1
        else:
            payload["delayMillis"] = reader.varint()
        for name in [name for name in self.layers if name.startswith("live:") or flags & 1 == 0]:
            del self.layers[name]
        parts = self.parts(reader, reader.varint())
        payload["live"] = self.parts(reader, reader.varint())["enter"]
        if flags & 1 == 0:
            payload["layers"] = parts["enter"]
        else:
            payload.update(parts)
            events = [event(reader) for _ in range(reader.varint())]
            payload.update({"eventsLost": True} if flags & 2 else {"events": events})
        return {"type": "joined" if is_member else "watching", "payload": payload}


def event(reader):
    frame = {"type": reader.string(), "version": reader.varint()}
    if reader.byte() & 1:
        frame["from"] = reader.string()
    return {**frame, "payload": reader.value()}


class Uplink:
    """What one client says."""

    def __init__(self):
        self.forms = []

    def frame(self, data):
        reader = Reader(data)
        kind = reader.byte()
        if kind == 1:
            frame = {"type": reader.string(), "payload": reader.value()}
        else:
            if kind in (2, 3):
                name, flags = reader.string(), reader.byte()
                form = (name, flags, None if flags & 2 else reader.shape({}))
                if kind == 3:
                    self.forms.append(form)
            else:
                check(0x40 <= kind < 0x40 + len(self.forms), "a form")
                form = self.forms[kind - 0x40]
            name, flags, shape = form
            frame = {"type": name, **({"seq": reader.varint()} if flags & 1 else {})}
            frame["payload"] = {} if shape is None else reader.apply(shape, {})
        check(reader.at == len(data), "something behind the frame")
        return frame


def main(files):
    count = 0
    for file in files:
        with open(file, encoding="utf-8") as source:
            vectors = json.load(source)
        side = Session() if vectors["from"] == "server" else Uplink()
        for i, vector in enumerate(vectors["frames"]):
            found = side.frame(bytes.fromhex(vector["hex"]))
            if found != vector["json"]:
                sys.exit(f"{file}, frame {i}:\n  {json.dumps(found)}\nshould be\n  {json.dumps(vector['json'])}")
            count += 1
    print(f"{count} frames are as they should be")


if __name__ == "__main__":
    main(sys.argv[1:])
