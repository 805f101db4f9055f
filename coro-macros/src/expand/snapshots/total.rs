// #[coro::coroutine(recv = i64)]
// fn total() -> i64 {
//     let mut total = 0i64;
//     while let Ok(x) = try_recv!() {
//         total += x;
//     }
//     total
// }

fn total() -> Total {
    Total {
        state: TotalStates::Created {},
    }
}
///The coroutine that [`total`] makes.
#[must_use = "a coroutine does nothing until it is primed"]
struct Total {
    state: TotalStates,
}
enum TotalStates {
    Created {},
    TryRecv1 { total: i64 },
    Finished,
    Poisoned,
}
const _: () = {
    try_recv! {
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
    impl TotalStates {
        #[inline]
        fn start(&mut self) -> ::coro_runtime::CoroutineState<(), i64> {
            let mut total: i64 = 0i64;
            {
                ::coro_runtime::__private::store(self, Self::TryRecv1 { total });
                return ::coro_runtime::CoroutineState::Yielded(());
            }
        }
        #[inline]
        fn after_try_recv_1(
            &mut self,
            input: ::core::result::Result<i64, ::coro_runtime::Interrupt>,
        ) -> ::coro_runtime::CoroutineState<(), i64> {
            let Self::TryRecv1 { total: place_of_total } = self else {
                ::coro_runtime::__private::unreachable()
            };
            let mut total: i64 = *place_of_total;
            'break_loop_1: {
                'continue_loop_1: {
                    let mut received = input;
                    if let Ok(x) = received {
                        total += x;
                        break 'continue_loop_1;
                    }
                    break 'break_loop_1;
                }
                {
                    *place_of_total = total;
                    return ::coro_runtime::CoroutineState::Yielded(());
                }
            }
            let returned: i64 = total;
            return ::coro_runtime::CoroutineState::Complete(returned);
        }
    }
    impl ::coro_runtime::__private::States for TotalStates {
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
                Self::TryRecv1 { .. } => {
                    ::coro_runtime::__private::Position::Suspended(::core::line!())
                }
                Self::Finished => ::coro_runtime::__private::Position::Finished,
                Self::Poisoned => ::coro_runtime::__private::Position::Poisoned,
            }
        }
    }
    impl ::coro_runtime::Coroutine<i64> for Total {
        type Yield = ();
        type Return = i64;
        #[inline]
        fn prime(
            &mut self,
        ) -> ::core::result::Result<
            ::coro_runtime::CoroutineState<(), i64>,
            ::coro_runtime::ResumeError,
        > {
            ::coro_runtime::__private::Guard::over(&mut self.state)
                .prime(|place, created| match created {
                    TotalStates::Created {} => place.start(),
                    _ => ::coro_runtime::__private::unreachable(),
                })
        }
        #[inline]
        fn send(
            &mut self,
            input: i64,
        ) -> ::core::result::Result<
            ::coro_runtime::CoroutineState<(), i64>,
            ::coro_runtime::ResumeError,
        > {
            let guard = ::coro_runtime::__private::Guard::over(&mut self.state);
            let outcome = match *guard.state {
                TotalStates::TryRecv1 { .. } => {
                    guard.state.after_try_recv_1(::core::result::Result::Ok(input))
                }
                _ => return guard.refuse_single(::coro_runtime::ResumeError::NotPrimed),
            };
            guard.finish(outcome)
        }
        #[inline]
        fn close(
            &mut self,
        ) -> ::core::result::Result<
            ::core::option::Option<i64>,
            ::coro_runtime::ResumeError,
        > {
            let guard = ::coro_runtime::__private::Guard::over(&mut self.state);
            let outcome = match *guard.state {
                TotalStates::TryRecv1 { .. } => {
                    guard
                        .state
                        .after_try_recv_1(
                            ::core::result::Result::Err(::coro_runtime::Interrupt::Close),
                        )
                }
                _ => return guard.close(),
            };
            guard.closed(outcome)
        }
        #[inline]
        fn status(&self) -> ::coro_runtime::Status {
            ::coro_runtime::__private::States::status(&self.state)
        }
    }
    impl ::core::ops::Drop for Total {
        fn drop(&mut self) {
            let _ = ::coro_runtime::Coroutine::close(self);
        }
    }
    impl ::core::fmt::Debug for Total {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            ::coro_runtime::__private::debug(&self.state, "Total", f)
        }
    }
};
