//! `?` and `return`: on `Result` and `Option`, with conversions, in loops, in branches and inside macro arguments.

use crate::{effects::*, harness::difftest};

difftest! {
    name: question_converts,
    make: (),
    inputs: [0, 7, 8], depth: 6,
    #[coroutine]
    fn body() -> Result<u32, MyErr> {
        let _g: D = D::new("g");
        let mut total: u32 = 0;
        loop {
            let _h: D = D::new("h");
            let x: u32 = recv!();
            let n: u32 = parse(x)?;
            if n == 7 {
                return Ok(total);
            }
            let y: u32 = recv!();
            total += parse(n + y)? + 1;
        }
    }
}

difftest! {
    name: question_on_an_option,
    make: (),
    inputs: [0, 1, 2], depth: 6,
    #[coroutine]
    fn body() -> Option<u32> {
        let _g: D = D::new("g");
        let mut i: u32 = 0;
        while i < 3 {
            let x: u32 = recv!();
            let d: D = pick(x, i)?;
            recv!();
            d.name();
            i += 1;
        }
        Some(i)
    }
}

difftest! {
    name: question_in_format_arguments,
    make: (),
    inputs: [1, 8], depth: 5,
    #[coroutine(yield = String)]
    fn body() -> Result<String, MyErr> {
        let mut text: String = String::new();
        for i in 0..2u32 {
            let x: u32 = yield_!(format!("{i}"));
            text = format!("{text}{}", parse(x)?);
            let y: u32 = yield_!(format!("{}+{}", parse(x)?, parse(x + 1)?));
            text.push_str(&format!("{y}"));
        }
        Ok(format!("{text}."))
    }
}

difftest! {
    name: error_from_a_str,
    make: (),
    inputs: [0, 1, 2], depth: 5,
    #[coroutine]
    fn body() -> Result<u32, Box<dyn std::error::Error>> {
        let _g: D = D::new("g");
        let x: u32 = recv!();
        if x == 1 {
            return Err("one is refused".into());
        }
        if x == 2 {
            Err("two as well")?;
        }
        let n: u32 = "12".parse::<u32>()?;
        recv!();
        Ok(n)
    }
}

difftest! {
    name: returns_out_of_everything,
    make: (),
    inputs: [0, 1, 2, 3], depth: 5,
    #[coroutine]
    fn body() -> u32 {
        let _a: D = D::new("a");
        'b: {
            let _b: D = D::new("b");
            for i in 0..3u32 {
                let _c: D = D::new("c");
                let x: u32 = recv!();
                match x {
                    0 => return i,
                    1 => {
                        let _e: D = D::new("e");
                        let y: u32 = recv!();
                        if y == 1 {
                            return 11;
                        }
                        if y == 2 {
                            break 'b;
                        }
                    }
                    2 => break,
                    _ => continue,
                }
                log("round");
            }
            log("after the loop");
        }
        99
    }
}

difftest! {
    name: question_with_unit,
    make: (),
    inputs: [1, 8], depth: 5,
    #[coroutine]
    fn body() -> Result<(), Bad> {
        let _g: D = D::new("g");
        let x: u32 = recv!();
        parse(x)?;
        let y: u32 = recv!();
        if y == 8 {
            parse(y)?;
            log("never");
        }
        Ok(())
    }
}

difftest! {
    name: the_result_itself_is_the_tail,
    make: (),
    inputs: [1, 8], depth: 4,
    #[coroutine]
    fn body() -> Result<u32, Bad> {
        let _g: D = D::new("g");
        let x: u32 = recv!();
        let local: D = D::new("local");
        local.name();
        parse(x)
    }
}

difftest! {
    name: question_in_an_initialiser_of_a_droppable,
    make: (),
    inputs: [0, 1, 2], depth: 6,
    #[coroutine]
    fn body() -> Option<u32> {
        let a: D = D::new("a");
        let x: u32 = recv!();
        let couple: Couple = Couple { first: pick(x, 0)?, second: pick(x, 1)?, count: 3 };
        let y: u32 = recv!();
        let d: D = pick(y, couple.first.name())?;
        a.name();
        recv!();
        d.name();
        Some(couple.second.name())
    }
}

/// A macro of another crate that returns hides its `return Err(..)` in just this way.
macro_rules! bail {
    ($error:expr) => {
        return Err($error)
    };
}

difftest! {
    name: return_hidden_in_a_macro,
    make: (),
    inputs: [0, 1], depth: 5,
    #[coroutine]
    fn body() -> Result<u32, MyErr> {
        let _g: D = D::new("g");
        loop {
            let x: u32 = recv!();
            if x == 1 {
                bail!(MyErr(5));
            }
            log("on");
        }
    }
}

difftest! {
    name: never_returns,
    make: (),
    inputs: [0, 1], depth: 5,
    #[coroutine]
    fn body() -> Result<(), MyErr> {
        loop {
            let x: u32 = recv!();
            let y: u32 = recv!();
            log(if x == y { "equal" } else { "different" });
        }
    }
}
