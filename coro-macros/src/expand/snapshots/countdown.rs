// #[coro::coroutine(yield = u32)]
// pub fn countdown(n: u32) {
//     for i in (1..=n).rev() {
//         yield_!(i);
//     }
// }

pub fn countdown(n: u32) -> Countdown {
    Countdown {
        state: CountdownStates::Created { n },
    }
}
///The coroutine that [`countdown`] makes.
#[must_use = "a coroutine does nothing until it is primed"]
pub struct Countdown {
    state: CountdownStates,
}
enum CountdownStates {
    Created { n: u32 },
    Yield1 { items: ::core::iter::Rev<::core::ops::RangeInclusive<u32>> },
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
    impl CountdownStates {
        #[inline]
        fn start(&mut self, n: u32) -> ::coro_runtime::CoroutineState<u32, ()> {
            {
                let mut items: ::core::iter::Rev<::core::ops::RangeInclusive<u32>> = ::core::iter::IntoIterator::into_iter(
                    (1..=n).rev(),
                );
                if let ::core::option::Option::Some(i) = ::core::iter::Iterator::next(
                    &mut items,
                ) {
                    let value: u32 = i;
                    ::coro_runtime::__private::store(self, Self::Yield1 { items });
                    return ::coro_runtime::CoroutineState::Yielded(value);
                }
            }
            return ::coro_runtime::CoroutineState::Complete(());
        }
        #[inline]
        fn after_yield_1(
            &mut self,
            input: (),
        ) -> ::coro_runtime::CoroutineState<u32, ()> {
            let Self::Yield1 { items } = self else {
                ::coro_runtime::__private::unreachable()
            };
            {
                {}
                if let ::core::option::Option::Some(i) = ::core::iter::Iterator::next(
                    &mut (*items),
                ) {
                    let value: u32 = i;
                    return ::coro_runtime::CoroutineState::Yielded(value);
                }
            }
            return ::coro_runtime::CoroutineState::Complete(());
        }
    }
    impl ::coro_runtime::__private::States for CountdownStates {
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
                Self::Finished => ::coro_runtime::__private::Position::Finished,
                Self::Poisoned => ::coro_runtime::__private::Position::Poisoned,
            }
        }
    }
    impl ::coro_runtime::Coroutine<()> for Countdown {
        type Yield = u32;
        type Return = ();
        #[inline]
        fn prime(
            &mut self,
        ) -> ::core::result::Result<
            ::coro_runtime::CoroutineState<u32, ()>,
            ::coro_runtime::ResumeError,
        > {
            ::coro_runtime::__private::Guard::over(&mut self.state)
                .prime(|place, created| match created {
                    CountdownStates::Created { n } => place.start(n),
                    _ => ::coro_runtime::__private::unreachable(),
                })
        }
        #[inline]
        fn send(
            &mut self,
            input: (),
        ) -> ::core::result::Result<
            ::coro_runtime::CoroutineState<u32, ()>,
            ::coro_runtime::ResumeError,
        > {
            let guard = ::coro_runtime::__private::Guard::over(&mut self.state);
            let outcome = match *guard.state {
                CountdownStates::Yield1 { .. } => guard.state.after_yield_1(input),
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
    impl ::core::iter::Iterator for Countdown {
        type Item = u32;
        fn next(&mut self) -> ::core::option::Option<u32> {
            ::coro_runtime::__private::next(self)
        }
    }
    impl ::core::iter::FusedIterator for Countdown {}
    impl ::core::fmt::Debug for Countdown {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            ::coro_runtime::__private::debug(&self.state, "Countdown", f)
        }
    }
};
