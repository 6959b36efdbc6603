import enum
import itertools
import os
import textwrap
from collections import OrderedDict, defaultdict
from functools import reduce

from alembic import op

revision = "4"
down_revision = "3"

TABLES = ["a", "b"]
TABLES += ("c",)
alias = TABLES
alias.append("d")
SIZES = {"a": 1, **{"b": 2}}


class Color(str, enum.Enum):
    RED = "red"
    BLUE = "blue"


class Names:
    prefix = "p"

    def __init__(self, table, suffix="s"):
        self.table = table
        self.suffix = suffix

    def full(self, *parts, sep="_"):
        return sep.join([self.prefix, self.table, *parts, self.suffix])

    @staticmethod
    def plain(x):
        return x.upper()

    @property
    def length(self):
        return len(self.table)


def numbers(n):
    for i in range(n):
        if i == 2:
            continue
        yield i


def counter():
    count = 0

    def step():
        nonlocal count
        count += 1
        return count

    return step


def say(text):
    op.execute(f"SELECT '{text}'")


def upgrade():
    for i, table in enumerate(TABLES, start=1):
        say("%s is %d of %02d" % (table, i, len(TABLES)))
    say("{0}-{1}-{name}-{2[b]}".format("x", 3, SIZES, name="n"))
    say(f"{'a' * 3}{1 + 2 * 3}{7 // 2}{-7 % 3}{2 ** 8}{'y'!r:>5}{5:03d}")
    say(", ".join(sorted(SIZES, reverse=True)) + " " + "-".join(str(n) for n in numbers(5)))
    say(Color.RED.value + Color("blue").name + ",".join(c.value for c in Color))
    names = Names("t")
    say(names.full("x", "y", sep="."))
    say(Names.plain("up") + str(names.length) + Names(suffix="q", table="w").full())
    step = counter()
    step()
    say(step() + step())
    say(textwrap.dedent("""\
        first
          second
    """).strip().replace("\n", "|"))
    say("a,b;c".split(";")[0].partition(",")[2] + "Title case".title() + "x".zfill(3))
    say([x * y for x, y in itertools.product([1, 2], [3, 4]) if x + y != 5])
    say({k: v for k, v in zip("ab", (1, 2))})
    first, *rest, last = [1, 2, 3, 4]
    say(f"{first} {rest} {last} {rest[-1]} {rest[::-1]} {'abcdef'[1:-2]}")
    groups = defaultdict(list)
    for word in ["one", "two", "three"]:
        groups[len(word)].append(word)
    say(dict(groups))
    say(reduce(lambda a, b: a * b, [1, 2, 3, 4]))
    say(os.path.join("a", "b") + os.path.basename("/x/y.sql"))
    ordered = OrderedDict([("z", 1), ("a", 2)])
    ordered["m"] = ordered.pop("z")
    say(list(ordered.items()))
    say((lambda x, y=2: x + y)(1) if not [] and "a" in SIZES else "no")
    total = 0
    while True:
        total += 1
        if total > 3:
            break
    say(total if False else "while")
    try:
        raise KeyError("gone")
    except (ValueError, KeyError) as error:
        say("caught")
    finally:
        say("finally")
    match ("add", 3):
        case ("drop", _):
            say("drop")
        case ("add", n):
            say(f"add {n}")
    x = y = 1
    x, y = y + 1, x
    say(f"{x}{y}{x == 2 and y or 9}{None or 'z'}{3 if x > y > 0 else 4}{not x}")
    say(any(n > 3 for n in [1, 5]) and all([1, 0]))
    say(isinstance("s", (int, str)), )
    say(min(3, 1, 2) + max([4, 9]) + sum([1, 2]) + abs(-3))
    if (found := "walrus")[0] == "w":
        say(found)


def downgrade():
    pass
