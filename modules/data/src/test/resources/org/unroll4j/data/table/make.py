"""Makes the Parquet files beside this script with pyarrow 25, and what they hold as expected.csv.

    python make.py

Every file holds the same 101 rows. They differ in how they are written: kind of page, compression,
encodings, row groups. nested.parquet has columns that are refused. lists1.parquet and lists2.parquet
hold the rows of lists.csv, in which their lists are unrolled.
"""
import csv
import datetime as dt
import decimal
import random

import pyarrow as pa
import pyarrow.parquet as pq

ROWS = 101
decimal.getcontext().prec = 60
draw = random.Random(7)
EPOCH = dt.datetime(1970, 1, 1)


def missing(value):
    return None if draw.random() < 0.2 else value


def whole(bits, signed):
    low, high = (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1) if signed else (0, 2**bits - 1)
    return lambda: draw.choice([low, high, draw.randint(low, high), draw.randint(0, 5)])


def time(unit):
    """A count of units since 1970, before it as well."""
    return lambda: draw.randint(-(10**9), 2 * 10**9) * unit + draw.randrange(unit)


def iso(count, unit, digits, zone):
    text = (EPOCH + dt.timedelta(seconds=count // unit)).strftime("%Y-%m-%dT%H:%M:%S")
    fraction = f"{count % unit:0{digits}d}".rstrip("0")
    return text + ("." + fraction if fraction else "") + zone


def floating(kind):
    def text(value):
        short = str(pa.scalar(value, kind).as_py()) if kind == pa.float64() else repr32(value)
        return format(decimal.Decimal(short), "f").removesuffix(".0")

    return text


def repr32(value):
    """The shortest decimal that is read as the same float of 32 bits."""
    for digits in range(1, 10):
        short = f"{value:.{digits}g}"
        if pa.scalar(float(short), pa.float32()) == pa.scalar(value, pa.float32()):
            return short
    raise ValueError(value)


def as32(value):
    return pa.scalar(value, pa.float32()).as_py()


def cents(scale, digits):
    return lambda: decimal.Decimal(draw.randint(-(10**digits), 10**digits)).scaleb(-scale)


TEXTS = ["", "a", "æøå", "日本", "a, \"b\"", "long " * 30]
COLUMNS = [
    *[(f"int{b}", pa.type_for_alias(f"int{b}"), whole(b, True), str) for b in (8, 16, 32, 64)],
    *[(f"uint{b}", pa.type_for_alias(f"uint{b}"), whole(b, False), str) for b in (8, 16, 32, 64)],
    ("float", pa.float32(), lambda: as32(draw.choice([0.1, 2.0, draw.gauss(0, 1e-7), draw.gauss(0, 9)])),
     floating(pa.float32())),
    ("double", pa.float64(), lambda: draw.choice([0.1, 2.0, draw.gauss(0, 1e-9), 12345678.25]),
     floating(pa.float64())),
    ("bool", pa.bool_(), lambda: draw.random() < 0.3, lambda v: str(v).lower()),
    ("string", pa.string(), lambda: draw.choice(TEXTS), str),
    ("binary", pa.binary(), lambda: draw.choice(TEXTS).encode(), lambda v: v.decode()),
    ("fixed", pa.binary(3), lambda: draw.choice([b"abc", b"xyz"]), lambda v: v.decode()),
    ("date", pa.date32(), lambda: draw.randint(-20000, 20000),
     lambda d: (EPOCH + dt.timedelta(days=d)).strftime("%Y-%m-%d")),
    ("millisUtc", pa.timestamp("ms", "UTC"), time(10**3), lambda c: iso(c, 10**3, 3, "Z")),
    ("microsUtc", pa.timestamp("us", "UTC"), time(10**6), lambda c: iso(c, 10**6, 6, "Z")),
    ("nanosUtc", pa.timestamp("ns", "UTC"), time(10**9), lambda c: iso(c, 10**9, 9, "Z")),
    ("millis", pa.timestamp("ms"), time(10**3), lambda c: iso(c, 10**3, 3, "")),
    ("micros", pa.timestamp("us"), time(10**6), lambda c: iso(c, 10**6, 6, "")),
    ("nanos", pa.timestamp("ns"), time(10**9), lambda c: iso(c, 10**9, 9, "")),
    ("decimal9", pa.decimal128(9, 2), cents(2, 8), lambda v: format(v, "f")),
    ("decimal18", pa.decimal128(18, 4), cents(4, 17), lambda v: format(v, "f")),
    ("decimal38", pa.decimal128(38, 10), cents(10, 37), lambda v: format(v, "f")),
    ("never", pa.int32(), lambda: None, str),
]
NAMES = [name for name, *_ in COLUMNS]

cells = {name: [missing(make()) for _ in range(ROWS)] for name, _, make, _ in COLUMNS}
with open("expected.csv", "w", newline="", encoding="utf-8") as out:
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(NAMES)
    for i in range(ROWS):
        rows.writerow(
            ["" if cells[n][i] is None else text(cells[n][i]) for n, _, _, text in COLUMNS])

table = pa.table({name: pa.array(cells[name], kind) for name, kind, _, _ in COLUMNS})
plain = dict(use_dictionary=False, write_statistics=False)

for codec in ("none", "snappy", "gzip", "zstd", "lz4"):
    pq.write_table(table, f"{codec}.parquet", compression=codec, data_page_version="2.0",
                   version="2.6", **plain)
pq.write_table(table, "dictionaries.parquet", compression="snappy", data_page_version="1.0",
               row_group_size=67, data_page_size=64, write_page_checksum=True,
               write_batch_size=16, version="2.6")

encodings = {name: "PLAIN" for name in NAMES}
encodings |= {name: "DELTA_BINARY_PACKED" for name in NAMES
              if name.startswith(("int", "uint", "millis", "micros", "nanos", "date", "never"))}
encodings |= {"float": "BYTE_STREAM_SPLIT", "double": "BYTE_STREAM_SPLIT", "bool": "RLE",
              "string": "DELTA_BYTE_ARRAY", "binary": "DELTA_LENGTH_BYTE_ARRAY",
              "fixed": "BYTE_STREAM_SPLIT"}
pq.write_table(table, "encodings1.parquet", column_encoding=encodings, compression="none",
               data_page_version="1.0", version="2.6", data_page_size=128, write_batch_size=32,
               **plain)
pq.write_table(table, "encodings2.parquet", column_encoding=encodings, compression="zstd",
               data_page_version="2.0", version="2.6", **plain)

full = pa.table({"a": pa.array(range(ROWS), pa.int64())},
                schema=pa.schema([pa.field("a", pa.int64(), nullable=False)]))
pq.write_table(full, "required.parquet", compression="none")
pq.write_table(table.select(["nanosUtc"]), "int96.parquet",
               use_deprecated_int96_timestamps=True, compression="none")
nested = pa.table({"a": [1, 2], "list": [[1], [2, 3]], "struct": [{"x": 1}, {"x": 2}], "b": [3, 4],
                   "day": pa.array([1, 2], pa.time32("ms"))})
pq.write_table(nested, "nested.parquet", compression="none")

# Lists: as many elements in each column of a row; none, no list, and missing elements among them.
def column_of_lists(lengths, make, rare):
    return [None if draw.random() < rare else [missing(make()) for _ in range(n)] for n in lengths]


lengths = [draw.choice([0, 1, 2, 3, 5, 24]) for _ in range(53)]
lists = {
    "key": [f"k{i}" for i in range(len(lengths))],
    "amounts": column_of_lists(lengths, lambda: draw.randint(0, 90) / 8, 0),
    "words": column_of_lists(lengths, lambda: draw.choice(TEXTS[1:4]), 0.2),
    "days": column_of_lists(lengths, lambda: draw.randint(-9, 20000), 0.1),
    "price": [missing(i / 4) for i in range(len(lengths))],
}
with open("lists.csv", "w", newline="", encoding="utf-8") as out:
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(["key", "position", "amounts", "words", "days", "price"])
    number, day = floating(pa.float64()), COLUMNS[NAMES.index("date")][3]
    for i, length in enumerate(lengths):
        for k in range(length):
            cell = {n: lists[n][i] and lists[n][i][k] for n in ("amounts", "words", "days")}
            show = {"amounts": number, "words": str, "days": day}
            text = [("" if cell[n] is None else show[n](cell[n])) for n in cell]
            price = lists["price"][i]
            rows.writerow([lists["key"][i], k, *text, "" if price is None else number(price)])

kinds = [pa.string(), pa.list_(pa.float64()), pa.list_(pa.string()), pa.list_(pa.date32()),
         pa.float64()]
table = pa.table({name: pa.array(cells, kind) for (name, cells), kind in zip(lists.items(), kinds)})
pq.write_table(table, "lists1.parquet", compression="none", data_page_version="1.0",
               data_page_size=64, write_batch_size=8, row_group_size=29, write_page_checksum=True)
pq.write_table(table, "lists2.parquet", compression="zstd", data_page_version="2.0",
               data_page_size=64, write_batch_size=8, use_compliant_nested_type=False,
               use_dictionary=False)
