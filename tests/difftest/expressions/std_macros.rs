//! Suspensions among the arguments of std's macros.

use std::fmt::Write;

use crate::{effects::*, harness::difftest};

difftest! {
    name: formatted,
    make: (5),
    inputs: [0, 1], depth: 6,
    #[coroutine(yield = String, recv = u32)]
    fn body(total: u32) -> String {
        let _g: D = D::new("g");
        let a: u32 = yield_!(format!("{total}"));
        let text: String = format!("{total} {} {a} {}", yield_!(String::new()), seen(a));
        let named: String = format!("{value:>width$}", value = yield_!(text), width = 4);
        let captured: String = format!("{named}{}", yield_!("x".to_owned()) + 1);
        captured
    }
}

difftest! {
    name: written,
    make: (),
    inputs: [0, 1], depth: 5,
    #[coroutine(recv = u32)]
    fn body() -> Result<String, std::fmt::Error> {
        let mut text: String = String::new();
        write!(text, "{}", recv!())?;
        writeln!(text, "{}{:?}", recv!(), Some(recv!()))?;
        write!(text, "{}", seen(recv!()))?;
        Ok(text)
    }
}

difftest! {
    name: collected,
    make: (),
    inputs: [0, 1], depth: 7,
    #[coroutine(recv = u32)]
    fn body() -> usize {
        let _g: D = D::new("g");
        let numbers: Vec<u32> = vec![recv!(), 4, recv!()];
        let repeated: Vec<u32> = vec![recv!(); 3];
        let parts: Vec<D> = vec![D::new("a"), D::new("b")];
        recv!();
        numbers.len() + repeated[0] as usize + parts.len()
    }
}

difftest! {
    name: asserted,
    make: (),
    inputs: [0, 1, 2], depth: 5,
    #[coroutine(recv = u32)]
    fn body() {
        let _g: D = D::new("g");
        assert!(recv!() < 2);
        assert!(recv!() < 2, "got {}", recv!());
        let _h: D = D::new("h");
        assert_eq!(recv!(), 1);
        assert_ne!(recv!(), 1, "it was one");
        debug_assert!(recv!() > 0);
    }
}

difftest! {
    name: panicked,
    make: (),
    inputs: [0, 1, 2], depth: 3,
    #[coroutine(recv = u32)]
    fn body() -> u32 {
        let _g: D = D::new("g");
        match recv!() {
            0 => panic!("panicked with {}", recv!()),
            1 => unreachable!("reached with {}", recv!()),
            _ => todo!("not yet {}", recv!()),
        }
    }
}

difftest! {
    name: matched,
    make: (),
    inputs: [0, 1, 2], depth: 4,
    #[coroutine(recv = u32)]
    fn body() -> bool {
        let _g: D = D::new("g");
        if matches!(recv!(), 1 | 2) {
            recv!();
        }
        matches!(recv!(), n if n == 1)
    }
}

difftest! {
    name: question_inside,
    make: (),
    inputs: [1, 8], depth: 4,
    #[coroutine(recv = u32)]
    fn body() -> Result<String, MyErr> {
        let _g: D = D::new("g");
        let text: String = format!("{}", parse(recv!())?);
        let first: u32 = parse(recv!())?;
        Ok(format!("{text} {first} {}", parse(recv!())?))
    }
}

difftest! {
    name: left_from_arguments,
    make: (1) | (2),
    inputs: [1, 2], depth: 3,
    #[coroutine(recv = u32)]
    fn body(n: u32) -> u32 {
        let mut total: u32 = 0;
        let found: u32 = loop {
            total += 1;
            if matches!(match total { 1 if total > 1 => break total, _ if total > 2 => { return 7 } other => other }, 2) { log("two"); }
            assert!(match total { 3 => continue, 4 => break 9, _ => 1 } < 5);
            log(&format!("{} {}", 'a: { if n == 1 { break 'a 1 } else { 2 } }, total));
            assert_eq!({ let total: u32 = 1; if n == total && recv!() == 2 { break 5 } total }, 1);
        };
        found
    }
}

difftest! {
    name: left_from_a_guard,
    make: (1) | (2) | (3) | (4),
    inputs: [1, 2], depth: 3,
    #[coroutine(recv = u32)]
    fn body(n: u32) -> u32 {
        let _g: D = D::new("g");
        let m: u32 = 3;
        let found: u32 = loop {
            let m: u32 = m + recv!();
            let d: D = D::new("d");
            if matches!(pick(n, 1), Some(m) if { m.name(); n == 1 && return 1 }) { log("no"); }
            if matches!(m, 5 if n == 2 && seen(m) == 5 && { d.name(); break m }) { log("no"); }
            if matches!(recv!(), m if n == 3 && seen(m) == 2 && continue) { log("no"); }
            log(&format!("{}", matches!(m, 4 if seen(n) == 4)));
        };
        found
    }
}

difftest! {
    name: left_by_a_value,
    make: (1) | (2),
    inputs: [1, 2], depth: 3,
    #[coroutine(recv = u32)]
    fn body(n: u32) -> u32 {
        let total: u32 = 0;
        let found: u32 = loop {
            let total: u32 = total + recv!();
            vec![match total { 1 => break total, 2 => { return 7 } other => other }];
            println!("{total} {}", if n == 1 { break 8 } else { 2 });
        };
        found
    }
}
