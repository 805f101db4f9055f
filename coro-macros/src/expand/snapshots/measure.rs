// #[coro::coroutine(yield = usize)]
// fn measure(shared: Shared) {
//     loop {
//         let items = shared.lock();
//         yield_!(items.len());
//     }
// }

fn measure(shared: Shared) -> Measure {
    Measure {
        state: MeasureStates::Created { shared },
    }
}
///The coroutine that [`measure`] makes.
#[must_use = "a coroutine does nothing until it is primed"]
struct Measure {
    state: MeasureStates,
}
enum MeasureStates {
    Created { shared: Shared },
    Yield1 { shared: Shared },
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
    impl MeasureStates {
        #[inline]
        fn start(
            &mut self,
            shared: Shared,
        ) -> ::coro_runtime::CoroutineState<usize, ()> {
            {
                let kept_value: usize;
                {
                    let items = shared.lock();
                    let value: usize = items.len();
                    kept_value = value;
                }
                let value: usize = kept_value;
                ::coro_runtime::__private::store(self, Self::Yield1 { shared });
                return ::coro_runtime::CoroutineState::Yielded(value);
            }
        }
        #[inline]
        fn after_yield_1(
            &mut self,
            input: (),
            shared: Shared,
        ) -> ::coro_runtime::CoroutineState<usize, ()> {
            {}
            {
                let kept_value: usize;
                {
                    let items = shared.lock();
                    let value: usize = items.len();
                    kept_value = value;
                }
                let value: usize = kept_value;
                ::coro_runtime::__private::store(self, Self::Yield1 { shared });
                return ::coro_runtime::CoroutineState::Yielded(value);
            }
        }
    }
    impl ::coro_runtime::__private::States for MeasureStates {
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
    impl ::coro_runtime::Coroutine<()> for Measure {
        type Yield = usize;
        type Return = ();
        #[inline]
        fn prime(
            &mut self,
        ) -> ::core::result::Result<
            ::coro_runtime::CoroutineState<usize, ()>,
            ::coro_runtime::ResumeError,
        > {
            ::coro_runtime::__private::Guard::over(&mut self.state)
                .prime(|place, created| match created {
                    MeasureStates::Created { shared } => place.start(shared),
                    _ => ::coro_runtime::__private::unreachable(),
                })
        }
        #[inline]
        fn send(
            &mut self,
            input: (),
        ) -> ::core::result::Result<
            ::coro_runtime::CoroutineState<usize, ()>,
            ::coro_runtime::ResumeError,
        > {
            let guard = ::coro_runtime::__private::Guard::over(&mut self.state);
            let outcome = match *guard.state {
                MeasureStates::Yield1 { .. } => {
                    match ::coro_runtime::__private::take(guard.state) {
                        MeasureStates::Yield1 { shared } => {
                            guard.state.after_yield_1(input, shared)
                        }
                        _ => ::coro_runtime::__private::unreachable(),
                    }
                }
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
    impl ::core::iter::Iterator for Measure {
        type Item = usize;
        fn next(&mut self) -> ::core::option::Option<usize> {
            ::coro_runtime::__private::next(self)
        }
    }
    impl ::core::iter::FusedIterator for Measure {}
    impl ::core::fmt::Debug for Measure {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            ::coro_runtime::__private::debug(&self.state, "Measure", f)
        }
    }
};
