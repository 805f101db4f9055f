// #[coro::coroutine]
// fn filter_min(threshold: i32, mut target: impl Consumer<i32>) -> Result<(), ResumeError> {
//     loop {
//         let value: i32 = recv!();
//         if value >= threshold {
//             target.send(value)?;
//         }
//     }
// }

fn filter_min<Target: Consumer<i32>>(
    threshold: i32,
    target: Target,
) -> FilterMin<Target> {
    FilterMin {
        state: FilterMinStates::Created {
            target,
            threshold,
        },
    }
}
///The coroutine that [`filter_min`] makes.
#[must_use = "a coroutine does nothing until it is primed"]
struct FilterMin<Target> {
    state: FilterMinStates<Target>,
}
enum FilterMinStates<Target> {
    Created { target: Target, threshold: i32 },
    Recv1 { target: Target, threshold: i32 },
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
    impl<Target: Consumer<i32>> FilterMinStates<Target> {
        #[inline]
        fn start(
            &mut self,
            threshold: i32,
            mut target: Target,
        ) -> <Result<(), ResumeError> as ::coro_runtime::__private::Outcome<()>>::Out {
            {
                ::coro_runtime::__private::store(
                    self,
                    Self::Recv1 { target, threshold },
                );
                return <Result<
                    (),
                    ResumeError,
                > as ::coro_runtime::__private::Outcome<()>>::suspended(());
            }
        }
        #[inline]
        fn after_recv_1(
            &mut self,
            input: i32,
        ) -> <Result<(), ResumeError> as ::coro_runtime::__private::Outcome<()>>::Out {
            let Self::Recv1 { threshold: place_of_threshold, target } = self else {
                ::coro_runtime::__private::unreachable()
            };
            let threshold: i32 = *place_of_threshold;
            {
                let value: i32 = input;
                if value >= threshold {
                    (*target).send(value)?;
                }
            }
            {
                return <Result<
                    (),
                    ResumeError,
                > as ::coro_runtime::__private::Outcome<()>>::suspended(());
            }
        }
    }
    impl<Target: Consumer<i32>> ::coro_runtime::__private::States
    for FilterMinStates<Target> {
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
    impl<Target: Consumer<i32>> ::coro_runtime::Coroutine<i32> for FilterMin<Target> {
        type Yield = ();
        type Return = Result<(), ResumeError>;
        #[inline]
        fn prime(
            &mut self,
        ) -> ::core::result::Result<
            ::coro_runtime::CoroutineState<(), Result<(), ResumeError>>,
            ::coro_runtime::ResumeError,
        > {
            ::coro_runtime::__private::Guard::over(&mut self.state)
                .prime(|place, created| match created {
                    FilterMinStates::Created { threshold, target } => {
                        <Result<
                            (),
                            ResumeError,
                        > as ::coro_runtime::__private::Outcome<
                            (),
                        >>::split(place.start(threshold, target))
                    }
                    _ => ::coro_runtime::__private::unreachable(),
                })
        }
        #[inline]
        fn send(
            &mut self,
            input: i32,
        ) -> ::core::result::Result<
            ::coro_runtime::CoroutineState<(), Result<(), ResumeError>>,
            ::coro_runtime::ResumeError,
        > {
            let guard = ::coro_runtime::__private::Guard::over(&mut self.state);
            let outcome = match *guard.state {
                FilterMinStates::Recv1 { .. } => guard.state.after_recv_1(input),
                _ => return guard.refuse_single(::coro_runtime::ResumeError::NotPrimed),
            };
            guard
                .finish(
                    <Result<
                        (),
                        ResumeError,
                    > as ::coro_runtime::__private::Outcome<()>>::split(outcome),
                )
        }
        #[inline]
        fn close(
            &mut self,
        ) -> ::core::result::Result<
            ::core::option::Option<Result<(), ResumeError>>,
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
    impl<Target: Consumer<i32>> ::core::fmt::Debug for FilterMin<Target> {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            ::coro_runtime::__private::debug(&self.state, "FilterMin", f)
        }
    }
};
