// #[coro::coroutine(recv = u8)]
// fn refused<T: Clone>(value: &T) {
//     let apply = |x: u8| x + recv!();
//     let guessed = value.guess();
//     recv!();
// }

::core::compile_error! {
    "cannot suspend inside a closure\nnote: a closure has a stack frame of its own, which the coroutine cannot save\nhelp: suspend first: `let value = recv!();`, or in a loop that takes the place of the closure"
}
#[allow(unused_variables, unreachable_code, dead_code, clippy::all)]
fn refused<'value, T: Clone>(value: &'value T) -> Refused<'value, T> {
    Refused { state: { loop {} } }
}
#[allow(dead_code)]
struct Refused<'value, T: Clone> {
    state: ::core::marker::PhantomData<fn() -> (&'value T,)>,
}
#[allow(dead_code, unused_variables, clippy::all)]
const _: () = {
    impl<'value, T: Clone> ::coro_runtime::Coroutine<u8> for Refused<'value, T> {
        type Yield = ();
        type Return = ();
        fn prime(
            &mut self,
        ) -> ::core::result::Result<
            ::coro_runtime::CoroutineState<(), ()>,
            ::coro_runtime::ResumeError,
        > {
            loop {}
        }
        fn close(
            &mut self,
        ) -> ::core::result::Result<
            ::core::option::Option<()>,
            ::coro_runtime::ResumeError,
        > {
            loop {}
        }
        fn status(&self) -> ::coro_runtime::Status {
            loop {}
        }
        fn send(
            &mut self,
            _: u8,
        ) -> ::core::result::Result<
            ::coro_runtime::CoroutineState<(), ()>,
            ::coro_runtime::ResumeError,
        > {
            loop {}
        }
    }
    impl<'value, T: Clone> ::core::fmt::Debug for Refused<'value, T> {
        fn fmt(&self, _: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            loop {}
        }
    }
    #[allow(unused, clippy::all)]
    fn body<'value, T: Clone>(value: &'value T) -> () {
        recv! {
            @ resolved
        }
        loop {}
        {
            let apply = |x: u8| x + ::coro_runtime::__private::resumed::<u8>();
            let guessed = value.guess();
            ::coro_runtime::__private::resumed::<u8>();
        }
    }
};
