//! Machines, planned.

mod hidden;
mod in_place;
mod refusals;
mod states;
mod tails;
mod units;

use expect_test::Expect;

use super::*;

/// Compares the machine of a function that is sent numbers and yields nothing.
#[track_caller]
fn machine(body: &str, expected: &Expect) {
    function("recv = i32", &format!("fn run(a: i32, text: String) {{ {body} }}"), expected);
}

/// Compares the machine of `item`, or its refusals.
#[track_caller]
fn function(arguments: &str, item: &str, expected: &Expect) {
    expected
        .assert_eq(&planned(arguments, item).map_or_else(|refusals| refusals, |machine| machine.to_string()));
}

/// Compares only what the states keep.
#[track_caller]
fn states(body: &str, expected: &Expect) {
    let machine = planned("recv = i32", &format!("fn run(a: i32, text: String) {{ {body} }}"));
    let text = machine.map_or_else(|refusals| refusals, |machine| machine.to_string());
    let states: Vec<_> = text.split("\n\n").take(1).collect();
    expected.assert_eq(&(states.concat().trim_end().to_owned() + "\n"));
}

fn planned(arguments: &str, item: &str) -> Result<Machine, String> {
    let mut sink = Sink::default();
    let arguments = arguments.parse().expect("the arguments are tokens");
    let mut function = crate::parse::parse(arguments, item.parse().expect("the item is tokens"), &mut sink)
        .expect("the function can be taken apart")
        .function();
    let mut followed = Followed::new();
    loop {
        let body = crate::normalize::normalize(&mut function, &followed, &mut sink);
        assert_eq!(sink.messages(), [""; 0], "the stages before have nothing to say");
        match plan(&function, body, &followed, &mut sink) {
            Ok(machine) => return Ok(machine),
            Err(Unplanned::Refused) => return Err(sink.messages().join("\n") + "\n"),
            Err(Unplanned::Unclear(locals)) => followed.extend(locals),
        }
    }
}
