// #[coro::coroutine(recv = u8)]
// fn asked() -> usize {
//     let guessed = guess();
//     guessed.len() + recv!() as usize
// }

#[allow(unused_variables, unreachable_code, dead_code, clippy::all)]
fn asked() -> Asked {
    Asked { state: { loop {} } }
}
#[allow(dead_code)]
struct Asked {
    state: ::core::marker::PhantomData<fn() -> ()>,
}
#[allow(dead_code, unused_variables, clippy::all)]
const _: () = {
    impl ::coro_runtime::Coroutine<u8> for Asked {
        type Yield = ();
        type Return = usize;
        fn prime(
            &mut self,
        ) -> ::core::result::Result<
            ::coro_runtime::CoroutineState<(), usize>,
            ::coro_runtime::ResumeError,
        > {
            loop {}
        }
        fn close(
            &mut self,
        ) -> ::core::result::Result<
            ::core::option::Option<usize>,
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
            ::coro_runtime::CoroutineState<(), usize>,
            ::coro_runtime::ResumeError,
        > {
            loop {}
        }
    }
    impl ::core::fmt::Debug for Asked {
        fn fmt(&self, _: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            loop {}
        }
    }
    #[allow(unused, clippy::all)]
    fn body() -> usize {
        recv! {
            @ resolved
        }
        {
            let guessed = guess();
            (match (guessed.len()) {
                value => {
                    {
                        #[diagnostic::on_unimplemented(
                            message = "the type of `guessed.len()` must be written\nnote: its value is kept while `Asked` is suspended in the same expression\nhelp: bind it first: `let value: {Self} = guessed.len();`\nhelp: or write `boxed` in the attribute: the compiler lays the state out, on the heap",
                            label = "its type is `{Self}`",
                            note = "a type with `impl` or a closure in it cannot be written: keep the value in a `Box<dyn …>`"
                        )]
                        trait TypeOfValue1InAsked {
                            fn written(&self) {}
                        }
                        trait Never {}
                        #[diagnostic::do_not_recommend]
                        impl<T: Never> TypeOfValue1InAsked for [T] {}
                        TypeOfValue1InAsked::written(
                            &::coro_runtime::__private::finally(&value, 0),
                        );
                    }
                    value
                }
            }) + ::coro_runtime::__private::resumed::<u8>() as usize
        }
    }
};
