// #[coro::coroutine(recv = &str)]
// fn sum(count: usize) -> Result<i64, ParseIntError> {
//     let mut sum = 0i64;
//     for _ in 0..count {
//         sum += recv!().parse::<i64>()?;
//     }
//     Ok(sum)
// }

fn sum(count: usize) -> Sum {
    Sum {
        state: SumStates::Created { count },
    }
}
///The coroutine that [`sum`] makes.
#[must_use = "a coroutine does nothing until it is primed"]
struct Sum {
    state: SumStates,
}
enum SumStates {
    Created { count: usize },
    Recv1 { items: ::core::ops::Range<usize>, sum: i64 },
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
    impl SumStates {
        #[inline]
        fn start(
            &mut self,
            count: usize,
        ) -> <Result<
            i64,
            ParseIntError,
        > as ::coro_runtime::__private::Outcome<()>>::Out {
            let mut sum: i64 = 0i64;
            {
                let mut items: ::core::ops::Range<usize> = ::core::iter::IntoIterator::into_iter(
                    0..count,
                );
                if let ::core::option::Option::Some(_) = ::core::iter::Iterator::next(
                    &mut items,
                ) {
                    ::coro_runtime::__private::store(self, Self::Recv1 { items, sum });
                    return <Result<
                        i64,
                        ParseIntError,
                    > as ::coro_runtime::__private::Outcome<()>>::suspended(());
                }
            }
            let returned: Result<i64, ParseIntError> = Ok(sum);
            return <Result<
                i64,
                ParseIntError,
            > as ::coro_runtime::__private::Outcome<()>>::complete(returned);
        }
        #[inline]
        fn after_recv_1<'i>(
            &mut self,
            input: &'i str,
        ) -> <Result<
            i64,
            ParseIntError,
        > as ::coro_runtime::__private::Outcome<()>>::Out {
            let Self::Recv1 { sum: place_of_sum, items } = self else {
                ::coro_runtime::__private::unreachable()
            };
            let mut sum: i64 = *place_of_sum;
            {
                {
                    let mut received = input;
                    sum += received.parse::<i64>()?;
                }
                if let ::core::option::Option::Some(_) = ::core::iter::Iterator::next(
                    &mut (*items),
                ) {
                    *place_of_sum = sum;
                    return <Result<
                        i64,
                        ParseIntError,
                    > as ::coro_runtime::__private::Outcome<()>>::suspended(());
                }
            }
            let returned: Result<i64, ParseIntError> = Ok(sum);
            return <Result<
                i64,
                ParseIntError,
            > as ::coro_runtime::__private::Outcome<()>>::complete(returned);
        }
    }
    impl ::coro_runtime::__private::States for SumStates {
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
    impl<'i> ::coro_runtime::Coroutine<&'i str> for Sum {
        type Yield = ();
        type Return = Result<i64, ParseIntError>;
        #[inline]
        fn prime(
            &mut self,
        ) -> ::core::result::Result<
            ::coro_runtime::CoroutineState<(), Result<i64, ParseIntError>>,
            ::coro_runtime::ResumeError,
        > {
            ::coro_runtime::__private::Guard::over(&mut self.state)
                .prime(|place, created| match created {
                    SumStates::Created { count } => {
                        <Result<
                            i64,
                            ParseIntError,
                        > as ::coro_runtime::__private::Outcome<
                            (),
                        >>::split(place.start(count))
                    }
                    _ => ::coro_runtime::__private::unreachable(),
                })
        }
        #[inline]
        fn send(
            &mut self,
            input: &'i str,
        ) -> ::core::result::Result<
            ::coro_runtime::CoroutineState<(), Result<i64, ParseIntError>>,
            ::coro_runtime::ResumeError,
        > {
            let guard = ::coro_runtime::__private::Guard::over(&mut self.state);
            let outcome = match *guard.state {
                SumStates::Recv1 { .. } => guard.state.after_recv_1(input),
                _ => return guard.refuse_single(::coro_runtime::ResumeError::NotPrimed),
            };
            guard
                .finish(
                    <Result<
                        i64,
                        ParseIntError,
                    > as ::coro_runtime::__private::Outcome<()>>::split(outcome),
                )
        }
        #[inline]
        fn close(
            &mut self,
        ) -> ::core::result::Result<
            ::core::option::Option<Result<i64, ParseIntError>>,
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
    impl ::core::fmt::Debug for Sum {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            ::coro_runtime::__private::debug(&self.state, "Sum", f)
        }
    }
};
