"""The programs of the comparison, as CPython has them. Each has its pair of the same name in Rust."""


class Boom(Exception):
    pass


EVENTS = []


def log(text):
    EVENTS.append(str(text))


def averager():
    total = count = average = 0
    while True:
        total += yield average
        count += 1
        average = total // count


def echo():
    value = 0
    while True:
        value = yield value


def countdown():
    left = 3
    while left > 0:
        yield left
        left -= 1


def fibonacci():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


def grep():
    log("looking")
    while True:
        value = yield
        if value >= 10:
            log(f"found {value}")


def pair_sum():
    left = yield
    right = yield
    return left + right


def finally_once():
    try:
        yield 1
        yield 2
    finally:
        log("finally")


def finally_nested():
    try:
        yield 1
        try:
            yield 2
        finally:
            log("inner")
        log("between")
    finally:
        log("outer")


def catches():
    try:
        yield 1
    except Boom:
        log("caught")
        value = yield 99
        return value
    return 0


def passes_on():
    yield 1
    value = yield 2
    return value


def logs_and_raises():
    try:
        yield 1
    except Boom:
        log("saw it")
        raise


def total_on_close():
    total = 0
    try:
        while True:
            total += yield
    except GeneratorExit:
        return total


def ignores_close():
    while True:
        try:
            value = yield 1
            log(value)
        except GeneratorExit:
            log("not yet")


def ask(question):
    answer = yield question
    return answer * 10


def delegates():
    answer = yield from ask(1)
    yield answer
    return answer + 1


def delegates_twice():
    first = yield from ask(1)
    second = yield from ask(2)
    yield first + second


def careful(question):
    try:
        answer = yield question
    except Boom:
        log("inner caught")
        answer = yield -1
    return answer


def inner_catches():
    answer = yield from careful(5)
    yield answer
    return answer


def outer_catches():
    try:
        answer = yield from ask(5)
    except Boom:
        log("outer caught")
        answer = yield -2
    yield answer
    return answer


def nobody_catches():
    answer = yield from ask(5)
    return answer


def guarded_ask(question):
    try:
        answer = yield question
        yield answer
    finally:
        log("inner ends")


def closes_inside_out():
    try:
        yield from guarded_ask(1)
    finally:
        log("outer ends")


def sums_two():
    return (yield from ask(1)) + (yield from ask(2)) + (yield 3)


def middle(question):
    log("middle")
    answer = yield from ask(question)
    return answer + 1


def three_deep():
    answer = yield from middle(7)
    other = yield answer
    return answer + other


def walk(low, high):
    if low < high:
        root = (low + high) // 2
        yield from walk(low, root)
        yield root
        yield from walk(root + 1, high)


def in_order():
    yield from walk(0, 5)


def moves(n, source, target, spare):
    if n > 0:
        yield from moves(n - 1, source, spare, target)
        yield source * 10 + target
        yield from moves(n - 1, spare, target, source)


def hanoi():
    yield from moves(3, 1, 3, 2)


def breaks_out():
    while True:
        try:
            value = yield 1
            if value == 0:
                break
            log(value)
        finally:
            log("round ends")
    last = yield 2
    return last


def goes_on():
    for number in range(3):
        try:
            value = yield number
            if value == 0:
                continue
            log(value)
        finally:
            log("round ends")
    return 5


def returns_early():
    try:
        value = yield 1
        if value == 0:
            return 1
        value = yield 2
        if value == 0:
            return 2
    finally:
        log("finally")
    return 3


def asks_again():
    rounds = 0
    while (yield rounds):
        rounds += 1
        log(f"round {rounds}")
    return rounds


def add(left, right):
    log(f"add {left} {right}")
    return left + right


def arguments():
    return add((yield 1), (yield 2))


def both():
    if (yield 1) and (yield 2):
        log("both")
        return 1
    return 0


def yields_what_it_is_sent():
    return (yield (yield (yield 1)))


def running_total():
    total = 0
    while True:
        total += yield total


def table():
    for row in range(1, 3):
        for column in range(1, 4):
            yield row * column
        log("row")


def running_max():
    best = yield
    while True:
        value = yield best
        if value > best:
            best = value


def run_lengths():
    current = yield
    count = 1
    while current:
        value = yield
        if value == current:
            count += 1
        else:
            log(f"{count}x{current}")
            current, count = value, 1
    return count


def key_values():
    pairs = 0
    while True:
        key = yield pairs
        if key == 0:
            return pairs
        value = yield -key
        log(f"{key}={value}")
        pairs += 1


def primes():
    found = []
    candidate = 2
    while True:
        if all(candidate % prime for prime in found):
            found.append(candidate)
            yield candidate
        candidate += 1


def collatz():
    number = 6
    while number != 1:
        yield number
        number = number // 2 if number % 2 == 0 else 3 * number + 1
    yield 1


def last_two():
    before = yield
    value = yield before
    while True:
        before, value = value, (yield before + value)


def until_zero():
    total = 0
    while value := (yield):
        total += value
    return total


def retries():
    left = 2
    total = 0
    while True:
        try:
            total += yield total
        except Boom:
            if left == 0:
                raise
            left -= 1
            log(f"left {left}")


def close_is_passed_on():
    try:
        value = yield 1
        yield value
    except GeneratorExit:
        log("closing")
        raise


def dispatches():
    while True:
        match (yield 0):
            case 1:
                log("one")
            case 2:
                more = yield 2
                log(f"two {more}")
            case _:
                return 4


def throws_while_unstarted():
    try:
        yield 1
    except Boom:
        yield 2


def swaps():
    a = yield 1
    b = yield 2
    a, b = b, a
    log(f"{a} {b}")
    a, b = (yield a), b
    return a - b


def leaves_two_loops():
    for outer in range(3):
        done = False
        for inner in range(3):
            value = yield outer * 10 + inner
            if value == 9:
                done = True
                break
        if done:
            break
    log(f"left at {outer} {inner}")
    return outer


def zips():
    for left, right in zip([1, 2, 3], [4, 5, 6]):
        yield left * right
