//! Machines behind `&mut`, `Box` and `dyn`, and as the target of a pipeline.

use coro_runtime::prelude::*;

use super::machines::{Count, Failure, count, sum};

/// Drives whatever is given by value, so that the pointer's own implementation is the one in use.
fn drive<C: Coroutine<u32, Yield = u32>>(mut machine: C) -> Option<C::Return> {
    assert_eq!(machine.status(), Status::Created);
    assert_eq!(machine.try_send(1).err().map(|rejected| rejected.value), Some(1));
    machine.prime().unwrap();
    machine.send(1).unwrap();
    machine.send_all([2, 0]).unwrap()
}

#[test]
fn a_reference_drives_the_machine_behind_it() {
    let mut machine = sum();
    assert_eq!(drive(&mut machine), Some(Ok(3)));
    assert_eq!(machine.status(), Status::Finished);
    assert_eq!(drive(&mut &mut sum()), Some(Ok(3)));
}

#[test]
fn a_box_drives_the_machine_in_it() {
    assert_eq!(drive(Box::new(sum())), Some(Ok(3)));
    assert_eq!(drive(&mut Box::new(sum())), Some(Ok(3)));
}

#[test]
fn a_trait_object_drives_its_machine() {
    type Any<'m> = dyn Coroutine<u32, Yield = u32, Return = Result<u32, Failure>> + Send + 'm;
    assert_eq!(drive::<Box<Any<'_>>>(Box::new(sum())), Some(Ok(3)));
    assert_eq!(drive::<&mut Any<'_>>(&mut sum()), Some(Ok(3)));
}

#[test]
fn errors_are_thrown_through_pointers() {
    fn throw<C: Throw<&'static str, u32>>(mut machine: C) -> Option<C::Return> {
        machine.throw("stop").unwrap().complete()
    }
    type Any = dyn Throw<&'static str, u32, Yield = u32, Return = Result<u32, Failure>>;
    let thrown = || Some(Err(Failure::Thrown("stop")));
    assert_eq!(throw(&mut sum()), thrown());
    assert_eq!(throw(Box::new(sum())), thrown());
    assert_eq!(throw::<Box<Any>>(Box::new(sum())), thrown());
    assert_eq!(throw::<&mut Any>(&mut sum()), thrown());
}

#[test]
fn a_boxed_object_takes_lines_borrowed_for_one_send() {
    let mut found = 0;
    let mut machine: Box<dyn for<'i> Coroutine<&'i str, Yield = (), Return = ()> + '_> =
        Box::new(count("a", &mut found));
    machine.prime().unwrap();
    let mut buffer = String::new();
    for word in ["a", "b", "ca"] {
        buffer.clear();
        buffer.push_str(word);
        machine.send(&buffer).unwrap();
    }
    assert_eq!(machine.send_all(["abc", "", "a"]), Ok(Some(())));
    drop(machine);
    assert_eq!(found, 3);
}

#[test]
fn a_borrowed_object_takes_lines_borrowed_for_one_send() {
    let mut found = 0;
    let mut owner = count("a", &mut found);
    let mut machine: &mut dyn for<'i> Coroutine<&'i str, Yield = (), Return = ()> = &mut owner;
    machine.prime().unwrap();
    machine.send(&String::from("a")).unwrap();
    assert_eq!((&mut machine).send_all(String::from("a b\nc").lines()), Ok(None));
    assert_eq!(machine.close(), Ok(None));
    assert_eq!(found, 2);
}

#[test]
fn an_object_of_integers_is_a_coroutine_by_value() {
    struct Sink;
    impl Coroutine<i32> for Sink {
        type Yield = ();
        type Return = ();
        fn prime(&mut self) -> Result<CoroutineState<(), ()>, ResumeError> {
            Ok(CoroutineState::Yielded(()))
        }
        fn send(&mut self, _: i32) -> Result<CoroutineState<(), ()>, ResumeError> {
            Ok(CoroutineState::Yielded(()))
        }
        fn close(&mut self) -> Result<Option<()>, ResumeError> {
            Ok(None)
        }
        fn status(&self) -> Status {
            Status::Suspended
        }
    }
    let mut boxed: Box<dyn Coroutine<i32, Yield = (), Return = ()>> = Box::new(Sink);
    assert_eq!(boxed.send_all([1, 2]), Ok(None));
    let boxed: Box<dyn Consumer<i32, Return = ()>> = Box::new(boxed);
    push(boxed, 3);
    push(&mut Sink, 3);
}

/// A stage asks for a consumer and says nothing about what it returns.
fn push(mut target: impl Consumer<i32>, value: i32) {
    assert!(target.send(value).unwrap().is_yielded());
}

#[test]
fn a_coroutine_that_hands_nothing_out_is_a_consumer() {
    fn is_consumer<T: for<'i> Consumer<&'i str> + ?Sized>() {}
    is_consumer::<Count<'_>>();
    is_consumer::<&mut Count<'_>>();
    is_consumer::<dyn for<'i> Coroutine<&'i str, Yield = (), Return = u8>>();
}

#[test]
fn a_pointer_uses_the_try_send_of_its_machine() {
    /// Refuses every value although it looks suspended, which only a `try_send` of its own can say.
    struct Full;
    impl Coroutine<u32> for Full {
        type Yield = u32;
        type Return = ();
        fn prime(&mut self) -> Result<CoroutineState<u32, ()>, ResumeError> {
            Err(ResumeError::AlreadyPrimed)
        }
        fn send(&mut self, _: u32) -> Result<CoroutineState<u32, ()>, ResumeError> {
            Err(ResumeError::Finished)
        }
        fn close(&mut self) -> Result<Option<()>, ResumeError> {
            Ok(None)
        }
        fn status(&self) -> Status {
            Status::Suspended
        }
        fn try_send(&mut self, value: u32) -> Result<CoroutineState<u32, ()>, Rejected<u32>> {
            Err(Rejected { value, error: ResumeError::Finished })
        }
    }
    fn refused<C: Coroutine<u32>>(mut machine: C) -> Option<u32> {
        machine.try_send(5).err().map(|rejected| rejected.value)
    }
    assert_eq!(refused(&mut Full), Some(5));
    assert_eq!(refused(Box::new(Full)), Some(5));
}
