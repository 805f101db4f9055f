//! Where the buses are: events of a document, taken apart by coroutines that wait in nested loops.

use std::{cell::RefCell, collections::BTreeMap};

use crate::prelude::*;

use super::primed;

#[derive(Clone, Copy, Debug, PartialEq)]
enum Event {
    Start,
    Text,
    End,
}

type Bus = BTreeMap<String, String>;

const DOCUMENT: &str = "
    <buses>
        <bus><id>7574</id><route>147</route><direction>North &amp; Bound</direction><latitude>41.92</latitude></bus>
        <depot><id>1</id></depot>
        <bus><id>1801</id><route>22</route><direction>South Bound</direction><latitude>41.87</latitude></bus>
        <bus><id>1802</id><route>22</route><direction>North Bound</direction><latitude>41.88</latitude></bus>
    </buses>";

/// Pushes the events of `document`; text comes in fragments.
fn parse(document: &str, target: &mut impl for<'d> Consumer<(Event, &'d str)>) -> Result<(), ResumeError> {
    for part in document.split('<').skip(1) {
        let (tag, text) = part.split_once('>').unwrap_or((part, ""));
        let _ = match tag.strip_prefix('/') {
            Some(name) => target.send((Event::End, name))?,
            None => target.send((Event::Start, tag))?,
        };
        for fragment in text.split_inclusive("&amp;") {
            let _ = target.send((Event::Text, fragment))?;
        }
    }
    Ok(())
}

/// Waits for the start of a bus, then gathers its fields up to its end.
#[coro_runtime::coroutine]
fn buses_to_maps(mut target: impl Consumer<Bus>) -> Result<(), ResumeError> {
    loop {
        let (event, value): (Event, &str) = recv!();
        if event == Event::Start && value == "bus" {
            let mut bus = Bus::new();
            let mut fragments: Vec<String> = Vec::new();
            loop {
                let (event, value) = recv!();
                match event {
                    Event::Start => fragments.clear(),
                    Event::Text => fragments.push(value.replace("&amp;", "&")),
                    Event::End if value != "bus" => {
                        bus.insert(value.to_owned(), fragments.concat());
                    }
                    Event::End => {
                        target.send(bus)?;
                        break;
                    }
                }
            }
        }
    }
}

#[coro::coroutine]
fn filter_on_field(field: &str, wanted: &str, mut target: impl Consumer<Bus>) -> Result<(), ResumeError> {
    loop {
        let bus: Bus = recv!();
        if bus.get(field).is_some_and(|value| value == wanted) {
            target.send(bus)?;
        }
    }
}

#[coro::coroutine]
fn locations(shown: &RefCell<Vec<String>>) {
    loop {
        let bus: Bus = recv!();
        shown.borrow_mut().push(format!("{},{},{}", bus["route"], bus["id"], bus["latitude"]));
    }
}

#[test]
fn buses_of_one_direction() -> Result<(), ResumeError> {
    let shown = RefCell::new(Vec::new());
    let found = filter_on_field("direction", "North Bound", primed(locations(&shown)));
    parse(DOCUMENT, &mut primed(buses_to_maps(primed(found))))?;
    assert_eq!(shown.take(), ["22,1802,41.88"]);
    let found = filter_on_field("direction", "North & Bound", primed(locations(&shown)));
    parse(DOCUMENT, &mut primed(buses_to_maps(primed(filter_on_field("route", "147", primed(found))))))?;
    assert_eq!(shown.take(), ["147,7574,41.92"]);
    Ok(())
}

/// The same in patterns: what is waited for stands in the loop's head. What follows a field is the space behind it.
#[coro_runtime::coroutine(recv = (Event, &str), yield = Option<(String, String)>)]
fn fields_of_buses() {
    loop {
        while recv!() != (Event::Start, "bus") {}
        while let (Event::Start, field) = recv!() {
            let field: String = field.to_owned();
            let mut text = String::new();
            while let (Event::Text, fragment) = recv!() {
                text.push_str(fragment);
            }
            yield_!(Some((field, text)));
        }
    }
}

#[test]
fn fields_as_they_end() -> Result<(), ResumeError> {
    let mut fields = primed(fields_of_buses());
    let mut found = Vec::new();
    let events = [
        (Event::Start, "depot"),
        (Event::Start, "bus"),
        (Event::Start, "id"),
        (Event::Text, "7"),
        (Event::Text, "5"),
        (Event::End, "id"),
        (Event::Text, " "),
        (Event::End, "bus"),
        (Event::Start, "bus"),
        (Event::End, "bus"),
        (Event::Start, "route"),
    ];
    for event in events {
        if let CoroutineState::Yielded(Some(field)) = fields.send(event)? {
            found.push(field);
        }
    }
    assert_eq!(found, [("id".to_owned(), "75".to_owned())]);
    Ok(())
}
