// #[coro::coroutine(boxed)]
// fn grep(pattern: &str) {
//     println!("Looking for {pattern}");
//     loop {
//         let line: String = recv!();
//         if line.contains(pattern) {
//             println!("{line}");
//         }
//     }
// }

#[allow(
    clippy::await_holding_lock,
    clippy::await_holding_refcell_ref,
    clippy::multiple_bound_locations
)]
fn grep<'pattern>(pattern: &'pattern str) -> Grep<'pattern> {
    let channel = <::coro_runtime::__private::Local<
        String,
        (),
    > as ::coro_runtime::__private::Channel>::new();
    let body = {
        let channel = ::core::clone::Clone::clone(&channel);
        ::coro_runtime::__private::Box::pin(async move {
            let _ = (&pattern,);
            let pattern: &'pattern str = pattern;
            if let ::core::option::Option::Some(returned) = ::core::option::Option::None::<
                (),
            > {
                return returned;
            }
            let returned: () = {
                println!("Looking for {pattern}");
                loop {
                    let line: String = ::coro_runtime::__private::handed(
                            &channel,
                            (),
                            ::core::line!(),
                        )
                        .await;
                    if line.contains(pattern) {
                        println!("{line}");
                    }
                }
            };
            #[allow(unreachable_code)] returned
        })
    };
    Grep {
        machine: ::coro_runtime::__private::Boxed::new(channel, body),
        marker: ::core::marker::PhantomData,
    }
}
///The coroutine that [`grep`] makes.
#[must_use = "a coroutine does nothing until it is primed"]
struct Grep<'pattern> {
    machine: ::coro_runtime::__private::Boxed<
        ::coro_runtime::__private::Local<String, ()>,
        ::coro_runtime::__private::Body<'pattern, ()>,
    >,
    marker: ::core::marker::PhantomData<fn() -> (&'pattern (),)>,
}
const _: () = {
    recv! {
        @ resolved
    }
    impl<'pattern> ::coro_runtime::Coroutine<String> for Grep<'pattern> {
        type Yield = ();
        type Return = ();
        #[inline]
        fn prime(
            &mut self,
        ) -> ::core::result::Result<
            ::coro_runtime::CoroutineState<(), ()>,
            ::coro_runtime::ResumeError,
        > {
            self.machine.prime()
        }
        #[inline]
        fn send(
            &mut self,
            input: String,
        ) -> ::core::result::Result<
            ::coro_runtime::CoroutineState<(), ()>,
            ::coro_runtime::ResumeError,
        > {
            self.machine.send(input)
        }
        #[inline]
        fn close(
            &mut self,
        ) -> ::core::result::Result<
            ::core::option::Option<()>,
            ::coro_runtime::ResumeError,
        > {
            self.machine.close()
        }
        #[inline]
        fn status(&self) -> ::coro_runtime::Status {
            self.machine.status()
        }
    }
    impl<'pattern> ::core::fmt::Debug for Grep<'pattern> {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            self.machine.fmt_as("Grep", f)
        }
    }
};
