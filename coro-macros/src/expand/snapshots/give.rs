// #[coro::coroutine(recv = bool)]
// fn give(parcel: Parcel) {
//     if recv!() {
//         deliver(parcel);
//     }
//     recv!();
// }

fn give(parcel: Parcel) -> Give {
    Give {
        state: GiveStates::Created { parcel },
    }
}
///The coroutine that [`give`] makes.
#[must_use = "a coroutine does nothing until it is primed"]
struct Give {
    state: GiveStates,
}
enum GiveStates {
    Created { parcel: Parcel },
    Recv1 { parcel: Parcel },
    Recv2 { parcel: ::core::option::Option<Parcel> },
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
    impl GiveStates {
        #[inline]
        fn start(&mut self, parcel: Parcel) -> ::coro_runtime::CoroutineState<(), ()> {
            {
                ::coro_runtime::__private::store(self, Self::Recv1 { parcel });
                return ::coro_runtime::CoroutineState::Yielded(());
            }
        }
        #[inline]
        fn after_recv_1(
            &mut self,
            input: bool,
            parcel: Parcel,
        ) -> ::coro_runtime::CoroutineState<(), ()> {
            let maybe_parcel: ::core::option::Option<Parcel>;
            let parcel: Parcel = parcel;
            'break_chosen_1: {
                let received = input;
                if received {
                    deliver(parcel);
                    maybe_parcel = ::core::option::Option::None;
                    break 'break_chosen_1;
                }
                maybe_parcel = ::core::option::Option::Some(parcel);
            }
            ::coro_runtime::__private::store(
                self,
                Self::Recv2 {
                    parcel: maybe_parcel,
                },
            );
            return ::coro_runtime::CoroutineState::Yielded(());
        }
        #[inline]
        fn after_recv_2(
            &mut self,
            input: bool,
            parcel: ::core::option::Option<Parcel>,
        ) -> ::coro_runtime::CoroutineState<(), ()> {
            let maybe_parcel: ::core::option::Option<Parcel> = parcel;
            let parcel: Parcel;
            return ::coro_runtime::CoroutineState::Complete(());
        }
    }
    impl ::coro_runtime::__private::States for GiveStates {
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
                Self::Recv2 { .. } => {
                    ::coro_runtime::__private::Position::Suspended(::core::line!())
                }
                Self::Finished => ::coro_runtime::__private::Position::Finished,
                Self::Poisoned => ::coro_runtime::__private::Position::Poisoned,
            }
        }
    }
    impl ::coro_runtime::Coroutine<bool> for Give {
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
                    GiveStates::Created { parcel } => place.start(parcel),
                    _ => ::coro_runtime::__private::unreachable(),
                })
        }
        #[inline]
        fn send(
            &mut self,
            input: bool,
        ) -> ::core::result::Result<
            ::coro_runtime::CoroutineState<(), ()>,
            ::coro_runtime::ResumeError,
        > {
            let guard = ::coro_runtime::__private::Guard::over(&mut self.state);
            let outcome = match *guard.state {
                GiveStates::Recv1 { .. } => {
                    match ::coro_runtime::__private::take(guard.state) {
                        GiveStates::Recv1 { parcel } => {
                            guard.state.after_recv_1(input, parcel)
                        }
                        _ => ::coro_runtime::__private::unreachable(),
                    }
                }
                GiveStates::Recv2 { .. } => {
                    match ::coro_runtime::__private::take(guard.state) {
                        GiveStates::Recv2 { parcel } => {
                            guard.state.after_recv_2(input, parcel)
                        }
                        _ => ::coro_runtime::__private::unreachable(),
                    }
                }
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
    impl ::core::fmt::Debug for Give {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            ::coro_runtime::__private::debug(&self.state, "Give", f)
        }
    }
};
