// #[coro::coroutine(recv = &str, yield = &str)]
// fn trimmed() {
//     let mut line: &str = yield_!("");
//     loop {
//         line = yield_!(line.trim());
//     }
// }

fn trimmed() -> Trimmed {
    Trimmed {
        state: TrimmedStates::Created {},
    }
}
///The coroutine that [`trimmed`] makes.
#[must_use = "a coroutine does nothing until it is primed"]
struct Trimmed {
    state: TrimmedStates,
}
enum TrimmedStates {
    Created {},
    Yield1 {},
    Yield2 {},
    Finished,
    Poisoned,
}
const _: () = {
    yield_! {
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
    impl TrimmedStates {
        #[inline]
        fn start<'i>(&mut self) -> ::coro_runtime::CoroutineState<&'i str, ()> {
            let value: &'i str = "";
            ::coro_runtime::__private::store(self, Self::Yield1 {});
            return ::coro_runtime::CoroutineState::Yielded(value);
        }
        #[inline]
        fn after_yield_1<'i>(
            &mut self,
            input: &'i str,
        ) -> ::coro_runtime::CoroutineState<&'i str, ()> {
            let mut line: &str = input;
            {
                let value: &'i str = line.trim();
                ::coro_runtime::__private::store(self, Self::Yield2 {});
                return ::coro_runtime::CoroutineState::Yielded(value);
            }
        }
        #[inline]
        fn after_yield_2<'i>(
            &mut self,
            input: &'i str,
        ) -> ::coro_runtime::CoroutineState<&'i str, ()> {
            let Self::Yield2 {} = self else { ::coro_runtime::__private::unreachable() };
            let mut line: &str;
            {
                line = input;
            }
            {
                let value: &'i str = line.trim();
                return ::coro_runtime::CoroutineState::Yielded(value);
            }
        }
    }
    impl ::coro_runtime::__private::States for TrimmedStates {
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
                Self::Yield1 { .. } => {
                    ::coro_runtime::__private::Position::Suspended(::core::line!())
                }
                Self::Yield2 { .. } => {
                    ::coro_runtime::__private::Position::Suspended(::core::line!())
                }
                Self::Finished => ::coro_runtime::__private::Position::Finished,
                Self::Poisoned => ::coro_runtime::__private::Position::Poisoned,
            }
        }
    }
    impl<'i> ::coro_runtime::Coroutine<&'i str> for Trimmed {
        type Yield = &'i str;
        type Return = ();
        #[inline]
        fn prime(
            &mut self,
        ) -> ::core::result::Result<
            ::coro_runtime::CoroutineState<&'i str, ()>,
            ::coro_runtime::ResumeError,
        > {
            ::coro_runtime::__private::Guard::over(&mut self.state)
                .prime(|place, created| match created {
                    TrimmedStates::Created {} => place.start(),
                    _ => ::coro_runtime::__private::unreachable(),
                })
        }
        #[inline]
        fn send(
            &mut self,
            input: &'i str,
        ) -> ::core::result::Result<
            ::coro_runtime::CoroutineState<&'i str, ()>,
            ::coro_runtime::ResumeError,
        > {
            let guard = ::coro_runtime::__private::Guard::over(&mut self.state);
            let outcome = match *guard.state {
                TrimmedStates::Yield1 {} => guard.state.after_yield_1(input),
                TrimmedStates::Yield2 { .. } => guard.state.after_yield_2(input),
                _ => return guard.refuse(::coro_runtime::ResumeError::NotPrimed),
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
    impl ::core::fmt::Debug for Trimmed {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            ::coro_runtime::__private::debug(&self.state, "Trimmed", f)
        }
    }
};
