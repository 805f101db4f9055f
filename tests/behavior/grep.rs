//! The coroutine of the first page: it looks for a pattern in the lines it is sent.

use std::collections::HashMap;
use std::thread;

use crate::prelude::*;

#[coro_runtime::coroutine]
fn grep(pattern: &str, found: &mut Vec<String>) {
    found.push(format!("Looking for {pattern}"));
    loop {
        let line: &str = recv!();
        if line.contains(pattern) {
            found.push(line.to_owned());
        }
    }
}

/// The text of the first page as it is, but for the attribute that makes it `Clone`.
#[coro_runtime::coroutine]
#[derive(Clone)]
fn printing(pattern: &str) {
    println!("Looking for {pattern}");
    loop {
        let line: &str = recv!();
        if line.contains(pattern) {
            println!("{line}");
        }
    }
}

#[test]
fn finds_what_it_looks_for() -> Result<(), Box<dyn std::error::Error>> {
    let mut found = Vec::new();
    let mut g = grep("python", &mut found);
    g.prime()?;
    g.send("Yeah, but no, but yeah, but no")?;
    g.send("A series of tubes")?;
    g.send("python generators rock!")?;
    g.close()?;
    drop(g);
    assert_eq!(found, ["Looking for python", "python generators rock!"]);
    Ok(())
}

#[test]
fn one_buffer_feeds_every_send() -> Result<(), ResumeError> {
    let mut found = Vec::new();
    let mut g = grep("3", &mut found);
    g.prime()?;
    let mut line = String::new();
    for number in 0..40 {
        line.clear();
        line.push_str(&number.to_string());
        g.send(&line)?;
    }
    drop(line);
    drop(g);
    assert_eq!(found[1..5], ["3", "13", "23", "30"]);
    Ok(())
}

struct Search<'p> {
    machine: Printing<'p>,
    sent: usize,
}

#[test]
fn the_machine_is_a_named_struct() -> Result<(), ResumeError> {
    let mut search = Search { machine: printing("needle"), sent: 0 };
    search.machine.prime()?;
    search.machine.send("hay")?;
    search.sent += 1;
    let Search { mut machine, sent } = search;
    machine.send("hay")?;
    assert_eq!(sent, 1);
    Ok(())
}

#[test]
fn machines_live_in_collections() -> Result<(), ResumeError> {
    let mut machines: Vec<Printing<'_>> = ["a", "b"].into_iter().map(printing).collect();
    machines.extend_from_slice(&machines.clone());
    for machine in &mut machines {
        machine.prime()?;
    }
    let mut by_name: HashMap<String, Printing<'static>> = HashMap::new();
    by_name.insert("c".to_string(), printing("c"));
    by_name.entry("c".to_string()).or_insert_with(|| printing("d")).prime()?;
    by_name.get_mut("c").unwrap().send("abc")?;
    let machine = by_name.remove("c").unwrap();
    assert_eq!(machine.status(), Status::Suspended);
    let array: [Option<Printing<'_>>; 2] = [Some(machine), None];
    assert_eq!(array.iter().flatten().count(), 1);
    Ok(())
}

#[test]
fn a_machine_moves_to_a_thread() {
    let text = "the needle".to_string();
    let mut machine = printing(&text[4..]);
    machine.prime().unwrap();
    thread::scope(|scope| {
        let running = scope.spawn(move || {
            machine.send("a needle in a haystack").unwrap();
            machine.close()
        });
        assert_eq!(running.join().unwrap(), Ok(None));
    });
}
