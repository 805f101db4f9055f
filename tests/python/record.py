"""Plays every script on its Python program and prints what comes of it.

    python3.13 tests/python/record.py > tests/python/transcript.txt
"""

import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).parent))
import programs


def outcome(call, kind):
    try:
        value = call()
    except StopIteration as stop:
        return f"returned {stop.value}"
    except programs.Boom:
        return "raised Boom"
    except RuntimeError as error:
        return "ignored" if "ignored GeneratorExit" in str(error) else f"error {error}"
    except TypeError as error:
        return "refused" if "just-started" in str(error) else f"error {error}"
    return f"{kind} {value}"


def step(generator, operation):
    word, _, value = operation.partition(":")
    if word == "close":
        return outcome(generator.close, "closed")
    if generator.gi_frame is None:
        return "finished"
    if word == "next":
        return outcome(generator.__next__, "yielded")
    if word == "send":
        return outcome(lambda: generator.send(int(value)), "yielded")
    return outcome(lambda: generator.throw(programs.Boom()), "yielded")


def play(line):
    name, _, operations = line.partition(":")
    print(f"== {line}")
    generator = getattr(programs, name)()
    for operation in operations.split():
        result = step(generator, operation)
        show_events()
        print(f"{operation} -> {result}")
    # What is left suspended is closed.
    del generator
    show_events()


def show_events():
    for event in programs.EVENTS:
        print(f"   {event}")
    programs.EVENTS.clear()


# A generator that ignores being closed cannot be heard while it is deleted.
sys.unraisablehook = lambda _: None

print("# Made by CPython {}.{}.{}".format(*sys.version_info[:3]))
for line in Path(__file__).with_name("scripts.txt").read_text().splitlines():
    play(line)
