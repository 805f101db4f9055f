// #[coro::coroutine]
// fn grep(pattern: &str) {
//     println!("Looking for {pattern}");
//     loop {
//         let line: &str = recv!();
//         if line.contains(pattern) {
//             println!("{line}");
//         }
//     }
// }

fn grep<'pattern>(pattern: &'pattern str) -> Grep<'pattern> {
    Grep {
        state: GrepStates::Created { pattern },
    }
}
///The coroutine that [`grep`] makes.
#[must_use = "a coroutine does nothing until it is primed"]
struct Grep<'pattern> {
    state: GrepStates<'pattern>,
}
enum GrepStates<'pattern> {
    Created { pattern: &'pattern str },
    Recv1 { pattern: &'pattern str },
    Finished,
    Poisoned,
}
const _: () = {
    recv! {
        @ resolved
    }
    #[allow(
        unused_mut,
        unused_variables,
        unused_assignments,
        unused_labels,
        unreachable_code,
        unused_parens,
        clippy::borrow_deref_ref,
        clippy::explicit_auto_deref,
        clippy::ignored_unit_patterns,
        clippy::let_unit_value,
        clippy::needless_late_init,
        clippy::ptr_arg,
        clippy::too_many_arguments,
        clippy::type_complexity,
        clippy::unnecessary_semicolon
    )]
    impl<'pattern> GrepStates<'pattern> {
        #[inline]
        fn start(
            &mut self,
            pattern: &'pattern str,
        ) -> ::coro_runtime::CoroutineState<(), ()> {
            println!("Looking for {pattern}");
            {
                ::coro_runtime::__private::store(self, Self::Recv1 { pattern });
                return ::coro_runtime::CoroutineState::Yielded(());
            }
        }
        #[inline]
        fn after_recv_1<'i>(
            &mut self,
            input: &'i str,
        ) -> ::coro_runtime::CoroutineState<(), ()> {
            let Self::Recv1 { pattern: place_of_pattern } = self else {
                ::coro_runtime::__private::unreachable()
            };
            let pattern: &'pattern str = *place_of_pattern;
            {
                let line: &str = input;
                if line.contains(pattern) {
                    println!("{line}");
                }
            }
            {
                return ::coro_runtime::CoroutineState::Yielded(());
            }
        }
    }
    impl<'pattern> ::coro_runtime::__private::States for GrepStates<'pattern> {
        const FINISHED: Self = Self::Finished;
        const POISONED: Self = Self::Poisoned;
        #[inline]
        fn is_created(&self) -> ::core::primitive::bool {
            ::core::matches!(self, Self::Created { .. })
        }
        #[inline]
        fn position(&self) -> ::coro_runtime::__private::Position {
            match self {
                Self::Created { .. } => ::coro_runtime::__private::Position::Created,
                Self::Recv1 { .. } => {
                    ::coro_runtime::__private::Position::Suspended(::core::line!())
                }
                Self::Finished => ::coro_runtime::__private::Position::Finished,
                Self::Poisoned => ::coro_runtime::__private::Position::Poisoned,
            }
        }
    }
    impl<'i, 'pattern> ::coro_runtime::Coroutine<&'i str> for Grep<'pattern> {
        type Yield = ();
        type Return = ();
        #[inline]
        fn prime(
            &mut self,
        ) -> ::core::result::Result<
            ::coro_runtime::CoroutineState<(), ()>,
            ::coro_runtime::ResumeError,
        > {
            ::coro_runtime::__private::Guard::over(&mut self.state)
                .prime(|place, created| match created {
                    GrepStates::Created { pattern } => place.start(pattern),
                    _ => ::coro_runtime::__private::unreachable(),
                })
        }
        #[inline]
        fn send(
            &mut self,
            input: &'i str,
        ) -> ::core::result::Result<
            ::coro_runtime::CoroutineState<(), ()>,
            ::coro_runtime::ResumeError,
        > {
            let guard = ::coro_runtime::__private::Guard::over(&mut self.state);
            let outcome = match *guard.state {
                GrepStates::Recv1 { .. } => guard.state.after_recv_1(input),
                _ => return guard.refuse_single(::coro_runtime::ResumeError::NotPrimed),
            };
            guard.finish(outcome)
        }
        #[inline]
        fn close(
            &mut self,
        ) -> ::core::result::Result<
            ::core::option::Option<()>,
            ::coro_runtime::ResumeError,
        > {
            let guard = ::coro_runtime::__private::Guard::over(&mut self.state);
            guard.close()
        }
        #[inline]
        fn status(&self) -> ::coro_runtime::Status {
            ::coro_runtime::__private::States::status(&self.state)
        }
    }
    impl<'pattern> ::core::fmt::Debug for Grep<'pattern> {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            ::coro_runtime::__private::debug(&self.state, "Grep", f)
        }
    }
};
